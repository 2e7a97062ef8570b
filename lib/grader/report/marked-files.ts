import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Report, Submission } from "../report.ts";
import { type Mark, MARKS_FILE } from "./marks.ts";
import { isOf, type Person } from "./people.ts";
import { quotedName } from "./strangers.ts";

/** The file in the output folder that keeps which file each mark was given for. */
export const MARKED_FILES = ".marks.json";

/** The SHA-256 of the file that a mark was given for, by the mark; empty where there was none. */
export type MarkedFiles = Record<string, string>;

/** What an earlier run noted in a folder. */
export function markedFilesIn(folder: string): MarkedFiles {
  try {
    const read: unknown = JSON.parse(readFileSync(join(folder, MARKED_FILES), "utf8"));
    return z.record(z.string(), z.string()).parse(read);
  } catch {
    return {};
  }
}

interface Around {
  earlier?: { files: MarkedFiles; report?: Report | undefined };
  files: MarkedFiles;
}

/**
 * Notes which file a mark was given for, and says where another counts now. The mark's own `file` goes
 * first, then what an earlier run noted, then the report that was there when the mark was written. A
 * mark that was changed is a new one.
 */
export function markedFile(
  mark: Mark,
  lesson: string,
  person: Person,
  submission: Submission | undefined,
  { earlier, files }: Around,
): string[] {
  const key = JSON.stringify([person.student, mark.exercise, mark.points, mark.comment]);
  const now = submission?.sha256 ?? "";
  const { submissions = [], earlierAttempts = [] } = earlier?.report ?? {};
  const attempts = [...submissions, ...earlierAttempts].filter(
    (one) => one.lesson === lesson && isOf(one, person),
  );
  const before = attempts.find((one) => one.sha256 === now) ?? attempts[0];
  const seen = earlier?.files[key] ?? (earlier?.report === undefined ? now : before?.sha256) ?? "";
  const file = mark.file ?? seen;
  files[key] = mark.file === undefined ? seen : now;
  if (now === "" || (file !== "" && now.startsWith(file))) return [];
  const known =
    file === "" ? "before this file was handed in" : "for another file of the student's";
  return [
    `${MARKS_FILE}, line ${mark.line}: the points for ${mark.exercise} of ${quotedName(mark.student)} were given ${known}, and still count. Look at it again; then change the row, or write ${now.slice(0, 16)} in a column "file" of it.`,
  ];
}
