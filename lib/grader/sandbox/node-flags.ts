import { totalmem } from "node:os";

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
  ...patience(),
  `--max-old-space-size=${memory() < 4_000 * MB ? 768 : 1536}`,
];

/**
 * V8 before Node 22 optimizes a function as soon as it is a little warm, and again when it has seen
 * more. Eight times its patience saves an eighth of the compiler's time over two hundred notebooks,
 * most of it while the compiler becomes warm; machine code until then a little more. Later versions
 * do not know the first flag and gain nothing from the second.
 */
function patience(): readonly string[] {
  const [major] = process.versions.node.split(".");
  return Number(major) < 22 ? ["--interrupt-budget=528000", "--always-sparkplug"] : [];
}

/** What this machine has, or the container in which this process runs, in bytes. */
function memory(): number {
  const bound = process.constrainedMemory();
  return bound > 0 ? Math.min(bound, totalmem()) : totalmem();
}
