import { join } from "node:path";
import { LabError } from "../../base/lab-error.ts";
import { lessonIn } from "./file-kinds.ts";
import { readPlainFile } from "./read-file.ts";
import {
  contents,
  holdsWork,
  isFolder,
  lessonsNamedIn,
  nameOf,
  type Node,
  plainName,
} from "./tree.ts";

/** The lab's folders that hold notebooks. */
const LAB_FOLDERS = new Set(["notebooks", "solutions"]);
/** What lies beside `submitted` in nbgrader's folder of a course. */
const OF_NBGRADER = ["source", "release", "autograded", "gradebook.db", "nbgrader_config.py"];
/** `ada+lab0+2026-11-20 10:00:00.123456 UTC+x9k2`: nbgrader, `exchange/default/submit.py` (read 2026-11-30). */
const INBOUND = /^[^+]+\+[^+]+\+\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/;
/** How many names a refusal quotes. */
const MOST_SEEN = 5;

/** Whether something is called like a part of the lab, or like a lesson: no student is. */
export function isOfLab(node: Node, slugs: readonly string[]): boolean {
  const name = nameOf(node).toLowerCase();
  return LAB_FOLDERS.has(name) || slugs.includes(name);
}

/** Whether Google gave an archive or folder its name: `Lab 0-20261120T100000Z-001.zip`. */
export function isOfGoogle(node: Node): boolean {
  return /-\d{8}T\d{6}Z(?:-\d+)*(?: ?\(\d+\))?$/.test(nameOf(node));
}

/** Several folders with the same lesson: students, or one student's attempts. */
interface Class {
  node: Node;
  /** How it is called, below the folder that was looked at. */
  path: string[];
  folders: Node[];
}

/** The class in a folder, or in the only folder in it. */
export function classIn(node: Node, slugs: readonly string[]): Class | undefined {
  const folders = foldersIn(node);
  const [only, second] = folders;
  if (only !== undefined && second === undefined) {
    const inside = classIn(only, slugs);
    return inside && { ...inside, path: [only.name, ...inside.path] };
  }
  const named = folders.flatMap((one) => [...lessonsNamedIn(one, slugs)]);
  return new Set(named).size < named.length ? { node, path: [], folders } : undefined;
}

/** The folders with work in a folder, without the lab's own. */
function foldersIn(node: Node): Node[] {
  return contents(node).filter(
    (one) => isFolder(one) && !LAB_FOLDERS.has(one.name) && holdsWork(one),
  );
}

/**
 * Where most folders hold a class, they are sections or assignments, and no students.
 *
 * @throws LabError `submissions-layout`
 */
export function refuseClasses(
  students: readonly Node[],
  where: string,
  slugs: readonly string[],
): void {
  const [only, second] = students;
  const isAlone = only !== undefined && second === undefined;
  if (isAlone && classIn(only, slugs) === undefined)
    return refuseClasses(foldersIn(only), where, slugs);
  const [first, ...others] = students.flatMap((top) => {
    const found = top.entry === undefined ? classIn(top, slugs) : undefined;
    return found === undefined ? [] : [{ ...found, top }];
  });
  if (first === undefined || 2 * (1 + others.length) <= students.length) return;
  if (others.length > 0 && areAttempts([first, ...others], slugs)) return;
  const path = [first.top.name, ...first.path].join("/");
  throw new LabError("submissions-layout", {
    what: `The folders in "${path}" hold the same lesson: they may be students, or attempts of one.`,
    where,
    remedy: isAlone
      ? `Name the folder above the students' folders, such as ${join(where, path)}; or, if it is one student's, add --student "${first.top.name}".`
      : "Give each student one folder, with the assignments in it, and put these side by side. If everything here is one student's, add --student and the name.",
  });
}

/**
 * Where all files lie in one folder, and are the same lesson under several names, they may be several
 * students': `Ada Byron - 00-start-here.ipynb`, `Ted_00-start-here.ipynb`, `ted.ipynb`.
 *
 * @throws LabError `submissions-layout`
 */
export function refuseFiles(
  students: readonly Node[],
  where: string,
  slugs: readonly string[],
): void {
  const [only, second] = students;
  if (only === undefined || second !== undefined) return;
  const inside = contents(only).filter(holdsWork);
  const [folder] = inside;
  if (folder !== undefined && inside.length === 1 && isFolder(folder))
    return refuseFiles(inside, where, slugs);
  const owners = new Map<string, Set<string>>();
  for (const file of inside.filter((node) => !isFolder(node))) {
    const { lesson = "", owner } = ownerOf(file, slugs);
    if (lesson !== "" && /\p{L}/u.test(owner))
      owners.set(lesson, (owners.get(lesson) ?? new Set()).add(owner));
  }
  if ([...owners.values()].every(({ size }) => size < 2)) return;
  throw new LabError("submissions-layout", {
    what: `The files in "${only.name}" are the same lesson under several names: they may be several students'.`,
    where,
    remedy: `Give each student a folder of the student's name; or, if they are one student's, add --student "${nameOf(only)}".`,
  });
}

/** The lesson of a file, and what is before it in the file's name, or in its place. */
function ownerOf(
  { name, entry }: Node,
  slugs: readonly string[],
): { lesson: string | undefined; owner: string } {
  const plain = plainName(name);
  const named = slugs.find((slug) => plain.includes(slug));
  if (named !== undefined)
    return { lesson: named, owner: plain.slice(0, plain.indexOf(named)).replace(COPY_OF, "") };
  const content = entry?.kind === "file" ? readPlainFile(entry.at) : undefined;
  const lesson = content?.status === "read" ? lessonIn(content.text, slugs) : undefined;
  const stem = plain.replace(/\.ipynb.*$/, "").replace(/(-copy)?[-(]*\d*\)?$/, "");
  return { lesson, owner: stem.replace(COPY_OF, "") };
}

/** What systems and people write before a copy's name. */
const COPY_OF =
  /^(?:copy[ -]of|kopie[ -]von|copia[ -]de|copie[ -]de|c[óo]pia[ -]de|my|old|new|final|backup|attempt|try|v)[ -]*/u;

/** Attempts are called the same for several students, who handed in the same lesson. */
function areAttempts(
  classes: readonly (Class & { top: Node })[],
  slugs: readonly string[],
): boolean {
  const lessons = classes.flatMap(({ top }) => [...lessonsNamedIn(top, slugs)]);
  const names = classes.flatMap(({ folders }) => folders.map(({ name }) => name));
  return new Set(lessons).size < lessons.length && 2 * new Set(names).size <= names.length;
}

/** @throws LabError `submissions-layout` for a copy of the lab itself */
export function refuseLab(top: Node, where: string): void {
  const has = (name: string): boolean => top.children.has(name);
  if (!has("notebooks") || !(has("solutions") || has("package.json"))) return;
  throw new LabError("submissions-layout", {
    what: "This is a copy of the lab, not a folder of submissions.",
    where,
    remedy:
      "Name the folder that holds a folder for each student; or, if it is one student's, add --student and the name.",
  });
}

/** @throws LabError `submissions-layout` for the folder that nbgrader keeps a course in */
export function refuseNbgrader(top: Node, where: string): void {
  const near = [top, ...top.children.values()].flatMap((one) => [one, one.children.get("inbound")]);
  if (near.some((one) => [...(one?.children.keys() ?? [])].some((name) => INBOUND.test(name)))) {
    throw new LabError("submissions-layout", {
      what: "This is what nbgrader's exchange takes in, where everybody may write under any name.",
      where,
      remedy:
        "Collect it with `nbgrader collect`, which sees whose each is, and name the folder `submitted`.",
    });
  }
  const has = (name: string): boolean => top.children.has(name);
  if (!has("submitted") || !OF_NBGRADER.some(has)) return;
  throw new LabError("submissions-layout", {
    what: "This is nbgrader's folder of a course, not a folder of submissions.",
    where,
    remedy: `Name the folder of submissions in it: ${join(where, "submitted")}.`,
  });
}

/** @throws LabError `submissions-layout` where nothing is anybody's, with what was seen */
export function refuseNothing(handIns: readonly unknown[], top: Node, where: string): void {
  if (handIns.length > 0) return;
  const names = [...top.children.keys()];
  const seen = names.slice(0, MOST_SEEN).map((name) => `"${name}"`);
  const more = names.length > seen.length ? ` and ${names.length - seen.length} more` : "";
  throw new LabError("submissions-layout", {
    what:
      seen.length === 0
        ? "There is nothing in this folder."
        : `There is no student's folder here, no download and no notebook, only ${seen.join(", ")}${more}.`,
    where,
    remedy:
      "Name the folder that holds a folder for each student, or a download of your LMS, as a folder or a zip.",
  });
}
