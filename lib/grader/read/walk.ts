import { readdirSync } from "node:fs";
import { join } from "node:path";
import { LabError } from "../../base/lab-error.ts";

/** One entry of the submissions folder: what is no plain folder, and a folder that cannot be read. */
export interface FolderEntry {
  /** Names from the submissions folder down. */
  names: readonly string[];
  kind: "file" | "symlink" | "unreadable" | "other";
}

/** Student, assignment and one folder more. */
const MAX_DEPTH = 4;
const MAX_ENTRIES = 200_000;

/**
 * All that lies in a folder, sorted by name, without following a link. What editors and systems put
 * there by themselves (names that begin with a dot, `__MACOSX`) is left out.
 *
 * @throws LabError `submissions-not-found`, `submissions-too-many`
 */
export function walk(folder: string): FolderEntry[] {
  const found: FolderEntry[] = [];
  const visit = (names: readonly string[]): void => {
    const entries = entriesOf(join(folder, ...names), folder);
    if (entries === undefined) found.push({ names, kind: "unreadable" });
    for (const entry of entries ?? []) {
      if (isHidden(entry.name) || entry.name === "__MACOSX") continue;
      const path = [...names, entry.name];
      if (found.length >= MAX_ENTRIES) throw tooMany(folder);
      if (entry.isDirectory()) {
        if (path.length < MAX_DEPTH) visit(path);
        continue;
      }
      const kind = entry.isSymbolicLink() ? "symlink" : entry.isFile() ? "file" : "other";
      found.push({ names: path, kind });
    }
  };
  visit([]);
  return found;
}

function entriesOf(path: string, top: string): ReturnType<typeof sortedEntries> | undefined {
  try {
    return sortedEntries(path);
  } catch (cause) {
    if (path !== top) return undefined;
    throw new LabError("submissions-not-found", {
      what: "There is no readable folder of submissions.",
      where: top,
      remedy:
        "Name the folder that holds a folder for each student, or a download of your LMS, unpacked.",
      cause,
    });
  }
}

function sortedEntries(path: string) {
  const entries = readdirSync(path, { withFileTypes: true });
  return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function tooMany(folder: string): LabError {
  return new LabError("submissions-too-many", {
    what: `There are more than ${MAX_ENTRIES} files in this folder.`,
    where: folder,
    remedy: "Check that it is the folder of submissions; a larger class is graded in parts.",
  });
}

/** What tools keep beside the submissions. A name that begins with two dots is somebody's trick, and graded. */
function isHidden(name: string): boolean {
  return name.startsWith(".") && !name.startsWith("..");
}
