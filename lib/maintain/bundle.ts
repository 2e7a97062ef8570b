import { spawnSync } from "node:child_process";
import { renameSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { InvalidArgumentError } from "commander";
import { LabError } from "../base/lab-error.ts";
import { findProject, makeFolders } from "../base/project.ts";
import type { LabCommand } from "../cli/command.ts";
import { refuseInside } from "./handout.ts";
import { copyForClass } from "./handout/copy.ts";

/** What the archive unpacks to, and what it is called until it is done. */
const FOLDER = "mcp-lab";
const ARCHIVE = `${FOLDER}.tar.gz`;

export const command: LabCommand = {
  help:
    "A class copy with its packages, for machines without a network that are of this one's " +
    "kind. Making it needs a network. Node, Python and Jupyter are not in it: npm has no " +
    "Python packages.",

  configure(options) {
    options.requiredOption(
      "--out <file>",
      "the archive to write, such as ../class.tar.gz",
      archiveName,
    );
  },

  async run(invocation, terminal) {
    const root = findProject(terminal.cwd);
    const out = resolve(terminal.cwd, invocation.opts<{ out: string }>().out);
    refuseInside(root, out);
    const beside = `${out}.${process.pid}.tmp`;
    const copy = join(beside, FOLDER);
    makeFolders([dirname(out), copy]);
    try {
      await copyForClass(root, copy);
      terminal.say("Installing the copy's packages with `npm ci` (a minute or two) …");
      run("npm", ["ci", "--include=dev"], copy);
      terminal.say("Packing …");
      run("tar", ["-czf", ARCHIVE, FOLDER], beside);
      renameSync(join(beside, ARCHIVE), out);
    } finally {
      rmSync(beside, { recursive: true, force: true });
    }
    terminal.print(`wrote ${out}`);
    for (const line of whatIsNeeded()) terminal.print(line);
    return 0;
  },
};

function archiveName(text: string): string {
  if (/\.(?:tar\.gz|tgz)$/.test(text)) return text;
  throw new InvalidArgumentError("The archive's name ends in .tar.gz.");
}

/** Throws LabError `bundle-failed` with the program's own words. */
function run(program: string, words: readonly string[], cwd: string): void {
  // On Windows npm is a batch file, which only a shell can run.
  const shell = process.platform === "win32";
  const { status, error, stderr } = spawnSync(program, words, { cwd, shell, encoding: "utf8" });
  if (status === 0) return;
  const said = error?.message ?? stderr.trim().split("\n").slice(0, 5).join("\n");
  throw new LabError("bundle-failed", {
    what: `\`${program} ${words[0]}\` failed: ${said}`,
    remedy:
      "Making a bundle needs npm with its registry, tar, and disk space for 300 MB. Try again.",
  });
}

/** What has to be on the classroom's machines, since the archive cannot bring it. */
function whatIsNeeded(): string[] {
  return [
    `It is for ${process.platform} on ${process.arch} only. On each machine there must be:`,
    "- Node 20.19 or later;",
    "- Python with JupyterLab 3 or Notebook 6, or later. To bring them: `pip download jupyterlab -d wheels`",
    "  on a machine of the same kind, there `pip install --no-index --find-links wheels jupyterlab`.",
    `Then: \`tar -xzf\` the archive, \`cd ${FOLDER}\`, \`npm start\`. No network is needed.`,
  ];
}
