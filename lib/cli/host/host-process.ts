import { aborted } from "../../base/waiting.ts";
import { startGroup } from "../../notebook/node-process.ts";

/** How a host's process ended, and what it said at the end. */
export interface HostEnd {
  ended: "by itself" | "time limit" | "stopped";
  said: string;
}

/** The longest end of what a host said that is kept. */
const LONGEST_SAID = 4000;

/**
 * Runs a script with Node in a process group of its own, and ends the group with all that is left in it
 * once the script has ended, its time is up, or the signal comes.
 */
export async function runToEnd(
  words: readonly string[],
  world: { cwd: string; env: Record<string, string> },
  limits: { signal: AbortSignal; milliseconds: number },
): Promise<HostEnd> {
  const command = [process.execPath, ...words];
  const { child, ended: exited, kill } = startGroup(command, world, ["ignore", "pipe", "pipe"]);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8");
    stream?.on("data", (text: string) => (said = (said + text).slice(-LONGEST_SAID)));
  }
  const timer = AbortSignal.timeout(limits.milliseconds);
  const early = AbortSignal.any([limits.signal, timer]);
  const { error = "" } = (await Promise.race([exited, aborted(early)])) ?? {};
  kill();
  const ended = limits.signal.aborted ? "stopped" : timer.aborted ? "time limit" : "by itself";
  return { ended, said: (said + error).trim() };
}
