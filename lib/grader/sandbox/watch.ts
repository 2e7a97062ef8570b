import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { libraryFolder } from "../../base/project.ts";
import type { FamilyLimits } from "./family.ts";

/** What the thread is told: to look at a process and its descendants, or no more. */
export type ToWatch = { id: number; pid: number; limits: FamilyLimits } | { id: number };

/** What the thread says of one, once: that it was over its limits, or that it is no more looked at. */
export interface FromWatch {
  id: number;
  isOver: boolean;
}

const THREAD = join(libraryFolder(), "dist/grader/sandbox/watch-thread.js");

let thread: Worker | undefined;
let watches = 0;
const told = new Map<number, () => void>();

/**
 * Looks at a process, the leader of its group, and all that descend from it until it is gone (Linux only):
 * where they hold more memory or are more than allowed, or keep too many files, the group is ended from
 * another thread, whatever this one is doing, and `exceeded` is called once.
 *
 * @returns ends the watch
 */
export function watchFamily(pid: number, limits: FamilyLimits, exceeded: () => void): () => void {
  thread ??= startThread();
  const id = ++watches;
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  const tell = (message: ToWatch): void => thread?.postMessage(message);
  told.set(id, exceeded);
  tell({ id, pid, limits });
  return () => {
    // What was said of it may be on its way.
    if (told.has(id)) tell({ id });
  };
}

function startThread(): Worker {
  const worker = new Worker(THREAD, { resourceLimits: { maxOldGenerationSizeMb: 64 } });
  worker.on("message", ({ id, isOver }: FromWatch) => {
    if (isOver) told.get(id)?.();
    told.delete(id);
  });
  worker.unref();
  return worker;
}
