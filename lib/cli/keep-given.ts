/** Run by npm once the lab is installed (package.json, "prepare"): keeps the notebooks as they are given. */
import { LabError } from "../base/lab-error.ts";
import { findProject } from "../base/project.ts";
import { keepGiven } from "./lessons/given.ts";

try {
  keepGiven(findProject(process.cwd()));
} catch (error) {
  // The lab works without them; only `reset` and `update` would miss them, and say so.
  if (!(error instanceof LabError)) throw error;
  process.stderr.write(`The notebooks as given could not be kept: ${error.message}\n`);
}
