import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { isObject, type Json, parseJson } from "../base/json.ts";
import { makeFolders, stateFolder, writeWhole } from "../base/project.ts";
import { RESULTS } from "./out-folder.ts";
import { DEEPEST_IN_REPORT, type Submission, submissionSchema } from "./report.ts";

const kept = z.object({ key: z.string(), submission: submissionSchema });

/**
 * The results of single submissions, each in a file of its own, so that a run that was ended in the
 * middle goes on where it was. A result is used again only for the same file, graded the same way, and
 * only where this project's own key sealed it: the folder may hold what others put there.
 */
export class KeptResults {
  #folder: string;
  #secret: Buffer;

  /** @param out the folder that the reports go to */
  constructor(out: string, root: string) {
    this.#folder = join(out, RESULTS);
    makeFolders([this.#folder]);
    this.#secret = secretOf(root);
  }

  /** The result of this path, where there is one with the same key. */
  find(path: string, key: string): Submission | undefined {
    try {
      const text = readFileSync(this.#file(path), "utf8");
      const { seal, ...result } = objectIn(parseJson(text, DEEPEST_IN_REPORT + 1));
      const own = this.#sealOf(result);
      const theirs = Buffer.from(typeof seal === "string" ? seal : "", "hex");
      if (own.length !== theirs.length || !timingSafeEqual(own, theirs)) return undefined;
      const read = kept.parse(result);
      return read.key === key ? read.submission : undefined;
    } catch {
      return undefined;
    }
  }

  keep(path: string, key: string, submission: Submission): void {
    const result = { key, submission };
    const seal = this.#sealOf(result).toString("hex");
    const file = this.#file(path);
    // A folder in its place would keep the file from being written.
    rmSync(file, { recursive: true, force: true });
    writeWhole(file, JSON.stringify({ ...result, seal }));
  }

  #sealOf(result: unknown): Buffer {
    return createHmac("sha256", this.#secret).update(JSON.stringify(result)).digest();
  }

  #file(path: string): string {
    return join(
      this.#folder,
      `${createHash("sha256").update(path).digest("hex").slice(0, 32)}.json`,
    );
  }
}

function objectIn(json: Json): Record<string, Json> {
  return isObject(json) ? json : {};
}

/** What this project seals results with: made here once, and shown to no submission. */
function secretOf(root: string): Buffer {
  const file = join(stateFolder(root), "grader", "results.key");
  makeFolders([dirname(file)]);
  try {
    writeFileSync(file, randomBytes(32), { flag: "wx", mode: 0o600 });
  } catch {
    // It is there, or cannot be; then the next line says so.
  }
  return readFileSync(file);
}
