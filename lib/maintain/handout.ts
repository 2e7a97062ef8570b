import { existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import { relative, resolve } from "node:path";
import { LabError, orMistake } from "../base/lab-error.ts";
import { findProject } from "../base/project.ts";
import type { LabCommand } from "../cli/command.ts";
import { Git } from "../cli/update/git.ts";
import { COPY_MARK, copyForClass, replaceCopy } from "./handout/copy.ts";

export const command: LabCommand = {
  help:
    "The copy starts with `npm start` and checks answers in the notebooks, as the full " +
    "repository does; it cannot grade. In the class's own repository, a copy that was " +
    "committed before is brought up to date: commit and push it, and students run " +
    "`npm run lab -- update`. Checks, hints and what the services do are in it, minified: " +
    "grade with --seed or --variants, which it knows nothing of.",

  configure(options) {
    options.requiredOption("--out <dir>", "a new folder, or the class's own git repository");
  },

  async run(invocation, terminal) {
    const { out } = invocation.opts<{ out: string }>();
    const root = findProject(terminal.cwd);
    const target = resolve(terminal.cwd, out);
    refuseInside(root, target);
    const isUpdate = existsSync(target) && readdirSync(target).length > 0;
    const git = isUpdate ? classRepository(target) : undefined;
    const beside = `${target}.${process.pid}.tmp`;
    try {
      await copyForClass(root, beside);
      if (isUpdate) replaceCopy(target, beside);
      else {
        rmSync(target, { recursive: true, force: true });
        renameSync(beside, target);
      }
    } finally {
      rmSync(beside, { recursive: true, force: true });
    }
    terminal.print(`${isUpdate ? "brought up to date:" : "wrote the class copy to"} ${target}`);
    for (const line of git === undefined ? newCopy : updated(git)) terminal.print(line);
    return 0;
  },
};

const newCopy = [
  "Left out: solutions, tests, the grader, all sources, and what makes private variants.",
  "Still in it, minified: the checks with their published variants, the hints, the services.",
  "Next: run `npm ci` and `npm test` there; that runs each notebook as it is given.",
];

function updated(git: Git): string[] {
  const changed = git.names("status", "--porcelain").length;
  if (changed === 0) return ["It was up to date already."];
  return [
    `Files that changed: ${changed}. What students and you added is as it was.`,
    "Next: `git add --all`, commit and push; students then run `npm run lab -- update`.",
  ];
}

/** Throws LabError `handout-inside`. */
export function refuseInside(root: string, target: string, what = "The class copy"): void {
  const inside = relative(root, target);
  if (inside !== "" && (inside.startsWith("..") || inside.startsWith(".lab"))) return;
  throw new LabError("handout-inside", {
    what: `${what} would lie inside the project that it is made from.`,
    where: target,
    remedy: "Name a folder outside of the project.",
  });
}

/** Throws LabError `handout-not-empty` for what is no class copy that git could bring back as it was. */
function classRepository(target: string): Git {
  const isCopy = existsSync(resolve(target, COPY_MARK));
  const git = isCopy ? orMistake(() => new Git(target)) : undefined;
  if (git instanceof Git && git.names("status", "--porcelain").length === 0) return git;
  throw new LabError("handout-not-empty", {
    what: !isCopy
      ? "There is something in this folder already, and it is no class copy."
      : git instanceof LabError
        ? "There is a class copy in this folder, but no git repository of its own."
        : "This class copy has changes that are not committed.",
    where: target,
    remedy: "Name a new folder, or the class's own git repository with everything committed.",
  });
}
