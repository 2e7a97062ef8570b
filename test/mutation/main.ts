/** Tries the mutants and prints the table: `npm run mutation [-- --every=N] [-- 01.2 …] [-- --json]`. */
import { findProject } from "../../lib/project.ts";
import { LEAST_SCORE, misdirected, scoreOf } from "./score.ts";
import { drawAims, drawScores, drawSurvivors } from "./table.ts";
import { type Fate, tryMutants } from "./run.ts";

// A mutant may leave a promise behind that nobody waits for.
process.on("unhandledRejection", () => {});
// What the lab or a mutant says while it runs is no part of the table.
for (const method of ["debug", "info", "log", "warn", "error"] as const) console[method] = () => {};

const words = process.argv.slice(2);
const every = Number(
  words.find((word) => word.startsWith("--every="))?.slice("--every=".length) ?? 1,
);
const exercises = words.filter((word) => !word.startsWith("--"));
const fates: Fate[] = [];
const started = performance.now();
for await (const some of tryMutants(findProject(import.meta.dirname), {
  every,
  ...(exercises.length > 0 ? { exercises } : {}),
})) {
  fates.push(...some);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  process.stderr.write(`${fates.length} mutants, ${seconds} s …\n`);
}
const scores = scoreOf(fates);
const wrong = misdirected(fates);
const isJson = words.includes("--json");
const shown = isJson
  ? JSON.stringify(fates)
  : [drawScores(scores), drawSurvivors(fates), drawAims(fates)].join("\n\n");
const isGood = wrong.length === 0 && scores.every(({ score }) => score >= LEAST_SCORE);
process.stdout.write(`${shown}\n`, () => process.exit(isGood || isJson ? 0 : 1));
