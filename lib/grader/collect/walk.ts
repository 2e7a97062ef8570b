import { type Dirent, mkdirSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { LabError } from "../../base/lab-error.ts";
import { isPerhapsNotebook, isReadAside, toolsAt } from "./file-kinds.ts";
import { type Handling, unzip, type ZipBudget, type ZipEntry } from "./unzip.ts";

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

const MAX_ENTRIES = 1_000_000;
/** What comes out of a zip, which may hold a class; and of one in it, which is one student's. */
const OUTER: Readonly<ZipBudget> = { entries: 400_000, bytes: 4_000_000_000 };
const INNER: Readonly<ZipBudget> = { entries: 20_000, bytes: 500_000_000 };
const MAX_DEPTH = 60;
/** A zip in a zip in a zip is read. */
const MAX_NESTING = 3;

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
  let written = 0;
  const place = (): string => join(scratch, String((written += 1)));
  const add = (entry: Entry): void => {
    if (found.length >= MAX_ENTRIES) throw tooMany(top);
    found.push(entry);
  };

  const visitFile = async (entry: Entry, nesting: number, outer: ZipBudget): Promise<void> => {
    if (entry.kind !== "file" || !/\.zip$/i.test(entry.names.at(-1) ?? "")) return add(entry);
    if (nesting === MAX_NESTING)
      return add({ ...entry, kind: "broken", fault: "It lies too deep inside other zips." });
    mkdirSync(scratch, { recursive: true });
    const most = nesting === 0 ? OUTER : INNER;
    const [entries, bytes] = [
      Math.min(most.entries, outer.entries),
      Math.min(most.bytes, outer.bytes),
    ];
    const budget = { entries, bytes };
    const read = await unzip(entry.at, budget, handlingOf, place);
    if ("refused" in read) add({ ...entry, kind: "broken", fault: read.refused });
    else if (read.entries.length === 0)
      add({ ...entry, kind: "broken", fault: "There is no file in it." });
    else await visitZip(entry, read.entries.toSorted(byNames), nesting, budget);
    outer.entries -= entries - budget.entries;
    outer.bytes -= bytes - budget.bytes;
  };

  const visitZip = async (
    entry: Entry,
    inside: readonly ZipEntry[],
    nesting: number,
    budget: ZipBudget,
  ): Promise<void> => {
    add({ ...entry, kind: "zip" });
    const tools = new Set<string>();
    for (const { names, isLink, isTooLarge, at } of inside) {
      const depth = toolsAt(names.slice(0, -1));
      if (depth >= 0) tools.add(names.slice(0, depth + 1).join("/"));
      else {
        const kind = isLink ? "symlink" : isTooLarge ? "too-large" : "file";
        await visitFile({ names: [...entry.names, ...names], kind, at }, nesting + 1, budget);
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
        await visitFile({ names: path, kind, at }, 0, { ...OUTER });
      } else if (toolsAt([entry.name]) === 0 || at === out)
        add({ names: path, kind: "tools", at: "" });
      else if (path.length === MAX_DEPTH) add({ names: path, kind: "unreadable", at: "" });
      else await visitFolder(path);
    }
  };

  if (!/\.zip$/i.test(top) || !isFile(top)) await visitFolder([]);
  else {
    await visitFile({ names: [top], kind: "file", at: top }, 0, { ...OUTER });
    const [zip, ...inside] = found;
    if (zip?.kind === "broken") throw notFound(top, zip.fault);
    return inside.map((entry) => ({ ...entry, names: entry.names.slice(1) }));
  }
  return found;
}

function handlingOf(names: readonly string[]): Handling {
  const name = names.at(-1) ?? "";
  if (toolsAt(names.slice(0, -1)) >= 0) return "passed";
  return /\.zip$/i.test(name) || isPerhapsNotebook(name) || isReadAside(name) ? "read" : "named";
}

function byNames(a: { names: string[] }, b: { names: string[] }): number {
  const [one, other] = [a.names.join("/"), b.names.join("/")];
  return one < other ? -1 : one > other ? 1 : 0;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function entriesOf(path: string, top: string): Dirent[] | undefined {
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
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

function tooMany(folder: string): LabError {
  return new LabError("submissions-too-many", {
    what: `There are more than ${MAX_ENTRIES} files in this folder.`,
    where: folder,
    remedy: "Check that it is the folder of submissions; a larger class is graded in parts.",
  });
}
