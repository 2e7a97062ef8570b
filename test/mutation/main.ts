/**
 * Tries the mutants and prints the table:
 * `npm run mutation [-- --every=40] [-- --jobs=2] [-- 01.2 …] [-- --json]`.
 */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { findProject } from "../../lib/base/project.ts";
import { tryInProcesses } from "./processes.ts";
import { tryMutants } from "./run.ts";
import { findingsOf, scoreOf } from "./score.ts";
import { drawFindings, drawRight, drawScores } from "./table.ts";

// A mutant may leave a promise behind that nobody waits for.
process.on("unhandledRejection", () => {});
// What the lab or a mutant says while it runs is no part of the table.
for (const method of ["debug", "info", "log", "warn", "error"] as const) console[method] = () => {};

const { values, positionals: exercises } = parseArgs({
  allowPositionals: true,
  options: {
    every: { type: "string", default: "1" },
    // One more than there are cores: much of it is waiting.
    jobs: { type: "string", default: String(Math.min(4, availableParallelism() + 1)) },
    json: { type: "boolean", default: false },
  },
});
const choice = { every: Number(values.every), exercises };

const print = (text: string): Promise<void> =>
  new Promise((resolve) => process.stdout.write(`${text}\n`, () => resolve()));

if (values.json) {
  for await (const tried of tryMutants(findProject(import.meta.dirname), choice)) {
    await print(JSON.stringify(tried));
  }
  process.exit(0);
}
const tried = await tryInProcesses(import.meta.filename, choice, Number(values.jobs));
const fates = tried.flatMap((one) => one.fates);
const isWhole = choice.every === 1 && exercises.length === 0;
const findings = findingsOf(tried, isWhole);
const parts = [drawScores(scoreOf(fates)), drawRight(tried), drawFindings(fates, findings)];
await print(parts.filter((part) => part !== "").join("\n\n"));
process.exit(findings.length === 0 ? 0 : 1);
