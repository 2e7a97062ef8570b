import type { Fate, Tried } from "./run.ts";
import { aimedAt, type LessonScore, percentOf } from "./score.ts";

const HEAD = [
  "lesson",
  "mutants",
  "refused by the compiler",
  "cell throws",
  "rejected by a check",
  "right all the same",
  "passed",
  "score",
];

/** The scores as a Markdown table, with their sum. */
export function drawScores(scores: readonly LessonScore[]): string {
  const sum = (field: Exclude<keyof LessonScore, "lesson">): number =>
    scores.reduce((total, score) => total + score[field], 0);
  const all: LessonScore = {
    lesson: "all",
    mutants: sum("mutants"),
    refused: sum("refused"),
    threw: sum("threw"),
    killed: sum("killed"),
    equivalent: sum("equivalent"),
    survived: sum("survived"),
  };
  const rows = [...scores, all].map((score) => {
    const { lesson, mutants, refused, threw, killed, equivalent, survived } = score;
    const counts = [mutants, refused, threw, killed, equivalent, survived].map(String);
    return [lesson, ...counts, `${percentOf(score).toFixed(1)} %`];
  });
  const widths = HEAD.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const rule = line(widths.map((width) => "-".repeat(width)));
  return [line(HEAD), rule, ...rows.map(line)].join("\n");
}

/** How many right answers in other styles pass; the sketches of lesson 06 count for each exercise. */
export function drawRight(tried: readonly Tried[]): string {
  const right = tried.flatMap((one) => one.right);
  const passed = right.filter(({ failed }) => failed.length === 0).length;
  const sentence = `Of ${right.length} right answers in other styles, ${passed} pass every check.`;
  return right.length === 0 ? "" : sentence;
}

/** What is wrong, and how many mutants hit the check that they were made for. */
export function drawFindings(fates: readonly Fate[], findings: readonly string[]): string {
  const aimed = `${aimedAt(fates)} mutants were made for one check.`;
  return findings.length === 0
    ? `${aimed} Each fails it, and no other passes that is not known to.`
    : [aimed, ...findings].join("\n");
}
