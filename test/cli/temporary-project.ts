import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type WhenOver, whenTestIsOver } from "./clean-ups.ts";

/** The root of the real project. */
export const PROJECT: string = join(import.meta.dirname, "..", "..");

/** The commands, as they were built. */
export const MAIN: string = join(PROJECT, "lib", "dist", "cli", "main.js");

/** A folder that is removed when the test is over, or whatever else uses it. */
export function temporaryFolder(
  parent: string = tmpdir(),
  whenOver: WhenOver = whenTestIsOver,
): string {
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, "mcp-lab-cli-"));
  whenOver(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

const NOTEBOOK = {
  cells: [
    {
      cell_type: "code",
      id: "one",
      metadata: {},
      execution_count: null,
      outputs: [],
      source: "1 + 1",
    },
  ],
  metadata: {
    kernelspec: { name: "tslab", display_name: "TypeScript", language: "typescript" },
  },
  nbformat: 4,
  nbformat_minor: 5,
};

/**
 * A project that shares the real one's build, and its packages unless they are left out. Behind a
 * link out of its own folder TypeScript cannot name the types of packages of packages, so notebooks
 * that need them run in a project below the real one.
 */
export function temporaryProject({
  packages = true,
  parent,
  whenOver,
}: { packages?: boolean; parent?: string; whenOver?: WhenOver } = {}): string {
  const root = temporaryFolder(parent, whenOver);
  mkdirSync(join(root, "notebooks"));
  mkdirSync(join(root, "lib"));
  writeFileSync(
    join(root, "package.json"),
    JSON.stringify({ name: "mcp-integration-lab", type: "module" }),
  );
  writeFileSync(join(root, "notebooks", "00-start-here.ipynb"), JSON.stringify(NOTEBOOK));
  copyFileSync(join(PROJECT, "package-lock.json"), join(root, "package-lock.json"));
  copyFileSync(join(PROJECT, "lib", "bootstrap.mjs"), join(root, "lib", "bootstrap.mjs"));
  symlinkSync(join(PROJECT, "lib", "dist"), join(root, "lib", "dist"));
  if (packages) symlinkSync(join(PROJECT, "node_modules"), join(root, "node_modules"));
  return root;
}

/** A folder for PATH that holds Node and the given shell scripts, and nothing else. */
export function pathWith(scripts: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  symlinkSync(process.execPath, join(folder, "node"));
  for (const [name, script] of Object.entries(scripts)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
  }
  return folder;
}

/** A command that runs in a process of its own. */
export interface Running {
  readonly child: ChildProcess;
  readonly output: { stdout: string; stderr: string };
  /** The exit code, when it has ended. */
  readonly ended: Promise<number | null>;
  /** Waits until the pattern has been printed; fails when the command ends without it. */
  printed(stream: "stdout" | "stderr", pattern: RegExp): Promise<string>;
}

/** Runs Node with the words and exactly this environment; it is killed when the test is over. */
export function runNode(
  words: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
  whenOver: WhenOver = whenTestIsOver,
): Running {
  const child = spawn(process.execPath, words, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  whenOver(() => child.kill("SIGKILL"));
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));
  const ended = once(child, "close").then(([code]: unknown[]) =>
    typeof code === "number" ? code : null,
  );
  const printed = async (stream: "stdout" | "stderr", pattern: RegExp): Promise<string> => {
    for (;;) {
      const found = pattern.exec(output[stream]);
      if (found !== null) return found[0];
      const more = await Promise.race([once(child[stream], "data"), ended.then(() => "ended")]);
      if (more === "ended" && !pattern.test(output[stream])) {
        throw new Error(`Ended without ${pattern}:\n${output.stdout}${output.stderr}`);
      }
    }
  };
  return { child, output, ended, printed };
}
