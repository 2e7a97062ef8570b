import { totalmem } from "node:os";
import { PATIENCE } from "../../notebook/node-process.ts";

const MB = 1024 * 1024;

/**
 * As many grading jobs run as there are processors, so V8's helper threads only take time from other
 * jobs: each process does its work alone. `--single-threaded` would say the same in one word; but like
 * most flags it has Node take the compiled form of its own modules for another machine's, and compile
 * them again in every process, which costs a third of a notebook's start.
 */
export const ALONE: readonly string[] = ["--single-threaded-gc", "--no-concurrent-recompilation"];

/**
 * Flags of Node inside a sandbox: chance is the same in every run. The heap has no bound of its own
 * (that, too, is such a flag on Node 20 and 22): the sandbox bounds memory as a whole.
 */
export const NODE_FLAGS: readonly string[] = ["--random-seed=1", ...ALONE];

/**
 * The same for the compiler, which fills and empties its heap again and again: where there is memory,
 * more of it saves a quarter of its time.
 */
export const COMPILER_FLAGS: readonly string[] = [
  ...NODE_FLAGS,
  ...PATIENCE,
  `--max-old-space-size=${memory() < 4_000 * MB ? 768 : 1536}`,
];

/** What this machine has, or the container in which this process runs, in bytes. */
function memory(): number {
  const bound = process.constrainedMemory();
  return bound > 0 ? Math.min(bound, totalmem()) : totalmem();
}
