import type { Fate } from "./run.ts";
import { aimedAt, type LessonScore, misdirected, survivors } from "./score.ts";

const HEAD = [
  "lesson",
  "mutants",
  "compiler",
  "cell throws",
  "killed by checks",
  "equivalent",
  "survived",
  "score",
];

/** The scores as a table for people, with their sum. */
export function drawScores(scores: readonly LessonScore[]): string {
  const rows = scores.map(({ lesson, ...counts }) => [lesson, ...Object.values(counts)]);
  const sums = HEAD.map((_, column) =>
    rows.reduce((total, row) => total + Number(row[column] ?? 0), 0),
  );
  const [killed = 0, survived = 0] = [sums[4], sums[6]];
  const all = ["all", ...sums.slice(1, -1), (100 * killed) / Math.max(1, killed + survived)];
  const texts = [...rows, all].map((row) =>
    row.map((value, column) =>
      column === HEAD.length - 1 ? `${Number(value).toFixed(1)} %` : String(value),
    ),
  );
  const widths = HEAD.map((name, column) =>
    Math.max(name.length, ...texts.map((row) => row[column]?.length ?? 0)),
  );
  return [HEAD, ...texts]
    .map((row) => row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join("  "))
    .join("\n");
}

/** The mutants that the checks took for right. */
export function drawSurvivors(fates: readonly Fate[]): string {
  const names = survivors(fates).map(({ mutant }) => `${mutant.exercise} ${mutant.name}`);
  return names.length === 0 ? "No mutant survived." : `Survived:\n${names.join("\n")}`;
}

/** Whether the mutants that were made for a check failed it. */
export function drawAims(fates: readonly Fate[]): string {
  const wrong = misdirected(fates);
  const count = `${aimedAt(fates)} mutants were made for one check; all but ${wrong.length} fail it.`;
  return [count, ...wrong].join("\n");
}
