import { countText } from "../base/counted.ts";
import type { Verdict, VerdictStatus } from "../exercises/verdict.ts";
import type { ToneName } from "../markup/theme.ts";

/** How a check, or a whole exercise, is told: a sign for the eye, a word, and the tone of both. */
export const VERDICT_WORDS: Record<
  VerdictStatus,
  { symbol: string; word: string; tone: ToneName }
> = {
  pass: { symbol: "✓", word: "Pass", tone: "pass" },
  fail: { symbol: "✗", word: "Fail", tone: "fail" },
  "not-started": { symbol: "○", word: "Not started", tone: "calm" },
};

/** "1 point", "2.5 points". */
export function pointsWords(points: number): string {
  return countText(points, "point");
}

/** "2 of 4 points". */
export function earnedWords(earned: number, points: number): string {
  return `${earned} of ${pointsWords(points)}`;
}

/** What a failed check says, in the order in which a learner reads it. */
export function explanationRows({
  status,
  expected,
  found,
  advice,
}: Pick<Verdict, "status" | "expected" | "found" | "advice">): [name: string, text: string][] {
  if (status !== "fail") return [];
  const rows: [string, string][] = [
    ["Expected", expected],
    ["Found", found],
    ["Where to look", advice],
  ];
  return rows.filter(([, text]) => text !== "");
}

/**
 * What every failed check found, where that is one and the same: then it is said once, and the checks
 * are not told one by one.
 */
export function sharedCause(verdicts: readonly Pick<Verdict, "status" | "found">[]): string {
  const [first, ...rest] = verdicts.filter(({ status }) => status === "fail");
  if (first === undefined || rest.length === 0) return "";
  return rest.every(({ found }) => found === first.found) ? first.found : "";
}
