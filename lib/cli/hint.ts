import { lessons } from "../exercises/manifest/manifest.ts";
import { countHint, loadProgress } from "../exercises/progress.ts";
import type { Exercise } from "../exercises/exercise.ts";
import { findProject } from "../base/project.ts";
import { progressFolder } from "../session/progress.ts";
import { exercisesOf } from "./choose-lessons.ts";
import type { LabCommand } from "./command.ts";
import { hintLines } from "./hint/hint-lines.ts";

export const command: LabCommand = {
  help:
    "Shows the next of the exercise's three hints, below those that you have seen, here " +
    "or in the notebook. The first one is a nudge, the last one nearly the answer.",

  configure(options) {
    options.argument(
      "[exercise]",
      'such as "01.2", or a lesson such as "01": its first one that has not passed',
    );
  },

  async run(invocation, terminal) {
    const folder = progressFolder(findProject(terminal.cwd));
    const [id] = invocation.args;
    const asked = id === undefined ? allExercises : exercisesOf(id);
    const exercise = asked.length === 1 ? asked[0] : firstUnsolved(folder, asked);
    if (exercise === undefined) {
      terminal.print(
        `Every exercise ${id === undefined ? "" : `of ${id} `}has passed. Name one to see its hints, such as 01.2.`,
      );
      return 0;
    }
    const { level, problem } = countHint(folder, exercise.id);
    if (problem !== undefined) {
      terminal.say(`That you saw this hint could not be kept: ${problem}`);
    }
    for (const line of hintLines(exercise, level)) terminal.print(line);
    return 0;
  },
};

const allExercises = lessons.flatMap(({ exercises }) => exercises);

function firstUnsolved(folder: string, among: readonly Exercise[]): Exercise | undefined {
  return among.find(({ id, stretch }) => stretch !== true && !loadProgress(folder, id).solved);
}
