import { join } from "node:path";
import { findProject, stateFolder } from "../base/project.ts";
import { findExaminer } from "../notebook/process/examiner-hook.ts";

/** Whether this process keeps progress: a run without Jupyter leaves that to the process that judges. */
export function keepsProgress(): boolean {
  return findExaminer() === undefined;
}

/** Where the progress of a project is kept: by default, of the one that this process works in. */
export function progressFolder(root: string = findProject(process.cwd())): string {
  return join(stateFolder(root), "progress");
}
