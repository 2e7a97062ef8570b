import { totalmem } from "node:os";

const MB = 1024 * 1024;

/**
 * As many grading jobs run as there are processors, so Node's helpers only take time from other jobs:
 * each process does its work alone.
 */
export const ALONE = "--single-threaded";

/** Flags of Node inside a sandbox: chance is the same in every run, and the heap has its bound. */
export const NODE_FLAGS: readonly string[] = ["--random-seed=1", "--max-old-space-size=768", ALONE];

/**
 * The same for the compiler, which fills and empties its heap again and again: where there is memory,
 * more of it saves a quarter of its time.
 */
export const COMPILER_FLAGS: readonly string[] =
  memory() < 4_000 * MB ? NODE_FLAGS : ["--random-seed=1", "--max-old-space-size=1536", ALONE];

/** What this machine has, or the container in which this process runs, in bytes. */
function memory(): number {
  const bound = process.constrainedMemory();
  return bound > 0 ? Math.min(bound, totalmem()) : totalmem();
}
