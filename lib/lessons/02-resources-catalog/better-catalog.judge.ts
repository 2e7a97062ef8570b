import { countText } from "../../base/counted.ts";
import { z } from "zod";
import {
  type CatalogQuestion,
  type CatalogText,
  entryBytes,
  rankEntries,
} from "../../subjects/resources/rank-entries.ts";
import type { Json } from "../../base/json.ts";
import { countRight, type Finding, type Judge, show } from "../../exercises/finding.ts";

/** A catalog that was written, what it is to list, and what it is asked. */
export interface BetterCatalogEvidence {
  answer: Json;
  /** URIs that the catalog has to list. */
  uris: string[];
  /** Those of them that no question is about. */
  unneeded: string[];
  /** Bytes that a caller reads. */
  budget: number;
  shown: readonly CatalogQuestion[];
  others: readonly CatalogQuestion[];
}

/** Of the questions that were not shown, how many must find the right entry. */
const ENOUGH = 8;

const catalog = z.array(
  z.object({
    uri: z.string(),
    title: z.string(),
    description: z.string(),
    priority: z.number(),
  }),
);

export const judgeBetterCatalog: Judge<BetterCatalogEvidence> = (evidence) => {
  const parsed = catalog.safeParse(evidence.answer);
  const checks = [whole, shown, others, priority];
  if (parsed.success) return checks.map((check) => check(evidence, parsed.data));
  const issue = parsed.error.issues[0];
  const found = `at ${issue?.path.join(".") || "the answer"}: ${issue?.message ?? "no catalog"}`;
  const advice =
    "Each entry is { uri, title, description, priority }, with a priority from 0 to 1; parseCatalog makes them of a text.";
  return checks.map((check) => ({ ...check(evidence, []), passed: false, found, advice }));
};

type Check = (evidence: BetterCatalogEvidence, entries: CatalogText[]) => Finding;

const whole: Check = ({ uris, budget }, entries) => {
  const missing = uris.find((uri) => !entries.some((entry) => entry.uri === uri));
  const strange = entries.find((entry) => !uris.includes(entry.uri));
  const bytes = entries.reduce((sum, entry) => sum + entryBytes(entry), 0);
  const once = new Set(entries.map((entry) => entry.uri)).size === entries.length;
  return {
    check: "02.4.whole",
    passed: missing === undefined && strange === undefined && once && bytes <= budget,
    expected: `all ${uris.length} entries once, in at most ${budget} bytes of URIs, titles and descriptions`,
    found:
      missing !== undefined
        ? `${missing} is missing`
        : strange !== undefined
          ? `${show(strange.uri)}, which the catalog does not have`
          : once
            ? `${countText(entries.length, "entry", "entries")} in ${countText(bytes, "byte")}`
            : "an entry that is there twice",
    advice:
      missing !== undefined || strange !== undefined || !once
        ? "List each URI of the given catalog once, letter by letter, and no other."
        : "Every reader of a catalog pays for each word: say what sets an entry apart, and no more.",
  };
};

/** The questions that do not find their entry first, in words. */
function misses(
  { budget }: BetterCatalogEvidence,
  entries: CatalogText[],
  questions: readonly CatalogQuestion[],
): string[] {
  return questions.flatMap(({ question, answer }) => {
    const first = rankEntries(question, entries, budget)[0];
    if (first?.uri === answer && first.score > 0) return [];
    const instead = first === undefined || first.score === 0 ? "nothing" : first.uri;
    return [`${show(question)} finds ${instead}, not ${answer}`];
  });
}

const shown: Check = (evidence, entries) => {
  const missed = misses(evidence, entries, evidence.shown);
  return {
    check: "02.4.shown",
    passed: missed.length === 0,
    expected: "each of the ten questions finds its entry first",
    found: countRight(evidence.shown.length, missed),
    advice: "rankEntries(question, yourCatalog) shows which words were found, and in which entry.",
  };
};

const others: Check = (evidence, entries) => {
  const missed = misses(evidence, entries, evidence.others);
  const total = evidence.others.length;
  return {
    check: "02.4.others",
    passed: total - missed.length >= ENOUGH,
    expected: `of ${total} other questions about the same entries, at least ${ENOUGH} find theirs first`,
    found: countRight(total, missed),
    advice:
      "Describe what an entry holds, in the words of the drawing, rather than what was asked.",
  };
};

const priority: Check = ({ unneeded }, entries) => {
  const needed = entries.filter(({ uri }) => !unneeded.includes(uri));
  const rest = entries.filter(({ uri }) => unneeded.includes(uri));
  const highest = Math.max(...rest.map((entry) => entry.priority), 0);
  const low = needed.find((entry) => entry.priority <= highest);
  const outside = entries.find((entry) => entry.priority < 0 || entry.priority > 1);
  return {
    check: "02.4.priority",
    passed: needed.length > 0 && outside === undefined && (rest.length === 0 || low === undefined),
    expected: "priorities from 0 to 1, and what nobody in sales needs after everything else",
    found:
      outside !== undefined
        ? `${outside.uri} has ${outside.priority}`
        : low === undefined
          ? "that"
          : `${low.uri} has ${low.priority}, and what nobody needs has ${highest}`,
    advice:
      outside !== undefined
        ? "MCP's priorities go from 0, optional, to 1, most important."
        : "The drawing says of two entries that nobody needs them. The others need a higher priority.",
  };
};
