import { z } from "zod";
import { countText } from "../../base/counted.ts";
import {
  type CatalogEntry,
  isForModel,
  listedByClaudeCode,
  type ResourcePage,
} from "../../subjects/hosts/listed-resources.ts";
import type { Outcome } from "../../exercises/answer.ts";
import { type Finding, type Judge, show } from "../../exercises/finding.ts";
import { faultOfOutcome } from "../../exercises/outcome.ts";

/** A resource as a server lists it. */
interface ListedResource extends CatalogEntry {
  uri: string;
  name: string;
}

/** What a server answers: its pages in the order in which they follow each other, and its templates. */
export interface ServerCatalog {
  pages: ResourcePage<ListedResource>[];
  templates: (CatalogEntry & { uriTemplate: string; name: string })[];
}

/** A server's catalog, and what `asHostLists` said of it. */
export interface ListedEvidence {
  catalog: ServerCatalog;
  outcome: Outcome;
}

const addresses = z.array(z.string());
const hostView = z.object({ listed: addresses, missing: addresses, leaked: addresses });
type HostView = z.infer<typeof hostView>;

export const judgeListed: Judge<ListedEvidence> = ({ catalog, outcome }) => {
  const said = hostView.safeParse(outcome.status === "returned" ? outcome.value : undefined);
  const checks = [judgePages, judgeEnd, judgeAsSent, judgeMissing, judgeLeaked];
  const right = viewOf(catalog);
  if (said.success) {
    return checks.map((check) => {
      const finding = check(said.data, right, catalog, viewOf(catalog, said.data.listed));
      const found = finding.passed ? finding.found : `${walkOf(catalog)}: ${finding.found}`;
      return { ...finding, found };
    });
  }
  const fault = faultOfOutcome(outcome, "Return { listed, missing, leaked }.");
  const found = `${fault.found}; listed, missing and leaked were wanted, each a list of texts`;
  return checks.map((check) => {
    return { ...check(right, right, catalog, right), ...fault, passed: false, found };
  });
};

/** Which case it is: how many are on each page, and the cursor at its end. */
function walkOf({ pages, templates }: ServerCatalog): string {
  const ends = pages.map(({ resources, nextCursor }) => {
    const cursor = nextCursor === undefined ? "no cursor" : `cursor ${JSON.stringify(nextCursor)}`;
    return `${countText(resources.length, "entry", "entries")}, ${cursor}`;
  });
  const pagesText = countText(pages.length, "page");
  return `with ${countText(templates.length, "template")} and ${pagesText} (${ends.join("; ")})`;
}

/** What is missing and leaked with the list as it is right, or as an answer has it. */
function viewOf({ pages, templates }: ServerCatalog, said?: readonly string[]): HostView {
  const all = pages.flatMap(({ resources }) => resources);
  const seen =
    said === undefined ? listedByClaudeCode(pages) : all.filter(({ uri }) => said.includes(uri));
  const listed = seen.map(({ uri }) => uri);
  const wanted = [
    ...all.map((one) => ({ ...one, at: one.uri })),
    ...templates.map((one) => ({ ...one, at: one.uriTemplate })),
  ];
  return {
    listed,
    missing: wanted.flatMap((one) => (isForModel(one) && !listed.includes(one.at) ? one.at : [])),
    leaked: seen.flatMap((one) => (isForModel(one) ? [] : one.uri)),
  };
}

/** @param own what would be right with the answer's own list: whether that is right, other checks say */
type Check = (said: HostView, right: HostView, catalog: ServerCatalog, own: HostView) => Finding;

/** What is in one list and not in the other; how often it is there is another check's matter. */
const without = (list: readonly string[], others: readonly string[]): string[] =>
  list.filter((one) => !others.includes(one));

/** On which page something is first, in words. */
function placeOf(uri: string, { pages }: ServerCatalog): string {
  const at = pages.findIndex(({ resources }) => resources.some((one) => one.uri === uri));
  return at < 0 ? "a template" : `on page ${at + 1}`;
}

/** Who filters by audience has overlooked no page: judged on what is for the model. */
const judgePages: Check = ({ listed }, right, catalog) => {
  const meant = without(right.listed, right.leaked);
  const [lost] = without(meant, listed);
  return {
    check: "07.2.pages",
    passed: lost === undefined,
    expected: "what is for the model, from every page up to the end that the host sees",
    found: lost === undefined ? "all of it" : `without ${lost}, ${placeOf(lost, catalog)}`,
    advice:
      "A page whose nextCursor is neither empty nor known leads to another one, also where it holds nothing.",
  };
};

const judgeEnd: Check = ({ listed }, right, catalog) => {
  const known = catalog.pages.flatMap(({ resources }) => resources.map(({ uri }) => uri));
  const ofTemplates = catalog.templates.map(({ uriTemplate }) => uriTemplate);
  const beyond = new Set([...without(known, right.listed), ...ofTemplates]);
  const found = listed.find((one) => beyond.has(one));
  const isTemplate = found !== undefined && ofTemplates.includes(found);
  return {
    check: "07.2.end",
    passed: found === undefined,
    expected: "nothing from after the end that the host sees, and no template",
    found:
      found === undefined
        ? "nothing of it"
        : `${found}, ${placeOf(found, catalog)}, which the host never asks for`,
    advice: isTemplate
      ? "The host asks for no templates: what only they reach is missing."
      : catalog.pages.some(({ nextCursor }) => nextCursor === "")
        ? "An empty cursor is an end for Claude Code."
        : "A cursor that it has sent before is an end for Claude Code.",
  };
};

/** Judged on the first page, where it is about what is left out: a later one may not have been read. */
const judgeAsSent: Check = ({ listed }, right, { pages }) => {
  const kept = right.listed.filter((one) => listed.includes(one));
  const given = listed.filter((one) => right.listed.includes(one));
  const first = pages[0]?.resources.map(({ uri }) => uri) ?? [];
  const [user] = without(
    first.filter((uri) => right.leaked.includes(uri)),
    listed,
  );
  // Who goes on after the end may meet there again what was listed before.
  const goesOn = without(listed, right.listed).length > 0;
  const isAsSent =
    (kept.length === given.length || goesOn) && kept.every((one, at) => one === given[at]);
  return {
    check: "07.2.as-sent",
    passed: listed.length > 0 && isAsSent && user === undefined,
    expected: "what the server sent, in its order: not sorted, filtered or tidied",
    found:
      user !== undefined
        ? `without ${user}, which is not for the model`
        : `listed: ${show(listed)}`,
    advice:
      user !== undefined
        ? "This host does not look at the audience."
        : given.length < kept.length
          ? "What is sent twice is listed twice."
          : "The order is the server's: page after page, as each page has it.",
  };
};

const judgeMissing: Check = ({ missing }, right, catalog, own) =>
  judgeNames(missing, [right.missing, own.missing], catalog, {
    check: "07.2.missing",
    expected: "what is for the model and not listed: after the end, and templates",
    lost: "For the model is what names the assistant, or has no audience. What is after the end is missing, and so are templates.",
    more: "What is listed is not missing, and what is for the user only, or for nobody ([]), is not missed.",
  });

const judgeLeaked: Check = ({ leaked }, right, catalog, own) =>
  judgeNames(leaked, [right.leaked, own.leaked], catalog, {
    check: "07.2.leaked",
    expected: "what is listed and not for the model",
    lost: "An audience without the assistant, [] too, is not for the model, and this one is in the list.",
    more: "What is for both, or for everybody, leaks nothing. What the host never lists leaks nowhere.",
  });

/** @param words with what to do where something is lost, and where there is more */
function judgeNames(
  said: readonly string[],
  [right, own]: readonly [readonly string[], readonly string[]],
  catalog: ServerCatalog,
  {
    lost: ofLost,
    more: ofMore,
    ...words
  }: Pick<Finding, "check" | "expected"> & Record<"lost" | "more", string>,
): Finding {
  const [lost] = without(right, said);
  const [more] = without(said, right);
  const found =
    lost !== undefined
      ? `without ${lost}, ${placeOf(lost, catalog)}`
      : more !== undefined
        ? `with ${more}, ${placeOf(more, catalog)}`
        : show(said);
  const differ = [...without(own, said), ...without(said, own)];
  const passed = differ.length === 0 || (lost === undefined && more === undefined);
  return { ...words, passed, found, advice: lost === undefined ? ofMore : ofLost };
}
