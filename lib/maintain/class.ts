import { statSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { LabError } from "../base/lab-error.ts";
import { writeWhole } from "../base/project.ts";
import type { LabCommand, Terminal } from "../cli/command.ts";
import { untilStopped } from "../cli/until-stopped.ts";
import { classLines, classPage } from "./class/draw.ts";
import { lookAtClass } from "./class/learner.ts";

/** How often the class is looked at, in seconds. */
const LOOK_SECONDS = 5;

interface ClassOptions {
  watch?: true;
  page?: string;
  answers?: true;
}

export const command: LabCommand = {
  help:
    "Shows how far each learner is, and which check stops whom since when, as their copies " +
    "say. On a JupyterHub the folder is .lab/class below the lab. Nothing is changed " +
    "there, and nothing is run. The page can be read by you only.",

  configure(options) {
    options
      .argument("<folder>", "holds the learners' copies, a folder each")
      .option("--watch", "look again every five seconds, until Ctrl-C")
      .option("--page <file>", "write a page, too; with --watch it refreshes itself")
      .option("--answers", "show what they wrote for the exercises they are stopped at");
  },

  async run(invocation, terminal) {
    const options = invocation.opts<ClassOptions>();
    const folder = resolve(terminal.cwd, invocation.args[0] ?? ".");
    refuseNoFolder(folder);
    if (options.watch === undefined) {
      look(folder, options, terminal);
      return 0;
    }
    return await untilStopped(async (signal) => {
      while (!signal.aborted) {
        look(folder, options, terminal);
        await sleep(LOOK_SECONDS * 1000, undefined, { signal }).catch(() => {});
      }
      return 0;
    });
  },
};

function look(folder: string, options: ClassOptions, terminal: Terminal): void {
  const now = new Date();
  const learners = lookAtClass(folder, now, options.answers === true);
  if (options.watch) terminal.screen?.clear();
  for (const line of classLines(learners, now)) terminal.print(line);
  if (options.page === undefined) return;
  const text = classPage(learners, now, options.watch ? LOOK_SECONDS : undefined);
  writeWhole(resolve(terminal.cwd, options.page), text, 0o600);
}

/** Throws LabError `no-class`. */
function refuseNoFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return;
  throw new LabError("no-class", {
    what: "There is no folder here that learners' copies could lie in.",
    where: folder,
    remedy: "Name the folder with a copy for each learner, such as .lab/class on a JupyterHub.",
  });
}
