import { join } from "node:path";
import { LabError } from "../../base/lab-error.ts";
import { contents, holdsWork, isFolder, lessonsNamedIn, nameOf, type Node } from "./tree.ts";

/** The lab's folders that hold notebooks. */
const LAB_FOLDERS = new Set(["notebooks", "solutions"]);
/** What lies beside `submitted` in nbgrader's folder of a course. */
const OF_NBGRADER = ["source", "release", "autograded", "gradebook.db", "nbgrader_config.py"];
/** How many names a refusal quotes. */
const MOST_SEEN = 5;

/** Whether something is called like a part of the lab, or like a lesson: no student is. */
export function isOfLab(node: Node, slugs: readonly string[]): boolean {
  const name = nameOf(node).toLowerCase();
  return LAB_FOLDERS.has(name) || slugs.includes(name);
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
