import { REFUSED } from "../reasons.ts";
import type { Claim } from "./claim.ts";

const ANONYMOUS = /^(?:LATE_)?anon_[A-Za-z0-9]+_(?:\d+_.+|(?:text|link)\.html)$/;
const NAMED =
  /^.+?_(?<late>LATE_)?(?<user>\d+)_(?:(?<attachment>\d+)_(?<file>.+)|(?:text|link)\.html)$/;
const AGAIN = /-(?<again>\d{1,3})(?<endings>(?:\.[A-Za-z][A-Za-z0-9]*)*\.[A-Za-z0-9]+)$/;

/**
 * Canvas' download of an assignment: `name_[LATE_]user_attachment_file`, or `anon_id_attachment_file`.
 * The student is Canvas' user id. Attachments are numbered over all of Canvas, so the higher number is
 * the later one. What is handed in again has `-1`, `-2`, … before its endings: `a.b.ipynb` is
 * `a-1.b.ipynb`. Source: canvas-lms, `lib/content_zipper.rb`, `get_filename` and
 * `add_upload_submission`; `app/models/attachment.rb`, `make_unique_filename` (read 2026-11-30).
 */
export function canvas(name: string): Claim | undefined {
  if (ANONYMOUS.test(name)) return { students: [], refused: REFUSED.anonymous };
  const { late, user, attachment, file } = NAMED.exec(name)?.groups ?? {};
  if (user === undefined) return undefined;
  if (attachment === undefined || file === undefined)
    return { students: [user], late: late !== undefined };
  const again = AGAIN.exec(file)?.groups?.["again"];
  return {
    students: [user],
    attempt: Number(again ?? 0) + 1,
    late: late !== undefined,
    order: Number(attachment),
    file: file.replace(AGAIN, "$<endings>"),
  };
}
