import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Zippable, zipSync } from "fflate";
import { afterEach } from "vitest";
import {
  collect,
  type Collected,
  type CollectOptions,
} from "../../../lib/grader/collect/collect.ts";

/** Files by path; what is no text is bytes, and what is an object is a zip. */
export interface Files {
  [path: string]: string | Uint8Array | Files;
}

const SLUGS = ["00-start-here", "01-connector-call", "03-env-config"];

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A notebook with one answer. */
export function notebook(exercise: string, answer: string): string {
  const metadata = { mcp_lab: { role: "answer", exercise } };
  return JSON.stringify({
    cells: [{ cell_type: "code", id: "a", metadata, source: answer, outputs: [] }],
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5,
  });
}

/** A folder with these files. */
export function folderOf(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), "class-"));
  folders.push(folder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytesOf(content));
  }
  return folder;
}

function bytesOf(content: Files[string]): Uint8Array {
  if (typeof content === "string") return Buffer.from(content);
  return content instanceof Uint8Array ? content : zipOf(content);
}

/** A zip with these files. */
function zipOf(files: Files): Uint8Array {
  const entries = Object.entries(files).map(([path, content]) => [path, bytesOf(content)]);
  return zipSync(Object.fromEntries(entries) satisfies Zippable);
}

/** What a folder comes to. */
export function collected(folder: string, more: Partial<CollectOptions> = {}): Promise<Collected> {
  const out = mkdtempSync(join(tmpdir(), "class-out-"));
  folders.push(out);
  return collect(folder, { slugs: SLUGS, scratch: join(out, "unpacked"), ...more });
}

/** Whose each file is, and why what does not count does not. */
export async function account(
  files: Files,
  more: Partial<CollectOptions> = {},
): Promise<Record<"counts" | "refused" | "ignored" | "late" | "times", string[]>> {
  const { counting, ignored } = await collected(folderOf(files), more);
  const whose = counting.map(({ student, members = [], lesson, path, refused, late }) => {
    const work = `${[student || "?", ...members].join("+")} ${(lesson ?? "?").slice(0, 2)}`;
    return { work, line: `${work} ${path}`, refused, late };
  });
  return {
    late: whose.flatMap(({ work, late }) => (late === true ? [work] : [])),
    times: counting.map(({ submittedAt = "" }) => submittedAt),
    counts: whose.flatMap(({ line, refused }) => (refused === undefined ? [line] : [])),
    refused: whose.flatMap(({ line, refused }) =>
      refused === undefined ? [] : [`${line}: ${refused.code}`],
    ),
    ignored: ignored.map(({ path, reason }) => `${path}: ${reason.code}`),
  };
}
