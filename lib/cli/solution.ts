import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Exercise } from "../exercises/exercise.ts";
import { loadProgress } from "../exercises/progress.ts";
import { LabError } from "../base/lab-error.ts";
import { cellRole } from "../notebook/cell-role.ts";
import { type Notebook, readNotebook } from "../notebook/notebook.ts";
import { findProject } from "../base/project.ts";
import { progressFolder } from "../session/progress.ts";
import { chooseLessons } from "./choose-lessons.ts";
import type { LabCommand } from "./command.ts";

export const command: LabCommand = {
  help:
    "Shows how the lab itself answers the exercises that have passed, here or in the " +
    "notebook. There is more than one right answer. Nothing is changed. Exit code 1 when " +
    "an answer was held back.",

  configure(options) {
    options
      .argument("<lesson>", 'such as "01", or one exercise such as "01.2"')
      .option("--anyway", "show the answers of exercises that have not passed, too");
  },

  async run(invocation, terminal) {
    const { anyway } = invocation.opts<{ anyway?: boolean }>();
    const root = findProject(terminal.cwd);
    const folder = progressFolder(root);
    let held = 0;
    for (const { lesson, exercises } of chooseLessons(invocation.args)) {
      const path = join(root, "solutions", `${lesson.slug}.ipynb`);
      const solved = loadSolved(path, relative(root, path));
      for (const exercise of exercises) {
        const isOpen = anyway === true || loadProgress(folder, exercise.id).solved;
        if (!isOpen) held += 1;
        for (const line of isOpen ? answerLines(exercise, solved) : heldLines(exercise)) {
          terminal.print(line);
        }
      }
      if (held === 0) terminal.say(`The whole solved notebook: ${relative(root, path)}`);
    }
    return held === 0 ? 0 : 1;
  },
};

function loadSolved(path: string, shown: string): Notebook {
  if (existsSync(path)) return readNotebook(readFileSync(path), shown);
  throw new LabError("no-solution", {
    what: "This copy of the lab holds no solutions.",
    where: shown,
    remedy: "Ask the person who gave it to you, or take the next hint with `npm run lab -- hint`.",
  });
}

function answerLines({ id, title }: Exercise, { cells }: Notebook): string[] {
  const answers = cells.filter((cell) => {
    const { role, exercise } = cellRole(cell);
    return role === "answer" && exercise === id;
  });
  return [`// ${id} ${title}`, ...answers.flatMap(({ source }) => source.split("\n")), ""];
}

function heldLines({ id, title }: Exercise): string[] {
  return [
    `// ${id} ${title}`,
    `// Held back until it passes: run \`npm run lab -- check ${id}\`, take a hint, or add --anyway.`,
    "",
  ];
}
