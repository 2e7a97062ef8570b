import { createHash } from "node:crypto";
import { normalForm } from "./identity.ts";
import { comparable } from "../../notebook/cell-role.ts";
import { readSubmitted, type SubmittedCell } from "../../notebook/submitted-notebook.ts";
import type { Attempt } from "./choose.ts";
import { type CourseAnswers, courseOwn } from "./course-answers.ts";
import { isUnreadArchive, lessonIn } from "./file-kinds.ts";
import type { Groups } from "./groups.ts";
import { readPlainFile } from "./read-file.ts";
import { REFUSED } from "./reasons.ts";
import type { Sorted } from "./sort-files.ts";
import { plainName } from "./tree.ts";
import type { Entry } from "./walk.ts";
import type { Reason } from "../report.ts";

/** A file that counts, or that was handed in and cannot be graded, with whose it is. */
export interface Counting {
  /** Relative to the submissions folder, with "/" between folders; a zip is one of them. */
  path: string;
  /** Where its bytes lie on this machine. */
  at: string;
  /** Empty where nothing tells. */
  student: string;
  /** Who else handed it in. */
  members?: string[];
  /** Other identifications of the student. */
  aliases?: string[];
  /** What the course system calls the student, for people. */
  name?: string;
  lesson?: string;
  attempt?: number;
  /** ISO 8601. */
  submittedAt?: string;
  /** Whether it came late, where the layout tells that and no time. */
  late?: boolean;
  /** Whether a later attempt at the lesson is there. */
  isEarlier?: true;
  /** Of the file's bytes; empty where it was not read. */
  sha256: string;
  /** Why it cannot be graded. */
  refused?: Reason;
  /** What was seen about it, such as how it is encoded. */
  notes: Reason[];
}

/** A file that may count, with what it is chosen by. */
export type Candidate = Counting & Attempt & { unit: string };

/** What files are read against. */
export interface ReadingOptions {
  /** The course's lessons. */
  slugs: readonly string[];
  /** The course's own answers, by lesson; without them nothing is compared with these. */
  course?: ReadonlyMap<string, CourseAnswers>;
}

/** Reads a file that is a notebook, or was handed in as one. */
export function readCandidate(
  file: Sorted,
  groups: Groups,
  { slugs, course }: ReadingOptions,
): Candidate {
  const { entry, name } = file;
  const named = slugs.find((slug) => plainName(name).includes(slug));
  const base = { path: pathOf(entry), at: entry.at, unit: file.unit };
  const isExact = slugs.some((slug) => name.toLowerCase() === `${slug}.ipynb`);
  const content = file.refused ?? readPlainFile(entry.at);
  if (!("status" in content) || content.status === "refused") {
    const refused = "status" in content ? content.reason : content;
    const lesson = named === undefined ? {} : { lesson: named };
    const unread = { sha256: "", work: "", notes: [], isExact, isGiven: false };
    return { ...base, ...whose(file, groups, named), ...lesson, ...unread, refused };
  }
  const lesson = lessonIn(content.text, slugs) ?? named;
  const owner = whose(file, groups, lesson);
  const answers = course?.get(lesson ?? "");
  const submitted = readSubmitted(content.text);
  const cells = submitted.status === "read" ? submitted.cells : [];
  const own = answers === undefined ? undefined : courseOwn(cells, answers);
  const notes: Reason[] = [
    ...(content.encoding === undefined ? [] : [encoded(content.encoding)]),
    ...(own === "solved" ? [SOLVED] : []),
  ];
  return {
    ...base,
    ...owner,
    ...(lesson === undefined ? {} : { lesson }),
    ...(submitted.status === "refused" ? { refused: submitted.reason } : {}),
    ...(owner.student === "" ? { refused: file.claim.refused ?? REFUSED.noPerson } : {}),
    sha256: content.sha256,
    work: submitted.status === "read" ? codeOf(cells) : content.sha256,
    notes,
    isExact,
    isGiven: own === "given",
  };
}

/**
 * What is no notebook counts as one where nothing else was handed in that is: for the lesson that it
 * names, or at all. So does an archive that is not opened, since a notebook may be in it; a copy that is
 * kept beside a notebook only where there is none at all.
 */
export function notANotebook(
  file: Sorted,
  notebooks: readonly Candidate[],
  groups: Groups,
  options: ReadingOptions,
): Candidate | undefined {
  const refused = file.refused ?? file.claim.refused ?? REFUSED.notANotebook;
  const candidate = readCandidate({ ...file, refused }, groups, options);
  const isMissing =
    candidate.lesson === undefined || file.reason !== undefined
      ? notebooks.length === 0 || isUnreadArchive(file.name)
      : !notebooks.some(({ lesson }) => lesson === candidate.lesson);
  return isMissing ? candidate : undefined;
}

type Whose = Pick<
  Candidate,
  "student" | "members" | "aliases" | "name" | "attempt" | "submittedAt" | "late" | "order"
>;

function whose({ claim, called }: Sorted, groups: Groups, lesson: string | undefined): Whose {
  const { students, aliases = [], name, attempt, submittedAt, late, order } = claim;
  const known = [...students, ...aliases, ...(name === undefined ? [] : [name]), called];
  const group = groups.membersOf(known, lesson);
  const own = students.map(normalForm).filter((one) => one !== "");
  const [student = "", ...members] = new Set(group.length > 0 ? group : own);
  return {
    student,
    ...(members.length > 0 ? { members } : {}),
    ...(group.length > 0 || aliases.length === 0 ? {} : { aliases }),
    ...(group.length > 0 || name === undefined ? {} : { name }),
    ...(attempt === undefined ? {} : { attempt }),
    ...(submittedAt === undefined ? {} : { submittedAt }),
    ...(late === undefined ? {} : { late }),
    ...(order === undefined ? {} : { order }),
  };
}

/** Tells whether two notebooks have the same code, whatever they printed and whichever editor wrote them. */
function codeOf(cells: readonly SubmittedCell[]): string {
  const sources = cells.map(({ source }) => comparable(source));
  return createHash("sha256").update(JSON.stringify(sources)).digest("hex");
}

function encoded(encoding: string): Reason {
  return { code: "encoding", sentence: `The file is written in ${encoding}, and was read so.` };
}

const SOLVED: Reason = {
  code: "course-solution",
  sentence: "Every answer in it is, byte for byte, the course's own solution.",
};

/** Relative to the submissions folder; a folder that is not looked into ends in "/". */
export function pathOf({ names, kind }: Entry): string {
  return `${names.join("/")}${kind === "tools" ? "/" : ""}`;
}

/** The order of two texts by their code units: the same on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
