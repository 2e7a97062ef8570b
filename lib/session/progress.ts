import { join } from "node:path";
import { findProject, stateFolder } from "../project.ts";
import { findExaminer } from "../notebook/process/examiner-hook.ts";

/** Whether this process keeps progress: a run without Jupyter leaves that to the process that judges. */
export function keepsProgress(): boolean {
  return findExaminer() === undefined;
}

/** Where the progress of the project that this process works in is kept. */
export function progressFolder(): string {
  return join(stateFolder(findProject(process.cwd())), "progress");
}
