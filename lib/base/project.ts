import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { isObject, safeParseJson } from "./json.ts";
import { LabError } from "./lab-error.ts";

const PROJECT_NAME = "mcp-integration-lab";

/**
 * The root of the project that `from` lies in; when it lies in none, the project this module belongs
 * to. A command therefore works on the copy a person is in.
 *
 * @throws LabError `no-project` when neither is inside a project.
 */
export function findProject(from: string): string {
  const root = projectAbove(from) ?? projectAbove(dirname(fileURLToPath(import.meta.url)));
  if (root !== undefined) return root;
  throw new LabError("no-project", {
    what: `No lab project was found here: no package.json named "${PROJECT_NAME}" in this folder or above it.`,
    where: from,
    remedy: "Change into the folder of the lab and run the command again.",
  });
}

function projectAbove(folder: string): string | undefined {
  if (isProject(folder)) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : projectAbove(parent);
}

function isProject(folder: string): boolean {
  try {
    const manifest = safeParseJson(readFileSync(join(folder, "package.json"), "utf8"));
    return isObject(manifest) && manifest["name"] === PROJECT_NAME;
  } catch {
    return false;
  }
}

/** The folder of this library, with its build in `dist`. */
export function libraryFolder(): string {
  return dirname(createRequire(import.meta.url).resolve("mcp-lab/package.json"));
}

/** The folder under the project's root that holds all the lab keeps on this machine; git ignores it. */
export function stateFolder(root: string): string {
  return join(root, ".lab");
}

/**
 * Makes sure that the folders exist.
 *
 * @throws LabError `folder-not-writable` when one cannot be made.
 */
export function makeFolders(folders: readonly string[]): void {
  for (const folder of folders) {
    writing(folder, () => mkdirSync(folder, { recursive: true }));
  }
}

/**
 * Writes a file beside `path` and renames it, so that the file is either the old or the new one.
 *
 * @param mode who may read it: by default, whom this machine's settings let
 * @throws LabError `folder-not-writable` when the disk refuses.
 */
export function writeWhole(path: string, content: string | Uint8Array, mode = 0o666): void {
  const beside = `${path}.${process.pid}.tmp`;
  writing(path, () => {
    try {
      writeFileSync(beside, content, { mode });
      renameSync(beside, path);
    } finally {
      rmSync(beside, { force: true });
    }
  });
}

function writing(where: string, work: () => void): void {
  try {
    work();
  } catch (cause) {
    const reason = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown error";
    throw new LabError("folder-not-writable", {
      what: `The lab cannot write here (${reason}).`,
      where,
      remedy:
        "Give yourself write access, free disk space, or copy the lab to a folder of your own.",
      cause,
    });
  }
}
