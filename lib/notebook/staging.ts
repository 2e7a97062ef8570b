import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { devNull } from "node:os";
import { dirname, join } from "node:path";
import { LabError } from "../base/lab-error.ts";
import type { GitOptions } from "./git.ts";

/** What git would commit, or why that cannot be said. */
export type Staging = { status: "staged"; paths: string[] } | { status: "no-git"; reason: string };

/** Where git works, and how it is run. */
export interface GitPlace {
  /** A folder for temporary ones. */
  folder: string;
  git: (words: readonly string[], options: GitOptions) => Promise<string>;
}

/**
 * Writes the files into a new repository in a temporary folder, has git list what it would add, and
 * removes the folder. Only git runs: without the person's configuration, templates and hooks.
 *
 * @param files texts by path; the caller vouches for the paths
 * @throws LabError `needs-own-machine` in a browser
 */
export async function stageAll(
  files: Readonly<Record<string, string>>,
  place: GitPlace,
): Promise<Staging> {
  const parent = mkdtempSync(join(place.folder, "mcp-lab-git-"));
  const [home, root] = [join(parent, "home"), join(parent, "project")];
  try {
    mkdirSync(home);
    makeRepository(join(root, ".git"));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    // What `git add --all` would take, without the filters that attributes could name.
    const words = ["ls-files", "-z", "--others", "--exclude-standard"];
    const listing = await place.git([...SETTINGS, ...words], {
      folder: parent,
      cwd: root,
      env: environment(home, parent),
      timeout: 10_000,
    });
    return { status: "staged", paths: listing.split("\0").filter((path) => path !== "") };
  } catch (error) {
    // Where there can be no git, installing one is no advice.
    if (error instanceof LabError) throw error;
    return { status: "no-git", reason: reasonOf(error) };
  } finally {
    rmSync(parent, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The least that is a repository (gitrepository-layout): that saves a start of git's. */
function makeRepository(folder: string): void {
  for (const name of ["objects", "refs"]) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, "HEAD"), "ref: refs/heads/main\n");
}

const SETTINGS = [
  "-c",
  `core.hooksPath=${devNull}`,
  "-c",
  "core.fsmonitor=false",
  "-c",
  "core.autocrlf=false",
  // As `git init` sets it where the disk does not tell a name's upper and lower case apart.
  "-c",
  `core.ignorecase=${["darwin", "win32"].includes(process.platform)}`,
];

function environment(home: string, ceiling: string): Record<string, string> {
  const { PATH, SystemRoot } = process.env;
  return {
    ...(PATH !== undefined && { PATH }),
    ...(SystemRoot !== undefined && { SystemRoot }),
    HOME: home,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: devNull,
    GIT_ATTR_NOSYSTEM: "1",
    GIT_CEILING_DIRECTORIES: ceiling,
    GIT_TERMINAL_PROMPT: "0",
  };
}

/** Without git's own words: they hold the folder's path. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "git was not found on this machine";
  return error instanceof Error && "killed" in error && error.killed === true
    ? "git did not finish within 10 s on these files"
    : `git ended with an error (${String(code)})`;
}
