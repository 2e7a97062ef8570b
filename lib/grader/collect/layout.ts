import type { Reason } from "../report.ts";
import { isUnreadArchive } from "./file-kinds.ts";
import { normalForm } from "./identity.ts";
import { blackboard, isBlackboardNote } from "./layouts/blackboard.ts";
import { brightspace } from "./layouts/brightspace.ts";
import { canvas } from "./layouts/canvas.ts";
import type { Claim, Reader } from "./layouts/claim.ts";
import { gradescope, isSubmissionFolder } from "./layouts/gradescope.ts";
import { moodle } from "./layouts/moodle.ts";
import { sakai } from "./layouts/sakai.ts";
import { readPlainFile } from "./read-file.ts";
import { REFUSED } from "./reasons.ts";
import {
  classIn,
  isOfLab,
  isOfGoogle,
  refuseClasses,
  refuseFiles,
  refuseLab,
  refuseNbgrader,
  refuseNothing,
} from "./not-submissions.ts";
import { contents, holdsWork, isFolder, type Node, nameOf } from "./tree.ts";
import type { Entry } from "./walk.ts";

/** Everything that one student, or one group, handed in at one place. */
export interface HandIn {
  claim: Claim;
  /** Where its files begin: how many names of their paths lead there. */
  depth: number;
  node: Node;
  /** Whether a person put it into a folder, or nbgrader did. */
  isByHand?: true;
}

/** A download may lie in a folder, such as the one that its zip was unpacked to. */
const MAX_WRAPPINGS = 2;
const MAX_METADATA_BYTES = 300_000_000;
const MAX_NOTE_BYTES = 1_000_000;

/**
 * Finds out whose each file is. What lies at the top was put there by the instructor: folders of
 * students, or what a course system's download holds. A folder may be a download too, and is then no
 * student; that is believed as long as no folder beside it is a student's own, since a student could
 * give files the names that a course system gives.
 *
 * @throws LabError `submissions-layout` for what is no folder of submissions
 */
export function handInsOf(root: Node, where: string, slugs: readonly string[]): HandIn[] {
  const { top, depth } = topOf(root, slugs);
  refuseLab(top, where);
  refuseNbgrader(top, where);
  const handIns: HandIn[] = [];
  const downloads: Node[] = [];
  const google: Node[] = [];
  const own: Node[] = [];
  const loose: Node[] = [];
  const claimOf = readerOf(top);
  for (const node of contents(top)) {
    const claim = claimOf(node.name);
    if (claim !== undefined) handIns.push({ claim, depth: depth + 1, node });
    else if (!isFolder(node)) loose.push(node);
    else if (isDownload(node)) downloads.push(node);
    else if (isOfGoogle(node)) google.push(node);
    else if (!isOfReports(node)) own.push(node);
  }
  const students = own.filter(holdsWork);
  refuseClasses(students, where, slugs);
  refuseFiles([...students, ...google], where, slugs);
  const isAllDownloads = students.length === 0 && handIns.length + downloads.length > 0;
  const nobody = (node: Node, refused: Reason): HandIn => ({
    claim: { students: [], refused },
    depth: depth + 1,
    node,
  });
  for (const node of downloads)
    if (isAllDownloads) handIns.push(...inDownload(node, depth + 1));
    else handIns.push(nobody(node, REFUSED.mixed));
  for (const node of google) {
    const isClass = classIn(node, slugs) !== undefined;
    handIns.push(nobody(node, isClass ? REFUSED.severalInZip : REFUSED.googleFolder));
  }
  for (const node of loose)
    if (node.entry?.kind === "unreadable" || node.entry?.kind === "symlink")
      handIns.push(byHand(node, depth));
    else if (students.length > 0 && isUnreadArchive(node.name)) handIns.push(byHand(node, depth));
    else if (holdsWork(node)) handIns.push(nobody(node, REFUSED.noPerson));
  for (const node of isAllDownloads ? [] : own) {
    if (isOfLab(node, slugs)) handIns.push(nobody(node, REFUSED.labFolder));
    else if (node.entry !== undefined && classIn(node, slugs) !== undefined)
      handIns.push(nobody(node, REFUSED.severalInZip));
    else handIns.push(byHand(node, depth));
  }
  refuseNothing(handIns, top, where);
  return handIns;
}

/** What an earlier run wrote. */
function isOfReports({ children, entry }: Node): boolean {
  return entry === undefined && children.has("report.json") && children.has("feedback");
}

/** A folder of a student's name; an archive is one without its ending. */
function byHand(node: Node, depth: number): HandIn {
  const student = normalForm(nameOf(node));
  return { claim: { students: [student] }, depth: depth + 1, node, isByHand: true };
}

/** The folder that students or downloads lie in: inside of a zip where that is alone and holds a class. */
function topOf(root: Node, slugs: readonly string[]): { top: Node; depth: number } {
  const [zip, second] = contents(root).filter(holdsWork);
  const found =
    second === undefined && zip?.entry?.kind === "zip" ? classIn(zip, slugs) : undefined;
  return found === undefined
    ? { top: root, depth: 0 }
    : { top: found.node, depth: 1 + found.path.length };
}

/** A course system's names for what lies in a folder. */
function readerOf(folder: Node): Reader {
  const metadata = [...folder.children.values()].find(isMetadata)?.entry;
  const fromGradescope = metadata === undefined ? undefined : readMetadata(metadata);
  const readers: Reader[] = [
    fromGradescope ?? (() => undefined),
    (name) =>
      isSubmissionFolder(name) ? { students: [], refused: REFUSED.noMetadata } : undefined,
    canvas,
    moodle,
    brightspace,
    sakai,
    blackboard(notesIn(folder)),
  ];
  return (name) => {
    for (const read of readers) {
      const claim = read(name);
      if (claim !== undefined) return claim;
    }
    return undefined;
  };
}

/** What Blackboard wrote about the attempts in a folder. */
function notesIn(folder: Node): Map<string, string> {
  const files = [...folder.children.values()].filter(({ name }) => isBlackboardNote(name));
  return new Map(
    files.flatMap(({ name, entry }) => {
      const file = entry?.kind === "file" ? readPlainFile(entry.at, MAX_NOTE_BYTES) : undefined;
      return file?.status === "read" ? [[name, file.text] as const] : [];
    }),
  );
}

function isMetadata({ name, entry }: Node): boolean {
  return entry?.kind === "file" && /submission_metadata\.ya?ml$/i.test(name);
}

function readMetadata({ at }: Entry): Reader | undefined {
  const file = readPlainFile(at, MAX_METADATA_BYTES);
  return file.status === "read" ? gradescope(file.text) : undefined;
}

/** Whether a course system gave out what lies in a folder, or in the only folders in it. */
function isDownload(folder: Node, wrappings = 0): boolean {
  const inside = contents(folder);
  if ([...folder.children.values()].some(isMetadata)) return true;
  const work = inside.filter(holdsWork);
  const claimOf = readerOf(folder);
  const claimed = (work.length > 0 ? work : inside).filter(
    ({ name }) => claimOf(name) !== undefined,
  );
  if (claimed.length > 0 && 2 * claimed.length > work.length) return true;
  return (
    wrappings < MAX_WRAPPINGS &&
    work.length > 0 &&
    work.every((node) => isFolder(node) && isDownload(node, wrappings + 1))
  );
}

function inDownload(folder: Node, depth: number): HandIn[] {
  const claimOf = readerOf(folder);
  return [...folder.children.values()].flatMap((node) => {
    const claim = claimOf(node.name);
    if (claim !== undefined) return [{ claim, depth: depth + 1, node }];
    if (isFolder(node) && isDownload(node)) return inDownload(node, depth + 1);
    return holdsWork(node)
      ? [{ claim: { students: [], refused: REFUSED.noPerson }, depth: depth + 1, node }]
      : [];
  });
}
