import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { makeFolders, writeWhole } from "../base/project.ts";
import { type Submission, submissionSchema } from "./report.ts";

const kept = z.object({ key: z.string(), submission: submissionSchema });

/**
 * The results of single submissions, each in a file of its own, so that a run that was ended in the
 * middle goes on where it was. A result is used again only for the same file, graded the same way.
 */
export class KeptResults {
  #folder: string;

  /** @param out the folder that the reports go to */
  constructor(out: string) {
    this.#folder = join(out, ".results");
    makeFolders([this.#folder]);
  }

  /** The result of this path, where there is one with the same key. */
  find(path: string, key: string): Submission | undefined {
    try {
      const read = kept.safeParse(JSON.parse(readFileSync(this.#file(path), "utf8")));
      return read.success && read.data.key === key ? read.data.submission : undefined;
    } catch {
      return undefined;
    }
  }

  keep(path: string, key: string, submission: Submission): void {
    writeWhole(this.#file(path), JSON.stringify({ key, submission }));
  }

  #file(path: string): string {
    return join(
      this.#folder,
      `${createHash("sha256").update(path).digest("hex").slice(0, 32)}.json`,
    );
  }
}
