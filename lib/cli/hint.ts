import type { Command } from "commander";
import { findExercise } from "../course/manifest/manifest.ts";
import { nextHint } from "../course/progress.ts";
import { drawHint } from "../session/draw/hint.ts";
import { join } from "node:path";
import type { ExitCode, LabCommand, Terminal } from "./command.ts";
import { findProject, stateFolder } from "../project.ts";

export const command: LabCommand = {
  configure(options) {
    options.argument("<exercise>", 'such as "01.2"');
  },

  async run(invocation: Command, terminal: Terminal): Promise<ExitCode> {
    const exercise = findExercise(invocation.args[0] ?? "");
    const level = nextHint(join(stateFolder(findProject(terminal.cwd)), "progress"), exercise.id);
    const text = exercise.hints[level - 1] ?? exercise.hints[2];
    terminal.print(drawHint({ exercise: exercise.id, level, text }).text);
    return 0;
  },
};
