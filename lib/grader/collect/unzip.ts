import { closeSync, createWriteStream, fstatSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import yauzl from "yauzl";
import { MAX_NOTEBOOK_BYTES, openPlain } from "./read-file.ts";

/** A file in a zip. */
interface ZipEntry {
  /** Names from the zip's root down. */
  names: string[];
  isLink: boolean;
  isTooLarge: boolean;
  /** Where its bytes were put; empty where nobody will read them. */
  at: string;
}

/** What a zip holds, or why it is not read: a sentence about it. */
export type Unzipped = { entries: ZipEntry[] } | { refused: string };

/** What may come out of all zips of one run. */
export interface ZipBudget {
  entries: number;
  bytes: number;
  /** The folder that takes files, under names of its own. */
  scratch: string;
  /** How many were put there. */
  written: number;
}

/** Zips inside zips hold more than a notebook. */
const MAX_INNER_ZIP_BYTES = 500_000_000;

/**
 * Reads a zip. Nothing is written under a name that the zip chose, so no name leads anywhere; one that
 * tries to is a reason to refuse the whole. yauzl believes the directory at the zip's end and ends where
 * a file is larger than that says, so the bounds hold before and while a file is unpacked.
 *
 * @param isWanted whether anybody reads a file of this name
 */
export async function unzip(
  path: string,
  budget: ZipBudget,
  isWanted: (name: string) => boolean,
): Promise<Unzipped> {
  let descriptor: number | undefined;
  try {
    descriptor = openPlain(path);
    if (!fstatSync(descriptor).isFile()) return { refused: "It is no plain file." };
    const zip = await yauzl.fromFdPromise(descriptor, { autoClose: false, decodeStrings: false });
    return await entriesOf(zip, budget, isWanted);
  } catch {
    return { refused: "It is damaged, or no zip at all." };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

async function entriesOf(
  zip: yauzl.ZipFile,
  budget: ZipBudget,
  isWanted: (name: string) => boolean,
): Promise<Unzipped> {
  if (zip.entryCount > budget.entries)
    return { refused: `It holds more than the ${budget.entries} files that are still read.` };
  const entries: ZipEntry[] = [];
  const seen = new Set<string>();
  for await (const entry of zip.eachEntry()) {
    budget.entries -= 1;
    const name = nameOf(entry);
    const names = name.split("/").filter((part) => part !== "" && part !== ".");
    if (yauzl.validateFileName(name) !== null || names.length === 0 || name.includes("\0"))
      return { refused: "A name in it leads out of it." };
    if (name.endsWith("/")) continue;
    if (seen.has(names.join("/"))) return { refused: "Two files in it have the same name." };
    seen.add(names.join("/"));
    const isLink = ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;
    const file = names.at(-1) ?? "";
    const most = /\.zip$/i.test(file) ? MAX_INNER_ZIP_BYTES : MAX_NOTEBOOK_BYTES;
    const isTooLarge = entry.uncompressedSize > most;
    if (isLink || isTooLarge || !isWanted(file)) {
      entries.push({ names, isLink, isTooLarge, at: "" });
      continue;
    }
    if (entry.isEncrypted()) return { refused: "It is encrypted." };
    if (entry.uncompressedSize > budget.bytes)
      return { refused: "What is in it is larger than what is read of all zips." };
    budget.bytes -= entry.uncompressedSize;
    entries.push({ names, isLink, isTooLarge, at: await extract(zip, entry, budget) });
  }
  return { entries };
}

async function extract(zip: yauzl.ZipFile, entry: yauzl.Entry, budget: ZipBudget): Promise<string> {
  budget.written += 1;
  const at = join(budget.scratch, String(budget.written));
  try {
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(at, { flags: "wx" }));
  } catch (error) {
    rmSync(at, { force: true });
    throw error;
  }
  return at;
}

/** macOS writes UTF-8 without saying so: what reads as that is that. */
function nameOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: yauzl.Entry): string {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(fileNameRaw);
    return text.replaceAll("\\", "/");
  } catch {
    return yauzl.getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
  }
}
