import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import type { Command } from "commander";
import { LabError } from "../base/lab-error.ts";
import { findProject } from "../base/project.ts";
import type { ExitCode, LabCommand, Terminal } from "./command.ts";

/** What of the project an autograder needs: all that `npm ci` and a grading run read. */
const PARTS = [
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "lib",
  "notebooks",
  "solutions",
  ".mcp.json.example",
  ".npmrc",
];

/** Made again where it runs. */
const LEFT_OUT = new Set(["node_modules", "dist", ".lab"]);

export const command: LabCommand = {
  configure(options) {
    options
      .requiredOption("--out <folder>", "where the autograder's files go; new or empty")
      .option("--seed-file <path>", "put this secret in, so that unpublished values count too")
      .addHelpText("after", "\nThe folder's README.md says how to upload it.");
  },

  async run(invocation: Command, terminal: Terminal): Promise<ExitCode> {
    const { out, seedFile } = invocation.opts<{ out: string; seedFile?: string }>();
    const root = findProject(terminal.cwd);
    const folder = resolve(terminal.cwd, out);
    refuseFull(folder, out);
    mkdirSync(folder, { recursive: true });
    const templates = join(root, "lib", "grader", "gradescope");
    for (const name of readdirSync(templates)) {
      copyFileSync(join(templates, name), join(folder, name));
      if (name !== "README.md") chmodSync(join(folder, name), 0o755);
    }
    for (const part of PARTS.filter((name) => existsSync(join(root, name))))
      cpSync(join(root, part), join(folder, "lab", part), {
        recursive: true,
        filter: (path) => !LEFT_OUT.has(basename(path)),
      });
    if (seedFile !== undefined) copySeed(resolve(terminal.cwd, seedFile), join(folder, "seed"));
    terminal.print(
      `An autograder for Gradescope is in ${out}: its README.md says how to upload it.`,
    );
    return 0;
  },
};

/** Throws LabError `folder-not-empty` for a folder that holds anything. */
export function refuseFull(folder: string, out: string): void {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return;
  throw new LabError("folder-not-empty", {
    what: "This folder holds something already.",
    where: out,
    remedy: "Name a new folder, or empty this one.",
  });
}

function copySeed(from: string, to: string): void {
  try {
    copyFileSync(from, to);
    chmodSync(to, 0o600);
  } catch (cause) {
    throw new LabError("seed-not-readable", {
      what: "The file with the seed cannot be read.",
      where: from,
      remedy: "Name a text file that holds the seed.",
      cause,
    });
  }
}
