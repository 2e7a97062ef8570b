import type { Reason } from "../report.ts";
import type { FolderEntry } from "./walk.ts";

/** A file that somebody handed in. */
export interface HandedIn {
  /** Relative to the submissions folder, with "/" between folders. */
  path: string;
  student: string;
  attempt?: number;
  /** ISO 8601. */
  submittedAt?: string;
  /** Why it cannot be read at all. */
  refused?: Reason;
}

/** What a folder of submissions holds, by whichever system it was downloaded from. */
export interface Layout {
  handedIn: HandedIn[];
  ignored: { path: string; reason: Reason }[];
}

/**
 * Finds out whose each file is:
 *
 * - `<student>/NN-slug.ipynb`, with a folder for the assignment between, as nbgrader keeps what was
 *   submitted (nbgrader 0.9.5, `submitted/<student>/<assignment>/`, with the time in `timestamp.txt`);
 * - Canvas' download of an assignment, `name_[LATE_]user_submission_file.ipynb`, where a file that was
 *   handed in again ends in `-1`, `-2`, …; the student is Canvas' user id;
 * - Gradescope's export, `submission_<id>/…` beside `submission_metadata.yml`, which tells the student.
 *
 * @param read the text of a small file, by its path
 */
export function readLayout(
  entries: readonly FolderEntry[],
  read: (path: string) => string | undefined,
): Layout {
  const layout: Layout = { handedIn: [], ignored: [] };
  const exported = gradescopeExport(entries, read);
  for (const { names, kind } of entries) {
    const path = names.join("/");
    const file = names.at(-1) ?? "";
    if (isFurniture(file)) continue;
    const whose = exported(names) ?? canvasFile(names) ?? folderOfStudent(names, read);
    if (
      kind === "unreadable" ||
      (kind === "symlink" && whose === undefined && names.length === 1)
    ) {
      const [student = file] = names;
      layout.handedIn.push({ path, student, ...whose, refused: refusals[kind] });
    } else if (whose === undefined) {
      layout.ignored.push({ path, reason: strange(file) });
    } else if (!file.endsWith(".ipynb")) {
      layout.ignored.push({ path, reason: notANotebook });
    } else {
      layout.handedIn.push({
        path,
        ...whose,
        ...(kind === "file" ? {} : { refused: refusals[kind] }),
      });
    }
  }
  return layout;
}

type Whose = Omit<HandedIn, "path" | "refused">;

/** Files of the systems' own. */
function isFurniture(file: string): boolean {
  return file === "timestamp.txt" || file === "submission_metadata.yml" || file === "Thumbs.db";
}

const canvas =
  /^(?<name>[^_]+)_(?:LATE_)?(?<user>\d+)_(?<submission>\d+)_(?<file>.+?)(?:-(?<again>\d{1,3}))?\.ipynb$/;

function canvasFile(names: readonly string[]): Whose | undefined {
  if (names.length !== 1) return undefined;
  const groups = canvas.exec(names[0] ?? "")?.groups;
  if (groups?.user === undefined) return undefined;
  return { student: groups.user, attempt: Number(groups.again ?? 0) + 1 };
}

function folderOfStudent(
  names: readonly string[],
  read: (path: string) => string | undefined,
): Whose | undefined {
  const [student] = names;
  if (student === undefined || names.length < 2) return undefined;
  const submittedAt = timeIn(read([...names.slice(0, -1), "timestamp.txt"].join("/")));
  return { student, ...(submittedAt === undefined ? {} : { submittedAt }) };
}

/** nbgrader writes `2015-02-02 15:58:23.948203 UTC`; a zone that is not UTC nor an offset is not read. */
function timeIn(text: string | undefined): string | undefined {
  const written = text
    ?.trim()
    .replace(/^(\d{4}-\d\d-\d\d) /, "$1T")
    .replace(/ UTC$/, "Z");
  if (written === undefined || !/(Z|[+-]\d\d:?\d\d)$/.test(written)) return undefined;
  const time = Date.parse(written.replace(/(\.\d{3})\d+/, "$1").replace(" ", ""));
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

/** Reads whose each `submission_<id>` folder is, from what Gradescope writes beside them. */
function gradescopeExport(
  entries: readonly FolderEntry[],
  read: (path: string) => string | undefined,
): (names: readonly string[]) => Whose | undefined {
  const known = new Map<string, Whose>();
  // One folder with all in it is what a download unpacks to. Among others it is a student's own, and
  // what a student writes into such a file must name nobody.
  const folders = new Set(entries.flatMap(({ names }) => (names.length > 1 ? names[0] : [])));
  for (const { names } of entries) {
    const above = names.slice(0, -1);
    const isExport = above.length === 0 || (above.length === 1 && folders.size === 1);
    if (names.at(-1) !== "submission_metadata.yml" || !isExport) continue;
    for (const [folder, whose] of submitters(read(names.join("/")) ?? "")) {
      known.set([...above, folder].join("/"), whose);
    }
  }
  return (names) => {
    const at = names.findIndex((name) => /^submission_\d+$/.test(name));
    return at < 0 ? undefined : known.get(names.slice(0, at + 1).join("/"));
  };
}

/** The few lines of the file's YAML that tell the submitter and the time. */
function submitters(yaml: string): [folder: string, whose: Whose][] {
  const sections = yaml.split(/^(?=submission_\d+:)/m);
  return sections.flatMap((section): [string, Whose][] => {
    const folder = /^(submission_\d+):/.exec(section)?.[1];
    if (folder === undefined) return [];
    const field = (name: string): string | undefined =>
      new RegExp(`^[ -]*:?${name}: *["']?([^"'\\n]+?)["']? *$`, "m").exec(section)?.[1];
    const student = field("sid") ?? field("email") ?? field("name") ?? folder;
    const time = Date.parse((field("created_at") ?? "").replace(/(\.\d{3})\d+ Z$/, "$1Z"));
    return [
      [
        folder,
        { student, ...(Number.isNaN(time) ? {} : { submittedAt: new Date(time).toISOString() }) },
      ],
    ];
  });
}

const refusals: Record<Exclude<FolderEntry["kind"], "file">, Reason> = {
  symlink: {
    code: "is-a-link",
    sentence: "This is a link to something else, and links are not followed.",
  },
  unreadable: {
    code: "folder-not-readable",
    sentence:
      "This folder cannot be opened: its name is not in UTF-8, or you may not read it. Rename it, or take that right, and grade again.",
  },
  other: {
    code: "not-a-file",
    sentence: "This is not a file but something else, such as a device.",
  },
};

const notANotebook: Reason = {
  code: "not-a-notebook",
  sentence: "Only files that end in .ipynb are graded.",
};

function strange(file: string): Reason {
  return file.endsWith(".ipynb")
    ? {
        code: "no-student",
        sentence:
          "Nothing tells whose this is: it lies in no student's folder, and is not named as Canvas names a download.",
      }
    : notANotebook;
}
