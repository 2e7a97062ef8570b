import { REFUSED } from "../reasons.ts";
import type { Claim } from "./claim.ts";

const ANONYMOUS = /^(?:LATE_)?anon_[A-Za-z0-9]{5}_(?:\d+_.+|(?:text|link)\.html)$/i;
/**
 * The first number is the user's, since names have none between underscores; but a group may be called
 * `team_1`. A date is no two numbers.
 */
const NAMED =
  /^(?:[^_]|_(?!\d+_)|_(?=\d\d?_\d{3,}_\d{4,}_))*?_(?<late>LATE_)?(?!20\d\d_\d\d?_\d\d?(?!\d)|\d\d?_\d{3,}_\d{4,}_)(?<user>[1-9]\d*)_(?:(?<attachment>[1-9]\d*)_(?<file>.*\p{L}.*)|(?:text|link)\.html)$/iu;
const AGAIN =
  /(?<!\.[A-Za-z][A-Za-z0-9]*)-(?:(?<again>\d{1,3})|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?<endings>(?:\.[A-Za-z][A-Za-z0-9]*)*\.[A-Za-z0-9]+)$/;

/**
 * Canvas' download of an assignment: `name_[LATE_]user_attachment_file`, or `anon_id_attachment_file`.
 * The student is Canvas' user id. Attachments are numbered over all of Canvas, so the higher number is
 * the later one. What is handed in again has `-1`, `-2`, … before its endings, and from the ninth time
 * on a random text: `a.b.ipynb` is `a-1.b.ipynb`. Source: canvas-lms, `lib/content_zipper.rb`,
 * `get_filename` and `add_upload_submission`; `app/models/attachment.rb`, `make_unique_filename` (read
 * 2026-11-30).
 */
export function canvas(name: string): Claim | undefined {
  if (ANONYMOUS.test(name)) return { students: [], refused: REFUSED.anonymous };
  const { late, user, attachment, file } = NAMED.exec(name)?.groups ?? {};
  if (user === undefined) return undefined;
  if (attachment === undefined || file === undefined)
    return { students: [user], late: late !== undefined };
  const again = AGAIN.exec(file)?.groups;
  const attempt = again === undefined ? 1 : Number(again["again"]) + 1;
  return {
    students: [user],
    ...(Number.isNaN(attempt) ? {} : { attempt }),
    late: late !== undefined,
    order: Number(attachment),
    file: file.replace(AGAIN, "$<endings>"),
  };
}
