import { mkdirSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { LabError } from "../../base/lab-error.ts";
import { isPerhapsNotebook, isReadAside } from "./file-kinds.ts";
import { unzip, type ZipBudget } from "./unzip.ts";

/** One thing below the submissions, in folders and zips alike. */
export interface Entry {
  /** Names from the submissions down; a zip's is that of a folder. */
  names: readonly string[];
  /**
   * `zip`: unpacked, and its files are entries of their own. `tools`: a folder that is not looked into.
   * `broken`: a zip that cannot be read.
   */
  kind: "file" | "zip" | "tools" | "symlink" | "unreadable" | "other" | "too-large" | "broken";
  /** Where its bytes lie on this machine; empty where they are not read. */
  at: string;
  /** What is wrong with a broken zip. */
  fault?: string;
}

const MAX_ENTRIES = 200_000;
/** Of everything that comes out of zips. */
const MAX_ZIP_BYTES = 4_000_000_000;
const MAX_DEPTH = 60;
/** A zip in a zip in a zip is read. */
const MAX_NESTING = 3;

/** Folders that hold thousands of files and nobody's work. */
const TOOLS = new Set(["node_modules", ".git", ".venv", ".lab", "__pycache__", "__MACOSX"]);

/**
 * Everything below a folder, or in a zip, sorted by name, at any depth and in zips too. No link is
 * followed.
 *
 * @param scratch a folder that takes what comes out of zips; it is made where it is needed, in the folder
 *   of the results, which is not looked into
 * @throws LabError `submissions-not-found`, `submissions-too-many`
 */
export async function walk(top: string, scratch: string): Promise<Entry[]> {
  const found: Entry[] = [];
  const out = dirname(scratch);
  const budget: ZipBudget = { entries: MAX_ENTRIES, bytes: MAX_ZIP_BYTES, scratch, written: 0 };
  const add = (entry: Entry): void => {
    if (found.length >= MAX_ENTRIES) throw tooMany(top);
    found.push(entry);
  };

  const visitFile = async (entry: Entry, nesting: number): Promise<void> => {
    if (entry.kind !== "file" || !/\.zip$/i.test(entry.names.at(-1) ?? "")) return add(entry);
    if (nesting === MAX_NESTING)
      return add({ ...entry, kind: "broken", fault: "It lies too deep inside other zips." });
    mkdirSync(scratch, { recursive: true });
    const read = await unzip(entry.at, budget, isRead);
    if ("refused" in read) return add({ ...entry, kind: "broken", fault: read.refused });
    add({ ...entry, kind: "zip" });
    const tools = new Set<string>();
    for (const { names, isLink, isTooLarge, at } of read.entries.toSorted(byNames)) {
      const depth = names.slice(0, -1).findIndex((name) => TOOLS.has(name));
      if (depth >= 0) tools.add(names.slice(0, depth + 1).join("/"));
      else {
        const kind = isLink ? "symlink" : isTooLarge ? "too-large" : "file";
        await visitFile({ names: [...entry.names, ...names], kind, at }, nesting + 1);
      }
    }
    for (const folder of tools)
      add({ names: [...entry.names, ...folder.split("/")], kind: "tools", at: "" });
  };

  const visitFolder = async (names: readonly string[]): Promise<void> => {
    const entries = entriesOf(join(top, ...names), top);
    if (entries === undefined) return add({ names, kind: "unreadable", at: "" });
    for (const entry of entries) {
      const path = [...names, entry.name];
      const at = join(top, ...path);
      if (!entry.isDirectory()) {
        const kind = entry.isSymbolicLink() ? "symlink" : entry.isFile() ? "file" : "other";
        await visitFile({ names: path, kind, at }, 0);
      } else if (TOOLS.has(entry.name) || at === out) add({ names: path, kind: "tools", at: "" });
      else if (path.length === MAX_DEPTH) add({ names: path, kind: "unreadable", at: "" });
      else await visitFolder(path);
    }
  };

  if (!/\.zip$/i.test(top) || !isFile(top)) await visitFolder([]);
  else {
    await visitFile({ names: [top], kind: "file", at: top }, 0);
    const [zip, ...inside] = found;
    if (zip?.kind === "broken") throw notFound(top, zip.fault);
    return inside.map((entry) => ({ ...entry, names: entry.names.slice(1) }));
  }
  return found;
}

function isRead(name: string): boolean {
  return /\.zip$/i.test(name) || isPerhapsNotebook(name) || isReadAside(name);
}

function byNames(a: { names: string[] }, b: { names: string[] }): number {
  const [one, other] = [a.names.join("/"), b.names.join("/")];
  return one < other ? -1 : one > other ? 1 : 0;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function entriesOf(path: string, top: string): ReturnType<typeof sortedEntries> | undefined {
  try {
    return sortedEntries(path);
  } catch (cause) {
    if (path !== top) return undefined;
    throw notFound(top, cause);
  }
}

function notFound(where: string, cause: unknown): LabError {
  return new LabError("submissions-not-found", {
    what: "There is no readable folder of submissions.",
    where,
    remedy:
      "Name the folder that holds a folder for each student, or a download of your LMS, as a folder or a zip.",
    cause,
  });
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
