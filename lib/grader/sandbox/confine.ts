import type { StartedProcess, StartProcess } from "../../notebook/child.ts";
import type { Limits } from "../limits.ts";
import { BOOT } from "./bundle.ts";
import { COMPILER_FLAGS, NODE_FLAGS } from "./node-flags.ts";

/** A process that is to run in a sandbox. */
interface Confined {
  /** The command. */
  words: readonly string[];
  /** The whole environment. */
  env: Record<string, string>;
  limits: Limits;
  /** Whether it runs a learner's code, and not the compiler. */
  isExecutor: boolean;
}

/** Why a run was ended by force. */
export type Breach = "memory" | "talk";

/** A kind of sandbox: starts a process in one, and tells when it took more memory than it may. */
export type Confine = (what: Confined, onMemory: () => void) => StartedProcess;

/**
 * Starts the two processes of a run in sandboxes. Why one was ended by force is told.
 *
 * @param project where the project lies, as they see it
 */
export function confinedStart(
  confine: Confine,
  project: string,
  limits: Limits,
  onBreach: (what: Breach) => void,
): StartProcess {
  return (entry, { env }) => {
    const isExecutor = entry === "notebook/process/executor.js";
    const script = isExecutor ? `${project}/bundle/${BOOT}` : `${project}/lib/dist/${entry}`;
    const flags = isExecutor ? NODE_FLAGS : COMPILER_FLAGS;
    const words = [process.execPath, ...flags, script];
    const breach = (what: Breach): void => {
      onBreach(what);
      started.kill();
    };
    const started = confine({ words, env, limits, isExecutor }, () => breach("memory"));
    if (!isExecutor) return started;
    let heard = 0;
    started.line.on("data", (chunk: string | Buffer) => {
      heard += chunk.length;
      if (heard > limits.talkBytes) breach("talk");
    });
    return started;
  };
}
