import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import type { Command } from "commander";
import { courseNotebooks } from "../grader/course-notebooks.ts";
import { LabError } from "../base/lab-error.ts";
import { writeNotebook } from "../notebook/notebook.ts";
import { findProject } from "../base/project.ts";
import type { ExitCode, LabCommand, Terminal } from "../cli/command.ts";

export const command: LabCommand = {
  configure(options) {
    options.requiredOption("--out <dir>", "the new folder of the copy").addHelpText("after", help);
  },

  async run(invocation: Command, terminal: Terminal): Promise<ExitCode> {
    const { out } = invocation.opts<{ out: string }>();
    const root = findProject(terminal.cwd);
    const target = resolve(terminal.cwd, out);
    refuse(root, target);
    const beside = `${target}.${process.pid}.tmp`;
    try {
      copyForClass(root, beside);
      rmSync(target, { recursive: true, force: true });
      renameSync(beside, target);
    } finally {
      rmSync(beside, { recursive: true, force: true });
    }
    terminal.print(`wrote the class copy to ${target}`);
    terminal.print(
      "Left out: solutions/, test/, what makes private variants, and everything git ignores.",
    );
    terminal.print("Still in it: the checks of the notebooks with their published variants.");
    terminal.print(
      "Next: run `npm test` there; it installs, builds and runs each notebook as it is given.",
    );
    return 0;
  },
};

const help = `
The copy starts with \`npm start\` and checks answers in the notebooks, as the full repository does. It cannot
grade: that takes the solutions' sources. The checks and their published variants are in it, since the
notebooks judge with them; grade with --seed or --variants, which the copy knows nothing of.`;

/** Throws LabError `handout-not-empty`, `handout-inside`. */
function refuse(root: string, target: string): void {
  const inside = relative(root, target);
  if (inside === "" || (!inside.startsWith("..") && !inside.startsWith(".lab"))) {
    throw new LabError("handout-inside", {
      what: "The class copy would lie inside the project that it is made from.",
      where: target,
      remedy: "Name a folder outside of the project.",
    });
  }
  if (existsSync(target) && readdirSync(target).length > 0) {
    throw new LabError("handout-not-empty", {
      what: "There is something in this folder already.",
      where: target,
      remedy: "Name a new folder, or empty this one first.",
    });
  }
}

/** What a class needs, from the project's root. */
const COPIED = [
  ".binder",
  ".devcontainer",
  ".env.example",
  ".gitattributes",
  ".github/images",
  ".gitignore",
  ".mcp.json.example",
  ".npmrc",
  ".vscode",
  "CHANGELOG.md",
  "CONTRIBUTING.md",
  "LICENSE",
  "README.md",
  "REVIEW.md",
  "SECURITY.md",
  "lib",
  "package-lock.json",
  "package.json",
  "tsconfig.json",
];

function copyForClass(root: string, target: string): void {
  mkdirSync(join(target, "notebooks"), { recursive: true });
  for (const name of COPIED) {
    if (!existsSync(join(root, name))) continue;
    cpSync(join(root, name), join(target, name), { recursive: true, filter: isHandedOut });
  }
  for (const [slug, { learner }] of courseNotebooks(root)) {
    writeFileSync(join(target, "notebooks", `${slug}.ipynb`), writeNotebook(learner));
  }
  smokeTest(join(target, "package.json"));
}

/** Neither what is made here, nor what nobody may see: that is called `*.hidden.ts`. */
function isHandedOut(path: string): boolean {
  return !/^(?:dist|node_modules)$|\.hidden\.ts$/.test(basename(path));
}

/** In the copy \`npm test\` runs each notebook as it was given out. */
function smokeTest(path: string): void {
  const manifest: { scripts: Record<string, string> } = JSON.parse(readFileSync(path, "utf8"));
  const { start, test, lab, build, prepare } = manifest.scripts;
  const check = "npm run --silent build && node lib/dist/cli/main.js run notebooks/*.ipynb";
  const scripts = { start, test, lab, build, prepare, check };
  writeFileSync(path, `${JSON.stringify({ ...manifest, scripts, knip: undefined }, null, 2)}\n`);
}
