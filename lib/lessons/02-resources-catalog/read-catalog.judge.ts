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
  /** The pages of the resources, in the order of their cursors. */
  pages: Entry[][];
  templates: Entry[];
  outcome: Outcome;
}

const returned = z.object({ resources: z.array(z.json()), templates: z.array(z.json()) });

export const judgeReadCatalog: Judge<ReadCatalogEvidence> = (evidence) => {
  const { outcome } = evidence;
  const shape = returned.safeParse(outcome.status === "returned" ? outcome.value : undefined);
  const wrong = shape.success ? undefined : wrongShape(outcome);
  const got = shape.success ? [...shape.data.resources, ...shape.data.templates] : [];
  return [
    { ...complete(evidence, got), ...(wrong && { passed: false, found: wrong }) },
    { ...audience(evidence, got), ...(wrong && { passed: false, found: wrong }) },
    {
      ...order(shape.success ? [shape.data.resources, shape.data.templates] : [], evidence),
      ...(wrong && { passed: false, found: wrong }),
    },
  ];
};

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
const all = ({ pages, templates }: ReadCatalogEvidence): Entry[] => [...pages.flat(), ...templates];

/** Judged on entries that name the audience: leaving out those that name none is another mistake. */
function complete(evidence: ReadCatalogEvidence, got: Json[]): Finding {
  const named = all(evidence).filter((one) => audienceOf(one)?.includes(evidence.audience));
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
      "Ask the client that the function is given. A page that has a nextCursor is not the last one, even where that is an empty text; and templates have a listing of their own.",
  };
}

function audience(evidence: ReadCatalogEvidence, got: Json[]): Finding {
  const wanted = evidence.audience;
  const keys = new Set(got.map(keyOf));
  const others = all(evidence).filter(
    (one) => audienceOf(one)?.includes(wanted) === false && keys.has(keyOf(one)),
  );
  // Those on the first page: what an answer cannot have overlooked for another reason.
  const open = (evidence.pages[0] ?? []).filter(
    (one) => audienceOf(one) === undefined && !keys.has(keyOf(one)),
  );
  return {
    check: "02.1.audience",
    passed: others.length === 0 && open.length === 0,
    expected: `what is for "${wanted}", and what names no audience`,
    found:
      others.length > 0
        ? `also ${show(others.map(keyOf)[0])}, which is for ${show(audienceOf(others[0] ?? {}))}`
        : open.length > 0
          ? `without ${show(open.map(keyOf)[0])}, which names no audience`
          : `nothing that is not for "${wanted}"`,
    advice:
      "annotations.audience is a list, and an entry need not have one: then it is for all. The same holds for templates.",
  };
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
    advice: "list.sort((a, b) => …) takes the difference of two priorities, the higher one first.",
  };
}
