import { createHash } from "node:crypto";
import { existsSync, lstatSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, sep } from "node:path";
import { z } from "zod";
import { LabError } from "../../base/lab-error.ts";
import { makeFolders, writeWhole } from "../../base/project.ts";

/** The template's files, in the order that they are written in. */
const TEMPLATE = [
  ..."errors issues result log context tool resource bodies completions server authorize http settings start-error main"
    .split(" ")
    .map((name) => `src/${name}.ts`),
  ..."call failures http.test server.test settings.test"
    .split(" ")
    .map((name) => `tests/${name}.ts`),
  "package.json",
  "tsconfig.json",
  "src/catalog.ts",
  "src/tools.ts",
];

/** Reads the sources that an exported server begins with, by path; they lie beside the library's build. */
export function readTemplate(): Record<string, string> {
  const library = dirname(createRequire(import.meta.url).resolve("mcp-lab/package.json"));
  const read = (path: string) => readFileSync(join(library, "templates/mcp-server", path), "utf8");
  return Object.fromEntries(TEMPLATE.map((path) => [path, read(path)]));
}

/** What became of one file. `beside`: a person changed it, so the new one lies at `path`. */
interface WrittenFile {
  status: "written" | "unchanged" | "beside";
  path: string;
  /** For `beside`: the file that was kept. */
  kept?: string;
}

/** What an export did. */
export interface WrittenExport {
  files: WrittenFile[];
  /** Files of an earlier export that this one no longer has; they were left. */
  left: string[];
}

/** Remembers what was written, to tell it from what a person changed. */
const RECORD = ".sketch-export.json";

const record = z.object({ files: z.record(z.string(), z.string()) });

/**
 * Writes files below a folder. A file that a person changed since, or that was there before, is never
 * replaced: the new one is put beside it, with `.new` at its end.
 * @param files texts by path, with `/` between folders
 * @throws LabError `export-outside` for a path that leaves the folder or goes through a link, and
 *   `folder-not-writable`
 */
export function writeExport(
  folder: string,
  files: Readonly<Record<string, string>>,
): WrittenExport {
  const known = loadRecord(folder);
  const kept: Record<string, string> = {};
  for (const path of Object.keys(files)) refuseOutside(folder, path);
  const written = Object.entries(files).map(([path, text]) => {
    const result = writeOne(folder, path, text, known);
    kept[path] = known.get(path) ?? "";
    if (result.status !== "beside") kept[path] = checksum(text);
    else kept[result.path] = checksum(text);
    return result;
  });
  const left = [...known.keys()].filter(
    (path) =>
      !Object.hasOwn(files, path) && !/\.new\d*$/.test(path) && existsSync(join(folder, path)),
  );
  for (const path of left) kept[path] = known.get(path) ?? "";
  writeWhole(join(folder, RECORD), `${JSON.stringify({ files: kept }, undefined, 2)}\n`);
  return { files: written, left };
}

function writeOne(
  folder: string,
  path: string,
  text: string,
  known: ReadonlyMap<string, string>,
): WrittenFile {
  const target = join(folder, path);
  makeFolders([dirname(target)]);
  if (!existsSync(target)) return write(target, text, { status: "written", path });
  const there = checksum(readFileSync(target, "utf8"));
  if (there === checksum(text)) return { status: "unchanged", path };
  if (there === known.get(path)) return write(target, text, { status: "written", path });
  const beside = besideOf(folder, path, text, known);
  return write(join(folder, beside), text, { status: "beside", path: beside, kept: path });
}

/** A place that holds nothing of a person's. */
function besideOf(
  folder: string,
  path: string,
  text: string,
  known: ReadonlyMap<string, string>,
): string {
  for (let count = 1; ; count += 1) {
    const beside = `${path}.new${count === 1 ? "" : count}`;
    const target = join(folder, beside);
    if (!existsSync(target)) return beside;
    const there = checksum(readFileSync(target, "utf8"));
    if (there === known.get(beside) || there === checksum(text)) return beside;
  }
}

function write(target: string, text: string, result: WrittenFile): WrittenFile {
  writeWhole(target, text);
  return result;
}

function loadRecord(folder: string): Map<string, string> {
  try {
    const parsed = record.parse(JSON.parse(readFileSync(join(folder, RECORD), "utf8")));
    return new Map(Object.entries(parsed.files));
  } catch {
    // Without it every file counts as a person's.
    return new Map();
  }
}

function checksum(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function refuseOutside(folder: string, path: string): void {
  const inside = relative(folder, join(folder, path));
  const leaves = inside.startsWith("..") || inside.includes("\0");
  const steps = inside.split(sep).map((_, at, all) => join(folder, ...all.slice(0, at + 1)));
  if (!leaves && !steps.some(isLink)) return;
  throw new LabError("export-outside", {
    what: "This file would not lie in the folder that the sketch is exported to.",
    where: JSON.stringify(path),
    remedy: "Export to an empty folder of its own, without links in it.",
  });
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}
