import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { hold } from "../../base/hold.ts";
import { LabError } from "../../base/lab-error.ts";
import type { Sent } from "./plan.ts";

const entry = z.object({
  /** `sending` is on the disk before the request leaves; the others say how it was answered. */
  event: z.enum(["sending", "posted", "refused"]),
  lesson: z.string(),
  lineItem: z.string(),
  userId: z.string(),
  digest: z.string(),
  timestamp: z.number(),
});

/** One line of a journal. */
type JournalEntry = z.infer<typeof entry>;

/** What was posted so far. */
export interface Posted {
  /** For each line item what is known of its users. */
  lineItems: ReadonlyMap<string, ReadonlyMap<string, Sent>>;
  /** The line item that each lesson was last posted to. */
  lastOf: ReadonlyMap<string, string>;
}

/** A journal that is written to. */
export interface Journal {
  readonly posted: Posted;
  /** Returns when the entry is on the disk. */
  add(entry: JournalEntry): void;
  close(): void;
}

/**
 * Reads a journal; empty where there is none. A last line that was not finished is left out: it was
 * written before anything was sent, or after something that is looked up.
 *
 * @throws LabError `post-journal`
 */
export function readJournal(path: string): Posted {
  const { text } = wholeLines(path);
  const lines = text.split("\n").slice(0, -1);
  return after(lines.map((line, index) => parse(line, `${path}, line ${index + 1}`)));
}

/**
 * Opens a journal for this process alone, and removes a line that was not finished.
 *
 * @throws LabError `post-journal`, `post-journal-unwritable`, `post-running`
 */
export function openJournal(path: string): Journal {
  const giveBack = onDisk(path, () => hold(`${path}.holder`, running(path)));
  try {
    const posted = readJournal(path);
    const { bytes } = wholeLines(path);
    const file = onDisk(path, () => openSync(path, "a", 0o600));
    onDisk(path, () => {
      ftruncateSync(file, bytes);
      keepFolder(path);
    });
    return {
      posted,
      add(line) {
        onDisk(path, () => {
          writeFileSync(file, `${JSON.stringify(line)}\n`);
          fsyncSync(file);
        });
      },
      close() {
        closeSync(file);
        giveBack();
      },
    };
  } catch (error) {
    giveBack();
    throw error;
  }
}

function onDisk<T>(where: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof LabError || !(error instanceof Error && "code" in error)) throw error;
    throw new LabError("post-journal-unwritable", {
      what: `The journal of what was posted cannot be written (${String(error.code)}), so nothing more is sent.`,
      where,
      remedy: "Give yourself write access and free disk space, and give the same command again.",
      cause: error,
    });
  }
}

/** A new file is there after a power cut only when its folder was written, too. Windows has no such call. */
function keepFolder(path: string): void {
  if (process.platform === "win32") return;
  const folder = openSync(dirname(path), "r");
  fsyncSync(folder);
  closeSync(folder);
}

/** The lines that were finished, and how many bytes they are. */
function wholeLines(path: string): { text: string; bytes: number } {
  let content: Buffer;
  try {
    content = readFileSync(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT")
      return { text: "", bytes: 0 };
    throw broken(path, "cannot be read");
  }
  const bytes = content.lastIndexOf("\n") + 1;
  return { text: content.toString("utf8", 0, bytes), bytes };
}

function parse(line: string, where: string): JournalEntry {
  try {
    return entry.parse(JSON.parse(line));
  } catch {
    throw broken(where, "has a line that this command did not write");
  }
}

function after(entries: readonly JournalEntry[]): Posted {
  const lineItems = new Map<string, Map<string, Sent>>();
  const lastOf = new Map<string, string>();
  for (const { event, lesson, lineItem, userId, digest, timestamp } of entries) {
    lastOf.set(lesson, lineItem);
    const users = lineItems.get(lineItem) ?? new Map<string, Sent>();
    lineItems.set(lineItem, users);
    const posted = event === "posted" ? digest : users.get(userId)?.posted;
    const doubt = event === "sending" ? digest : undefined;
    users.set(userId, { posted, doubt, timestamp });
  }
  return { lineItems, lastOf };
}

const broken = (where: string, what: string): LabError =>
  new LabError("post-journal", {
    what: `The journal of what was posted ${what}.`,
    where,
    remedy:
      "Put back a copy of it. Without the journal every score is posted again, once: move the file away if that may be.",
  });

const running =
  (where: string) =>
  (holder: number): LabError =>
    new LabError("post-running", {
      what: `Process ${holder} is posting to this platform.`,
      where,
      remedy: `Wait until it has ended. If it is no such process, delete ${where}.holder.`,
    });
