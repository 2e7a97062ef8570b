import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { writeNotebook } from "../notebook/notebook.ts";
import { findProject, writeWhole } from "../base/project.ts";
import { notebookPath } from "./check/run-lesson.ts";
import { findLesson } from "./choose-lessons.ts";
import type { LabCommand } from "./command.ts";
import { givenNotebook } from "./lessons/given.ts";
import { keepBeside } from "./lessons/keep-beside.ts";

export const command: LabCommand = {
  help:
    "Puts the lesson's notebook back to how it was given. Your version is kept beside it, " +
    "as notebooks/NN-….kept-1.ipynb; what was kept earlier stays. What has passed stays " +
    "passed.",

  configure(options) {
    options.argument("<lesson>", 'such as "01"');
  },

  async run(invocation, terminal) {
    const root = findProject(terminal.cwd);
    const { slug } = findLesson(invocation.args[0] ?? "");
    const path = notebookPath(root, slug);
    const shown = relative(root, path);
    const given = writeNotebook(givenNotebook(root, slug));
    if (existsSync(path)) {
      if (readFileSync(path, "utf8") === given) {
        terminal.print(`${shown} is as it was given.`);
        return 0;
      }
      terminal.print(`Kept your version as ${relative(root, keepBeside(path))}.`);
    }
    writeWhole(path, given);
    terminal.print(`Put ${shown} back to how it was given.`);
    terminal.say("If it is open in Jupyter, reload the page there, and do not save it before.");
    return 0;
  },
};
