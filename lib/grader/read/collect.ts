import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Reason } from "../report.ts";
import { type HandedIn, readLayout } from "./layout.ts";
import { readPlainFile } from "./read-file.ts";
import { walk } from "./walk.ts";

/** A file that counts, with the lesson that it belongs to. */
export interface Counting extends HandedIn {
  lesson?: string;
  /** Empty where it was not read. */
  sha256: string;
}

/** What a folder of submissions comes to. */
export interface Collected {
  /** Sorted by student, lesson and path; one for each student and lesson, and what no lesson is found in. */
  counting: Counting[];
  ignored: { path: string; reason: Reason }[];
}

/**
 * Reads the folder and decides which of a student's attempts at a lesson counts: the one that was
 * handed in last, as far as the layout tells; else the one with the highest attempt; else the last by path.
 *
 * @param slugs the course's lessons
 * @throws LabError of {@link walk}
 */
export function collect(folder: string, slugs: readonly string[]): Collected {
  const small = (path: string): string | undefined => {
    const file = readPlainFile(join(folder, path), 5_000_000);
    return file.status === "read" ? file.text : undefined;
  };
  const { handedIn, ignored } = readLayout(walk(folder), small);
  const files = handedIn.map((file) => identify(folder, file, slugs)).toSorted(inOrder);
  const counting: Counting[] = [];
  for (const file of files) {
    const last = counting.at(-1);
    if (last === undefined || !isSameWork(last, file)) {
      counting.push(file);
    } else if (isLater(file, last)) {
      counting[counting.length - 1] = file;
      ignored.push({ path: last.path, reason: superseded(file) });
    } else {
      ignored.push({ path: file.path, reason: superseded(last) });
    }
  }
  return { counting, ignored: ignored.toSorted((a, b) => compare(a.path, b.path)) };
}

function identify(folder: string, file: HandedIn, slugs: readonly string[]): Counting {
  if (file.refused !== undefined) return { ...file, ...named(file.path, slugs), sha256: "" };
  const content = readPlainFile(join(folder, file.path));
  if (content.status === "refused") {
    return { ...file, ...named(file.path, slugs), sha256: "", refused: content.reason };
  }
  const lesson = lessonIn(content.text, slugs) ?? named(file.path, slugs).lesson;
  const sha256 = createHash("sha256").update(content.text).digest("hex");
  return { ...file, ...(lesson === undefined ? {} : { lesson }), sha256 };
}

/** The lesson whose exercises the cells' metadata name most often. */
function lessonIn(text: string, slugs: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const [, number = ""] of text.matchAll(/"exercise"\s*:\s*"(\d\d)\.\d+"/g)) {
    counts.set(number, (counts.get(number) ?? 0) + 1);
  }
  const [most] = [...counts].toSorted((a, b) => b[1] - a[1] || compare(a[0], b[0]));
  return most === undefined ? undefined : slugs.find((slug) => slug.startsWith(`${most[0]}-`));
}

function named(path: string, slugs: readonly string[]): { lesson?: string } {
  const lesson = slugs.find((slug) => path.split("/").at(-1)?.includes(slug));
  return lesson === undefined ? {} : { lesson };
}

function inOrder(a: Counting, b: Counting): number {
  return (
    compare(a.student, b.student) ||
    compare(a.lesson ?? "", b.lesson ?? "") ||
    compare(a.path, b.path)
  );
}

function isSameWork(a: Counting, b: Counting): boolean {
  return a.lesson !== undefined && a.student === b.student && a.lesson === b.lesson;
}

function isLater(file: Counting, than: Counting): boolean {
  const when = compare(file.submittedAt ?? "", than.submittedAt ?? "");
  if (when !== 0) return when > 0;
  return (file.attempt ?? 0) >= (than.attempt ?? 0);
}

function superseded(by: Counting): Reason {
  return {
    code: "earlier-attempt",
    sentence: `The later attempt at the same lesson counts: ${by.path}.`,
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
