import { copyFileSync, existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { LabError } from "../../base/lab-error.ts";
import { makeFolders, stateFolder, writeWhole } from "../../base/project.ts";
import { keepBeside } from "../lessons/keep-beside.ts";
import { newsOf } from "./changelog.ts";
import { type Git, gitFailed } from "./git.ts";
import { mergeFile } from "./merge-file.ts";

/**
 * What has been put aside while git replaces the notebooks: where to, which files (by path in the
 * project), and from which commit. It is written when everything is aside, and removed at the end.
 */
const aside = z.object({ from: z.string(), to: z.string(), files: z.array(z.string()) });

type Aside = z.infer<typeof aside>;

/**
 * Brings the checkout to the version that its remote branch has, and merges the notebooks in which
 * the learner has worked; returns what a person is told. Killed at any point, it goes on or back at
 * the next call, and the learner's versions are on disk all the time.
 *
 * @throws LabError `no-upstream`, `diverged`, `git-failed`
 */
export function pullLessons(root: string, git: Git): string[] {
  const resumed = resume(root, git);
  fetchUpstream(git);
  const [from, to] = [git.output("rev-parse", "HEAD"), git.output("rev-parse", "@{upstream}")];
  if (git.run("merge-base", "--is-ancestor", to, from).ok) {
    return [...resumed, "This is the newest version."];
  }
  if (!git.run("merge-base", "--is-ancestor", from, to).ok) throw diverged();
  const changed = new Set(git.names("diff", "--name-only", from, to, "--", "notebooks"));
  const files = git
    .names("diff", "--name-only", "HEAD", "--", "notebooks")
    .filter((file) => changed.has(file) && existsSync(join(root, file)));
  putAside(root, { from, to, files });
  const refused = advance(git, files, to);
  if (refused !== undefined) {
    putBack(root, git);
    throw refused;
  }
  return [
    ...resumed,
    `Updated from ${from.slice(0, 8)} to ${to.slice(0, 8)}.`,
    ...finish(root, git),
  ];
}

function advance(git: Git, files: readonly string[], to: string): LabError | undefined {
  const restored = files.length === 0 || git.run("checkout", "--quiet", "HEAD", "--", ...files);
  const result =
    restored === true || restored.ok ? git.run("merge", "--ff-only", "--quiet", to) : restored;
  return result.ok ? undefined : gitFailed("merge", result.stderr);
}

function fetchUpstream(git: Git): void {
  if (!git.run("rev-parse", "@{upstream}").ok) {
    throw new LabError("no-upstream", {
      what: "This branch follows no branch of a remote repository, so there is nothing to update from.",
      remedy:
        "Run `git branch --set-upstream-to=origin/main`, or get the new version into a folder of its own and there run `npm run lab -- update --from <this folder>`.",
    });
  }
  git.output("fetch", "--quiet");
}

function diverged(): LabError {
  return new LabError("diverged", {
    what: "This branch has commits of its own, and so has the remote one.",
    remedy:
      "Run `git merge @{upstream}`; if notebooks conflict, run this command once more: it merges them.",
  });
}

function folder(root: string): string {
  return join(stateFolder(root), "update");
}

function asideFile(root: string, file: string): string {
  return join(folder(root), file.replaceAll("/", "--"));
}

function putAside(root: string, what: Aside): void {
  makeFolders([folder(root)]);
  for (const file of what.files) {
    copyFileSync(join(root, file), asideFile(root, file));
  }
  writeWhole(join(folder(root), "aside.json"), JSON.stringify(what));
}

function loadAside(root: string): Aside | undefined {
  try {
    return aside.parse(JSON.parse(readFileSync(join(folder(root), "aside.json"), "utf8")));
  } catch {
    return undefined;
  }
}

/** Goes on with, or back from, an update that was interrupted. */
function resume(root: string, git: Git): string[] {
  const left = loadAside(root);
  if (left === undefined) return [];
  if (git.output("rev-parse", "HEAD") === left.to) return finish(root, git);
  putBack(root, git);
  return ["An update that was interrupted was taken back."];
}

/** Merges what was put aside into the notebooks that git brought. */
function finish(root: string, git: Git): string[] {
  const left = loadAside(root);
  if (left === undefined) return [];
  const lines = left.files.flatMap((file) => {
    const next = git.show("HEAD", file);
    if (next === undefined)
      return [`${file}: the lesson is gone; yours is ${keepMine(root, file)}.`];
    if (!isReplaced(root, git, file)) {
      return [
        `${file}: changed since the interruption; yours of before is ${keepMine(root, file)}.`,
      ];
    }
    const mine = asideFile(root, file);
    return mergeFile(root, join(root, file), { base: git.show(left.from, file), mine, next });
  });
  rmSync(folder(root), { recursive: true, force: true });
  return [
    ...lines,
    ...newsOf(git.show(left.from, "CHANGELOG.md"), git.show("HEAD", "CHANGELOG.md")),
  ];
}

/** Whether the file is what git has, and nothing of the learner's. */
function isReplaced(root: string, git: Git, file: string): boolean {
  return !existsSync(join(root, file)) || git.run("diff", "--quiet", "HEAD", "--", file).ok;
}

function putBack(root: string, git: Git): void {
  for (const file of loadAside(root)?.files ?? []) {
    const path = join(root, file);
    if (isReplaced(root, git, file)) copyFileSync(asideFile(root, file), path);
    else keepMine(root, file);
  }
  rmSync(folder(root), { recursive: true, force: true });
}

function keepMine(root: string, file: string): string {
  return keepBeside(join(root, file), asideFile(root, file)).slice(root.length + 1);
}
