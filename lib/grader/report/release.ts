import { canvas } from "../collect/layouts/canvas.ts";
import { moodle } from "../collect/layouts/moodle.ts";
import type { GradedClass } from "./grade-record.ts";
import { quoted } from "./strangers.ts";
import { studentTitle } from "./student-titles.ts";

/** Where feedback is uploaded by the names that a download gave the files. */
export type UploadForm = "canvas" | "moodle";

/** What goes back to a course system. */
export interface Upload {
  /** The name of each page in the archive, and the page it is, below the graded folder. */
  pages: { name: string; page: string }[];
  /** A sentence for each thing that an instructor should know. */
  problems: string[];
}

const SYSTEMS: Record<
  UploadForm,
  { name: string; nameFor: (segment: string, lesson: string) => string | undefined }
> = {
  canvas: { name: "Canvas", nameFor: canvasName },
  moodle: { name: "Moodle", nameFor: moodleName },
};

/** Whether there is such a page below the graded folder. */
type Exists = (page: string) => boolean;

/**
 * The feedback of each lesson under the name by which a course system finds whose it is. What several
 * handed in together goes back once, as the page of the first of them.
 *
 * @param lesson Only this one's.
 */
export function uploadOf(
  { record }: GradedClass,
  form: UploadForm,
  exists: Exists,
  lesson?: string,
): Upload {
  const { name: system, nameFor } = SYSTEMS[form];
  const pages = new Map<string, string>();
  const [unnamed, together] = [new Set<string>(), new Set<string>()];
  for (const { student, name: called, folder, lessons } of record.students)
    for (const { path, lesson: slug } of lessons) {
      const page = `feedback/${folder}/${slug}.html`;
      if (path === undefined || (lesson ?? slug) !== slug || !exists(page)) continue;
      const [name] = path.split("/").flatMap((segment) => nameFor(segment, slug) ?? []);
      if (name === undefined) unnamed.add(studentTitle({ student, name: called }));
      else if (pages.has(name)) together.add(studentTitle({ student, name: called }));
      else pages.set(name, page);
    }
  return {
    pages: [...pages].map(([name, page]) => ({ name, page })),
    problems: [
      ...told(unnamed, `Not in the archive, since their files are from no download of ${system}`),
      ...told(
        together,
        `Handed in with another, whose page goes back; ${system} shows it to all members of a group that it knows`,
      ),
    ],
  };
}

function told(students: ReadonlySet<string>, words: string): string[] {
  return students.size === 0 ? [] : [`${words}: ${quoted([...students])}.`];
}

/**
 * As Canvas' download calls the file. Canvas reads the first two numbers between underscores, after a
 * group's name, as the user's and the attachment's, and takes the page where that attachment is the
 * user's in this assignment; what is of another assignment is ignored. It shows the page under the name
 * that the attachment has. Source: canvas-lms, `app/models/abstract_assignment.rb`,
 * `infer_comment_context_from_filename` (commit 028f76b, read 2026-11-30).
 */
function canvasName(segment: string, lesson: string): string | undefined {
  const { students: [user] = [], order } = canvas(segment) ?? {};
  if (user === undefined || order === undefined) return undefined;
  const numbers = `_${user}_${order}_`;
  return `${segment.slice(0, segment.indexOf(numbers))}${numbers}${lesson}.html`;
}

/**
 * `Name_12345_assignfeedback_file_…`: Moodle reads the participant's number between the first two
 * underscores, and the plugin behind them. Source: moodle, `mod/assign/feedback/file/importziplib.php`,
 * `is_valid_filename_for_import` (read 2026-11-30).
 */
function moodleName(segment: string, lesson: string): string | undefined {
  const { students: [id] = [], name } = moodle(segment) ?? {};
  return id === undefined ? undefined : `${name}_${id}_assignfeedback_file_${lesson}.html`;
}

/** A student to write to, and the pages that go along, below the graded folder. */
export interface Letter {
  address: string;
  student: string;
  name: string;
  folder: string;
  pages: string[];
}

/** Whom to write to with which pages: the overview and each lesson's, or one lesson's alone. */
export function lettersOf(
  { record }: GradedClass,
  exists: Exists,
  lesson?: string,
): { letters: Letter[]; problems: string[] } {
  const all = record.students.map(({ student, name, mail, folder, lessons }) => {
    const slugs = lessons.map((one) => one.lesson);
    const files =
      lesson === undefined
        ? ["index.html", ...slugs.map((slug) => `${slug}.html`)]
        : [`${lesson}.html`];
    const pages = files.map((file) => `feedback/${folder}/${file}`).filter(exists);
    return { address: mail ?? "", student, name, folder, pages };
  });
  const letters = all.filter(({ pages }) => pages.length > 0);
  const silent = letters.filter(({ address }) => address === "").map(studentTitle);
  return {
    letters: letters.filter(({ address }) => address !== ""),
    problems:
      silent.length === 0
        ? []
        : [
            `Nobody knows an address of ${quoted(silent)}: grade again with a roster that has a column email.`,
          ],
  };
}
