import { countText } from "../../base/counted.ts";
import { z } from "zod";
import { type Json, sameJson } from "../../base/json.ts";
import type { Outcome } from "../../exercises/answer.ts";
import { type Finding, type Judge, show } from "../../exercises/finding.ts";
import { describeOutcome } from "../../exercises/outcome.ts";

const entry = z.looseObject({
  annotations: z
    .looseObject({
      audience: z.array(z.string()).optional(),
      priority: z.number().optional(),
    })
    .optional(),
});

/** An entry of a listing, as the server sent it. */
type Entry = z.infer<typeof entry> & { [field: string]: Json };

/** A server's two listings and what `readCatalog` made of them for one audience. */
export interface ReadCatalogEvidence {
  audience: string;
  /** The pages of the resources and of the templates, in the order of their cursors. */
  pages: Entry[][];
  templates: Entry[][];
  outcome: Outcome;
}

const returned = z.object({ resources: z.array(z.json()), templates: z.array(z.json()) });

export const judgeReadCatalog: Judge<ReadCatalogEvidence> = (evidence) => {
  const { outcome } = evidence;
  const shape = returned.safeParse(outcome.status === "returned" ? outcome.value : undefined);
  const found = shape.success ? undefined : wrongShape(outcome);
  const wrong = found === undefined ? {} : { passed: false, found, advice: adviceOnShape(outcome) };
  const got = shape.success ? [...shape.data.resources, ...shape.data.templates] : [];
  return [
    { ...complete(evidence, got), ...wrong },
    { ...audience(evidence, got), ...wrong },
    {
      ...order(shape.success ? [shape.data.resources, shape.data.templates] : [], evidence),
      ...wrong,
    },
  ];
};

function adviceOnShape(outcome: Outcome): string {
  switch (outcome.status) {
    case "threw":
      return "Fix what the message names; a cursor is sent as it came, and undefined for the first page.";
    case "timed-out":
    case "lost":
      return "Does a loop over the pages ever end? It does where there is no nextCursor.";
    default:
      return "Return { resources, templates }, two lists, and await both listings first.";
  }
}

function wrongShape(outcome: Outcome): string {
  return outcome.status === "returned"
    ? `no two lists named resources and templates; ${describeOutcome(outcome)}`
    : describeOutcome(outcome);
}

const keyed = z.object({ uri: z.json().optional(), uriTemplate: z.json().optional() }).catch({});

/** URI or URI template: what an entry is told apart by. */
const keyOf = (value: Json): Json => {
  const { uri, uriTemplate } = keyed.parse(value);
  return uri ?? uriTemplate ?? null;
};

const audienceOf = (of: Entry): string[] | undefined => of.annotations?.audience;
const priorityOf = (of: Entry): number => of.annotations?.priority ?? 0;
const all = ({ pages, templates }: ReadCatalogEvidence): Entry[] => [
  ...pages.flat(),
  ...templates.flat(),
];

/** Judged on entries for this audience alone: leaving out those for both, or for anybody, is another mistake. */
function complete(evidence: ReadCatalogEvidence, got: Json[]): Finding {
  const named = all(evidence).filter((one) => audienceOf(one)?.join() === evidence.audience);
  const missing = named.filter((one) => !got.some((other) => keyOf(other) === keyOf(one)));
  const changed = all(evidence).find((one) =>
    got.some((other) => keyOf(other) === keyOf(one) && !sameJson(other, one)),
  );
  const twice = got.find((one, index) =>
    got.slice(0, index).some((other) => keyOf(other) === keyOf(one)),
  );
  const pages = evidence.pages.length;
  return {
    check: "02.1.complete",
    passed: missing.length === 0 && changed === undefined && twice === undefined,
    expected: `the entries of all ${countText(pages, "page")} and the templates, each as the server sent it`,
    found:
      missing.length > 0
        ? `${missing.length} of ${named.length} are missing, such as ${show(missing.map(keyOf)[0])}`
        : changed !== undefined
          ? `${show(keyOf(changed))} was sent as ${show(changed)} and came back as ${show(got.find((other) => keyOf(other) === keyOf(changed)))}`
          : twice !== undefined
            ? `${show(keyOf(twice))} is there twice`
            : "all of them, whole",
    advice:
      missing.length > 0
        ? adviceOnMissing(evidence, missing, got)
        : changed !== undefined
          ? "Filter and sort the entries, and make no new ones: each comes back with all its fields."
          : "Does one page come in twice? Go on with the cursor of the page that came last.",
  };
}

/** What the missing entries have in common. */
function adviceOnMissing(evidence: ReadCatalogEvidence, missing: Entry[], got: Json[]): string {
  const { pages, templates } = evidence;
  const isAlike = (one: Entry): boolean =>
    all(evidence).some(
      (other) =>
        other !== one && (other["title"] === one["title"] || other["name"] === one["name"]),
    );
  if (missing.every((one) => one["title"] !== undefined && isAlike(one))) {
    return "What tells two entries apart is the URI: titles and names may be equal.";
  }
  const isTemplate = (one: Entry): boolean => templates.flat().includes(one);
  const first = new Set(
    [pages, templates].flatMap((list) => list.find((page) => page.length > 0) ?? []),
  );
  const onFirst = missing.some((one) => first.has(one));
  if (missing.every((one) => priorityOf(one) === 0)) {
    return "An entry that has no priority, or 0, comes last, and is there all the same.";
  }
  const isThere = (one: Entry): boolean => got.some((other) => keyOf(other) === keyOf(one));
  if (missing.every(isTemplate) && !templates.flat().some(isThere)) {
    return "Templates have a listing of their own, client.listResourceTemplates(): filter it in the same way.";
  }
  return onFirst
    ? "Ask the client that the function is given, for the audience that it is given."
    : `A page that has a nextCursor is not the last one, even where that is an empty text${missing.some(isTemplate) ? "; templates come in pages, too" : ""}.`;
}

function audience(evidence: ReadCatalogEvidence, got: Json[]): Finding {
  const wanted = evidence.audience;
  const keys = new Set(got.map(keyOf));
  const others = all(evidence).filter(
    (one) => audienceOf(one)?.includes(wanted) === false && keys.has(keyOf(one)),
  );
  const open = overlooked(evidence, keys);
  return {
    check: "02.1.audience",
    passed: others.length === 0 && open.length === 0,
    expected: `what is for "${wanted}", and what names no audience`,
    found:
      others.length > 0
        ? `also ${show(others.map(keyOf)[0])}, which is for ${show(audienceOf(others[0] ?? {}))}`
        : open.length > 0
          ? `without ${show(open.map(keyOf)[0])}, which ${audienceOf(open[0] ?? {}) === undefined ? "names no audience" : `is for ${show(audienceOf(open[0] ?? {}))}`}`
          : `nothing that is not for "${wanted}"`,
    advice:
      others.length > 0
        ? "Leave out what names an audience without this one, which is the second parameter, in templates as well."
        : open.every((one) => audienceOf(one) === undefined)
          ? "An entry need not name an audience, nor have annotations: then it is for all."
          : "An entry may name both: see whether its audience includes the one that is asked for.",
  };
}

/**
 * Entries for both, or for anybody, that did not come back though others of their page did: what an
 * answer cannot have overlooked for another reason, such as a page or a priority that is not there.
 */
function overlooked(
  { audience: wanted, pages, templates }: ReadCatalogEvidence,
  keys: ReadonlySet<Json>,
): Entry[] {
  return [pages, templates].flatMap((list) => {
    const page = list.find((some) => some.length > 0) ?? [];
    const came = page.filter((one) => keys.has(keyOf(one)));
    return page.filter((one) => {
      const named = audienceOf(one);
      const isMeant = named === undefined || (named.length > 1 && named.includes(wanted));
      const isAlike = came.some((other) => priorityOf(one) > 0 || priorityOf(other) === 0);
      return isMeant && isAlike && !keys.has(keyOf(one));
    });
  });
}

function order(lists: Json[][], evidence: ReadCatalogEvidence): Finding {
  const priorities = lists.map((list) =>
    list.map((one) => priorityOf(all(evidence).find((other) => keyOf(other) === keyOf(one)) ?? {})),
  );
  const rising = priorities.find((list) =>
    list.some((value, index) => value > (list[index - 1] ?? Number.POSITIVE_INFINITY)),
  );
  const some = lists.some((list) => list.length > 0);
  return {
    check: "02.1.order",
    passed: some && rising === undefined,
    expected: "in each list the highest priority first; none counts as 0",
    found: some ? `priorities ${show(rising ?? priorities[0])}` : "no entries to order",
    advice: adviceOnOrder(rising),
  };
}

function adviceOnOrder(rising: number[] | undefined): string {
  const onlyUnset = rising?.filter((value) => value !== 0);
  const isFalling = onlyUnset?.every((value, at) => value <= (onlyUnset[at - 1] ?? 1));
  return isFalling === true
    ? "Those that have no priority, or 0, come last: put 0 in where there is none."
    : "list.sort((a, b) => …) takes the difference of two priorities: b's less a's puts the higher one first.";
}
