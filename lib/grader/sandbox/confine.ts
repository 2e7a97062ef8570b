import type { ProcessEntry, StartedProcess, StartProcess } from "../../notebook/child.ts";
import type { Limits } from "../limits.ts";
import { BOOT } from "./bundle.ts";
import { NODE_FLAGS } from "./node-flags.ts";
import { BUNDLE, type Mount, mountsOf, PROJECT, type View } from "./view.ts";

/** Files and sockets that one process may hold open. */
export const DESCRIPTORS = 1024;

/** A process that is to run in a sandbox. */
export interface Confined {
  mounts: readonly Mount[];
  /** The whole environment. */
  env: Record<string, string>;
  limits: Limits;
  /** Whether it runs a learner's code, and not the compiler. */
  isExecutor: boolean;
  /** The command. */
  words: readonly string[];
}

/** A kind of sandbox: starts a process in one, and tells when it took more memory than it may. */
export type Confine = (what: Confined, onMemory: () => void) => StartedProcess;

/** Starts the two processes of a run in sandboxes. Why one was ended by force is told. */
export function confinedStart(
  confine: Confine,
  view: View & { bundle: string },
  limits: Limits,
  onBreach: (what: "memory" | "talk") => void,
): StartProcess {
  return (entry, { env }) => {
    const isExecutor = entry === "notebook/process/executor.js";
    const mounts = mountsOf(view);
    const words = [process.execPath, ...NODE_FLAGS, scriptOf(entry)];
    const breach = (what: "memory" | "talk"): void => {
      onBreach(what);
      started.kill();
    };
    const started = confine({ mounts, env, limits, isExecutor, words }, () => breach("memory"));
    if (!isExecutor) return started;
    let heard = 0;
    started.line.on("data", (chunk: string | Buffer) => {
      heard += chunk.length;
      if (heard > limits.talkBytes) breach("talk");
    });
    return started;
  };
}

function scriptOf(entry: ProcessEntry): string {
  return entry === "notebook/process/executor.js"
    ? `${BUNDLE}/${BOOT}`
    : `${PROJECT}/lib/dist/${entry}`;
}
