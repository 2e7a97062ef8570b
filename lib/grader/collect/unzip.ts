import { closeSync, createWriteStream, fstatSync, readFileSync, rmSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import yauzl from "yauzl";
import { MAX_NOTEBOOK_BYTES, openPlain } from "./read-file.ts";

/** A file in a zip. */
export interface ZipEntry {
  /** Names from the zip's root down. */
  names: string[];
  isLink: boolean;
  isTooLarge: boolean;
  /** Where its bytes were put; empty where nobody will read them. */
  at: string;
}

/** What a zip holds, or why it is not read: a sentence about it. */
export type Unzipped = { entries: ZipEntry[] } | { refused: string };

/** What may still come out of a zip, together with the zips in it. */
export interface ZipBudget {
  entries: number;
  bytes: number;
}

/** What is done with a file by its names: it is read, only named, or not even that. */
export type Handling = "read" | "named" | "passed";

/** Zips inside zips hold more than a notebook. */
const MAX_INNER_ZIP_BYTES = 500_000_000;
/** A zip of this size is read at once: its directory then takes a quarter of the time (15,000 files, 2026-11-30). */
const MAX_BYTES_AT_ONCE = 100_000_000;
/** Of what is passed, which costs nothing but its name. */
const MAX_PASSED = 1_000_000;

/**
 * Reads a zip. Nothing is written under a name that the zip chose, so no name leads anywhere; one that
 * tries to is a reason to refuse the whole. yauzl believes the directory at the zip's end and ends where
 * a file is larger than that says, so the bounds hold before and while a file is unpacked.
 *
 * @param place gives a new path for each file that comes out
 */
export async function unzip(
  path: string,
  budget: ZipBudget,
  handlingOf: (names: readonly string[]) => Handling,
  place: () => string,
): Promise<Unzipped> {
  let descriptor: number | undefined;
  try {
    descriptor = openPlain(path);
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) return { refused: "It is no plain file." };
    const zip = await (stat.size <= MAX_BYTES_AT_ONCE
      ? yauzl.fromBufferPromise(readFileSync(descriptor), { decodeStrings: false })
      : yauzl.fromFdPromise(descriptor, { autoClose: false, decodeStrings: false }));
    return await entriesOf(zip, budget, handlingOf, place);
  } catch {
    return { refused: "It is damaged, no zip at all, or packed in a way that is not read." };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

async function entriesOf(
  zip: yauzl.ZipFile,
  budget: ZipBudget,
  handlingOf: (names: readonly string[]) => Handling,
  place: () => string,
): Promise<Unzipped> {
  const { entries: mostEntries, bytes: mostBytes } = budget;
  const tooMany = { refused: `It holds more than the ${mostEntries} files that are read.` };
  if (zip.entryCount > MAX_PASSED) return tooMany;
  const entries: ZipEntry[] = [];
  const seen = new Set<string>();
  for await (const entry of zip.eachEntry()) {
    const name = nameOf(entry);
    const names = name.split("/").filter((part) => part !== "" && part !== ".");
    if (yauzl.validateFileName(name) !== null || name.includes("\0"))
      return { refused: "A name in it leads out of it." };
    if (name.endsWith("/") || names.length === 0) continue;
    if (seen.has(names.join("/"))) return { refused: "Two files in it have the same name." };
    seen.add(names.join("/"));
    const handling = handlingOf(names);
    if (handling !== "passed") budget.entries -= 1;
    if (budget.entries < 0) return tooMany;
    const isLink = ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;
    const file = names.at(-1) ?? "";
    const most = /\.zip$/i.test(file) ? MAX_INNER_ZIP_BYTES : MAX_NOTEBOOK_BYTES;
    const isTooLarge = entry.uncompressedSize > most;
    if (isLink || isTooLarge || handling !== "read") {
      entries.push({ names, isLink, isTooLarge, at: "" });
      continue;
    }
    if (entry.isEncrypted()) return { refused: "It is encrypted." };
    if (entry.uncompressedSize > budget.bytes)
      return { refused: `It holds more than the ${mostBytes} bytes that are read.` };
    budget.bytes -= entry.uncompressedSize;
    entries.push({ names, isLink, isTooLarge, at: await extract(zip, entry, place()) });
  }
  return { entries };
}

async function extract(zip: yauzl.ZipFile, entry: yauzl.Entry, at: string): Promise<string> {
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
