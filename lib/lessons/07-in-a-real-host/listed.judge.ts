import { z } from "zod";
import {
  type CatalogEntry,
  isForModel,
  listedByClaudeCode,
  type ResourcePage,
} from "../../subjects/hosts/listed-resources.ts";
import type { Outcome } from "../../exercises/answer.ts";
import { type Finding, type Judge, show } from "../../exercises/finding.ts";
import { describeOutcome } from "../../exercises/outcome.ts";

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
  const right = rightView(catalog);
  if (said.success) return checks.map((check) => check(said.data, right, catalog));
  const found = `${describeOutcome(outcome)}; listed, missing and leaked were wanted, each a list of texts`;
  return checks.map((check) => ({ ...check(right, right, catalog), passed: false, found }));
};

function rightView({ pages, templates }: ServerCatalog): HostView {
  const seen = listedByClaudeCode(pages);
  const listed = seen.map(({ uri }) => uri);
  const wanted = [
    ...pages.flatMap(({ resources }) => resources).map((one) => ({ ...one, at: one.uri })),
    ...templates.map((one) => ({ ...one, at: one.uriTemplate })),
  ];
  return {
    listed,
    missing: wanted.flatMap((one) => (isForModel(one) && !listed.includes(one.at) ? one.at : [])),
    leaked: seen.flatMap((one) => (isForModel(one) ? [] : one.uri)),
  };
}

type Check = (said: HostView, right: HostView, catalog: ServerCatalog) => Finding;

/** What is in one list and not in the other; how often it is there is another check's matter. */
const without = (list: readonly string[], others: readonly string[]): string[] =>
  list.filter((one) => !others.includes(one));

/** Who filters by audience has overlooked no page: judged on what is for the model. */
const judgePages: Check = ({ listed }, right) => {
  const meant = without(right.listed, right.leaked);
  const [lost] = without(meant, listed);
  return {
    check: "07.2.pages",
    passed: lost === undefined,
    expected: "what is for the model, from every page up to the end that the host sees",
    found: lost === undefined ? "all of it" : `without ${lost}`,
    advice: "A page whose nextCursor is neither empty nor known leads to another one.",
  };
};

const judgeEnd: Check = ({ listed }, right, { pages, templates }) => {
  const known = pages.flatMap(({ resources }) => resources.map(({ uri }) => uri));
  const ofTemplates = templates.map(({ uriTemplate }) => uriTemplate);
  const beyond = new Set([...without(known, right.listed), ...ofTemplates]);
  const found = listed.find((one) => beyond.has(one));
  return {
    check: "07.2.end",
    passed: found === undefined,
    expected: "nothing from behind the end that the host sees, and no template",
    found: found === undefined ? "nothing of it" : `${found}, which the host never asks for`,
    advice:
      "An empty cursor is an end for Claude Code, and so is one that it has sent before. It asks for no templates.",
  };
};

/** Judged on the first page, where it is about what is left out: a later one may not have been read. */
const judgeAsSent: Check = ({ listed }, right, { pages }) => {
  const kept = right.listed.filter((one) => listed.includes(one));
  const given = listed.filter((one) => right.listed.includes(one));
  const first = pages[0]?.resources.map(({ uri }) => uri) ?? [];
  const users = without(
    first.filter((uri) => right.leaked.includes(uri)),
    listed,
  );
  const isAsSent = kept.length === given.length && kept.every((one, at) => one === given[at]);
  return {
    check: "07.2.as-sent",
    passed: listed.length > 0 && isAsSent && users.length === 0,
    expected: "what the server sent, in its order: not sorted, filtered or tidied",
    found:
      users[0] !== undefined
        ? `without ${users[0]}, which is for the user only`
        : `listed: ${show(listed)}`,
    advice: "Audience and priority change nothing, and what is sent twice is listed twice.",
  };
};

const judgeMissing: Check = ({ missing }, right) =>
  judgeNames(missing, right.missing, {
    check: "07.2.missing",
    expected: "what is for the model and not listed: behind the end, and templates",
    advice:
      "An entry is for the model if its audience names the assistant, or if it has none. So is a template.",
  });

const judgeLeaked: Check = ({ leaked }, right) =>
  judgeNames(leaked, right.leaked, {
    check: "07.2.leaked",
    expected: "what is listed and for the user only",
    advice:
      "These have an audience without the assistant. What the host never lists leaks nowhere.",
  });

function judgeNames(
  said: readonly string[],
  right: readonly string[],
  words: Pick<Finding, "check" | "expected" | "advice">,
): Finding {
  const [lost] = without(right, said);
  const [more] = without(said, right);
  return {
    ...words,
    passed: lost === undefined && more === undefined,
    found:
      lost !== undefined ? `without ${lost}` : more !== undefined ? `with ${more}` : show(said),
  };
}
