/** Tries the mutants and prints the table: `npm run mutation [-- --every=N] [-- 01.2 …] [-- --json]`. */
import { findProject } from "../../lib/project.ts";
import { scoreOf } from "./score.ts";
import { drawScores, drawSurvivors } from "./table.ts";
import { type Fate, tryMutants } from "./run.ts";

// A mutant may leave a promise behind that nobody waits for.
process.on("unhandledRejection", () => {});

const words = process.argv.slice(2);
const every = Number(words.find((word) => word.startsWith("--every="))?.slice("--every=".length) ?? 1);
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
if (words.includes("--json")) console.log(JSON.stringify(fates));
else console.log(`${drawScores(scoreOf(fates))}\n\n${drawSurvivors(fates)}`);
process.exit();
