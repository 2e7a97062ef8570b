import { REFUSED } from "../reasons.ts";
import type { Claim } from "./claim.ts";

const NAME = /^(?<name>.+?)(?:_(?<id>\d+))?_assignsubmission_[a-z][a-z0-9]*(?:_(?<file>.*))?$/;

/**
 * Moodle's "Download all submissions", in folders or without: `Name_12345_assignsubmission_file_/…` or
 * `Name_12345_assignsubmission_file_notebook.ipynb`. The student is the number, which the grading
 * worksheet has as "Participant 12345"; the name counts where one row of a roster has it. Where groups
 * hand in, both are the group's, and those who are in none share a name without a number. Source:
 * moodle, `mod/assign/classes/downloader.php`, `get_student_prefix` (read 2026-11-30).
 */
export function moodle(text: string): Claim | undefined {
  const { name, id, file } = NAME.exec(text)?.groups ?? {};
  if (name === undefined) return undefined;
  return {
    ...(id === undefined
      ? { students: [], refused: REFUSED.noGroup }
      : { students: [id], aliases: [`Participant ${id}`] }),
    name: name.replaceAll("_", " "),
    ...(file === undefined || file === "" ? {} : { file }),
  };
}
