import { createHash } from "node:crypto";
import { normalForm } from "./identity.ts";
import { comparable } from "../../notebook/cell-role.ts";
import { readSubmitted, type SubmittedCell } from "../../notebook/submitted-notebook.ts";
import { type Attempt, choose } from "./choose.ts";
import { type CourseAnswers, courseOwn } from "./course-answers.ts";
import { isUnreadArchive } from "./file-kinds.ts";
import { type Groups, isGroupsFile, readGroups } from "./groups.ts";
import { type HandIn, handInsOf } from "./layout.ts";
import { readPlainFile } from "./read-file.ts";
import { REFUSED, uncounted } from "./reasons.ts";
import { type Sorted, sortFiles } from "./sort-files.ts";
import { type Node, treeOf } from "./tree.ts";
import { type Entry, walk } from "./walk.ts";
import type { Reason } from "../report.ts";

/** A file that counts, or that was handed in and cannot be graded, with whose it is. */
export interface Counting {
  /** Relative to the submissions folder, with "/" between folders; a zip is one of them. */
  path: string;
  /** Where its bytes lie on this machine. */
  at: string;
  /** Empty where nothing tells. */
  student: string;
  /** Whoever else handed it in. */
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
  /** Of the file's bytes; empty where it was not read. */
  sha256: string;
  /** Why it cannot be graded. */
  refused?: Reason;
  /** What was seen about it, such as how it is encoded. */
  notes: Reason[];
}

/** What a folder of submissions comes to: every file below it is in one of the two, once. */
export interface Collected {
  /** Sorted by student, lesson and path; one for each student and lesson, and what no lesson is found in. */
  counting: Counting[];
  /** Sorted by path. A folder that is not looked into ends in "/". */
  ignored: { path: string; reason: Reason }[];
  /** The rows of `groups.csv`, where there are any. */
  groups?: Groups["rows"];
}

export interface CollectOptions {
  /** The course's lessons. */
  slugs: readonly string[];
  /** A folder for what comes out of zips; it is made where it is needed, and whoever calls removes it. */
  scratch: string;
  /** The course's own answers, by lesson; without them nothing is compared with these. */
  course?: ReadonlyMap<string, CourseAnswers>;
  /** Whose everything in the folder is, where it is one student's. */
  student?: string;
}

const NOT_HANDED_IN = uncounted("not-handed-in");
const besides: Partial<Record<Entry["kind"], Reason>> = {
  zip: uncounted("unpacked"),
  tools: uncounted("tools"),
};

type Candidate = Counting & Attempt & { unit: string };

/**
 * Accounts for every file of a folder of submissions: whose it is, for which lesson, and whether it
 * counts.
 *
 * @throws LabError of {@link walk}, {@link handInsOf} and {@link readGroups}
 */
export async function collect(folder: string, options: CollectOptions): Promise<Collected> {
  const { slugs, scratch, student } = options;
  const entries = await walk(folder, scratch);
  const root = treeOf(entries);
  const groups = groupsIn(root);
  const handIns: HandIn[] =
    student === undefined
      ? handInsOf(root, folder, slugs)
      : [{ claim: { students: [normalForm(student)] }, depth: 0, node: root }];
  const sorted = handIns.flatMap((handIn) => sortFiles(handIn, root));
  const left = new Map(entries.map((entry) => [entry, besides[entry.kind] ?? NOT_HANDED_IN]));
  const units = new Map<string, Candidate[]>();
  const others: Sorted[] = [];
  for (const file of sorted) {
    left.delete(file.entry);
    if (file.reason !== undefined && file.refused === undefined) left.set(file.entry, file.reason);
    else if (file.kind === "other") others.push(file);
    else units.set(file.unit, [...(units.get(file.unit) ?? []), read(file, groups, options)]);
  }
  for (const file of others) {
    const candidate = notANotebook(file, units.get(file.unit) ?? [], groups, options);
    if (candidate === undefined) left.set(file.entry, file.reason ?? uncounted("not-a-notebook"));
    else
      units.set(`${file.unit}\nothers`, [...(units.get(`${file.unit}\nothers`) ?? []), candidate]);
  }
  const { rows } = groups;
  return {
    ...chosen([...units.values()].flat(), left),
    ...(rows.length === 0 ? {} : { groups: rows }),
  };
}

function chosen(candidates: readonly Candidate[], left: ReadonlyMap<Entry, Reason>): Collected {
  const works = new Map<string, [Candidate, ...Candidate[]]>();
  for (const one of candidates.toSorted((a, b) => compare(a.path, b.path))) {
    const { student, members = [], lesson } = one;
    const isOwn = student === "" || lesson === undefined;
    const key = JSON.stringify(isOwn ? one.path : [[student, ...members].toSorted(), lesson]);
    const known = works.get(key);
    if (known === undefined) works.set(key, [one]);
    else known.push(one);
  }
  const decided = [...works.values()].map((work) => choose(work));
  return {
    counting: decided.map(({ counts }) => told(counts)).toSorted(inOrder),
    ignored: [
      ...[...left].map(([entry, reason]) => ({ path: pathOf(entry), reason })),
      ...decided.flatMap(({ others }) =>
        others.map(({ attempt, reason }) => ({ path: attempt.path, reason })),
      ),
    ].toSorted((a, b) => compare(a.path, b.path)),
  };
}

/** Reads a file that is a notebook, or was handed in as one. */
function read(file: Sorted, groups: Groups, { slugs, course }: CollectOptions): Candidate {
  const { entry, name } = file;
  const named = slugs.find((slug) => name.toLowerCase().includes(slug));
  const base = { ...whose(file, groups), path: pathOf(entry), at: entry.at, unit: file.unit };
  const isExact = slugs.some((slug) => name.toLowerCase() === `${slug}.ipynb`);
  const content = file.refused ?? readPlainFile(entry.at);
  if (!("status" in content) || content.status === "refused") {
    const refused = "status" in content ? content.reason : content;
    const lesson = named === undefined ? {} : { lesson: named };
    const unread = { sha256: "", work: "", notes: [], isExact, isGiven: false };
    return { ...base, ...lesson, ...unread, refused };
  }
  const lesson = lessonIn(content.text, slugs) ?? named;
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
    ...(lesson === undefined ? {} : { lesson }),
    ...(submitted.status === "refused" ? { refused: submitted.reason } : {}),
    ...(base.student === "" ? { refused: file.claim.refused ?? REFUSED.noPerson } : {}),
    sha256: content.sha256,
    work: submitted.status === "read" ? codeOf(cells) : content.sha256,
    notes,
    isExact,
    isGiven: own === "given",
  };
}

/**
 * What is no notebook stands for one where nothing else was handed in that is: for the lesson that it
 * names, or at all. So does an archive that is not opened, since a notebook may be in it; a copy that is
 * kept beside a notebook only where there is none at all.
 */
function notANotebook(
  file: Sorted,
  notebooks: readonly Candidate[],
  groups: Groups,
  options: CollectOptions,
): Candidate | undefined {
  const refused = file.refused ?? file.claim.refused ?? REFUSED.notANotebook;
  const candidate = read({ ...file, refused }, groups, options);
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

function whose({ claim, called }: Sorted, groups: Groups): Whose {
  const { students, aliases = [], name, attempt, submittedAt, late, order } = claim;
  const known = [...students, ...aliases, ...(name === undefined ? [] : [name]), called];
  const group = known.flatMap((one) => groups.members.get(normalForm(one)) ?? []);
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

function groupsIn(root: Node): Groups {
  const file = [...root.children.values()].find(({ name }) => isGroupsFile(name))?.entry;
  const content = file?.kind === "file" ? readPlainFile(file.at) : undefined;
  return content?.status === "read" ? readGroups(content.text) : { members: new Map(), rows: [] };
}

/** The lesson whose exercises the cells' metadata name most often. */
function lessonIn(text: string, slugs: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const [, number = ""] of text.matchAll(/"exercise"\s*:\s*"(\d\d)\.\d+"/g)) {
    counts.set(number, (counts.get(number) ?? 0) + 1);
  }
  const [most] = [...counts].toSorted((a, b) => b[1] - a[1] || compare(a[0], b[0]));
  return most === undefined ? undefined : slugs.find((slug) => slug.startsWith(`${most[0]}-`));
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

function told(candidate: Candidate): Counting {
  const { unit: _unit, order: _order, work: _work, ...rest } = candidate;
  const { isExact: _exact, isGiven: _given, ...counting } = rest;
  return counting;
}

function pathOf({ names, kind }: Entry): string {
  return `${names.join("/")}${kind === "tools" ? "/" : ""}`;
}

function inOrder(a: Counting, b: Counting): number {
  return (
    compare(a.student, b.student) ||
    compare(a.lesson ?? "", b.lesson ?? "") ||
    compare(a.path, b.path)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
