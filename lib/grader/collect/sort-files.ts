import type { Reason } from "../report.ts";
import {
  holdsNotebook,
  isCheckpoint,
  isLabsCopy,
  isNamedNotebook,
  isOfSystem,
  isPerhapsNotebook,
  isUnreadArchive,
} from "./file-kinds.ts";
import type { HandIn } from "./layout.ts";
import { isBlackboardNote } from "./layouts/blackboard.ts";
import type { Claim } from "./layouts/claim.ts";
import { readPlainFile } from "./read-file.ts";
import { REFUSED, uncounted } from "./reasons.ts";
import type { Node } from "./tree.ts";
import type { Entry } from "./walk.ts";

/** A file of a hand-in, and what it is there. */
export interface Sorted {
  entry: Entry;
  claim: Claim;
  /** What the folder, or the file, is called that the hand-in is. */
  called: string;
  /** What the student called it. */
  name: string;
  /** What was handed in together has the same. */
  unit: string;
  kind: "notebook" | "other";
  /** Why it does not count, whatever it holds. */
  reason?: Reason;
  /** Why it cannot be graded; where there is a reason too, only if nothing else was handed in. */
  refused?: Reason;
}

/** Every file of a hand-in, with what it is. */
export function sortFiles({ claim, depth, node, isByHand }: HandIn, root: Node): Sorted[] {
  return leaves(node).map((entry) => {
    const inner = entry.names.slice(depth);
    const name = inner.at(-1) ?? claim.file ?? entry.names.at(-1) ?? "";
    const stamp = isByHand === true ? timeStamp(entry.names, depth, root) : undefined;
    const together = claim.students.length === 0 ? depth : Math.max(0, depth - 1);
    const unit = [entry.names.slice(0, together), claim.students, stamp?.folder];
    const common = {
      entry,
      claim: stamp === undefined ? claim : { ...claim, submittedAt: stamp.time },
      called: node.name,
      name,
      unit: JSON.stringify(unit),
    };
    const reason = uncountedFor(entry, inner, name, root);
    if (reason !== undefined) {
      const isCopy = reason.code === "labs-copy" || reason.code === "checkpoint";
      return {
        ...common,
        kind: "other",
        reason,
        ...(isCopy ? { refused: REFUSED.onlyACopy } : {}),
      };
    }
    const refused = refusalOf(entry);
    if (refused === undefined)
      return { ...common, kind: isNotebook(entry, name) ? "notebook" : "other" };
    return { ...common, kind: isAnyKind(entry, name) ? "notebook" : "other", refused };
  });
}

/** What is never somebody's work. */
function uncountedFor(
  entry: Entry,
  inner: readonly string[],
  name: string,
  root: Node,
): Reason | undefined {
  if (entry.kind === "zip") return uncounted("unpacked");
  if (entry.kind === "tools") return uncounted("tools");
  if (inner.includes(".ipynb_checkpoints") || isCheckpoint(name)) return uncounted("checkpoint");
  if (isBlackboardNote(entry.names.at(-1) ?? "")) return uncounted("system");
  // Sakai puts the instructor's own files there.
  if (inner.some((one) => isOfSystem(one) || one === "Feedback Attachment(s)"))
    return uncounted("system");
  if (isLabsCopy(name)) return uncounted("labs-copy");
  return isLabsSolution(entry.names, entry.names.length - inner.length, root)
    ? uncounted("labs-solution")
    : undefined;
}

function refusalOf({ kind, fault }: Entry): Reason | undefined {
  if (kind === "broken")
    return { code: "zip-not-read", sentence: `This zip was not unpacked. ${fault ?? ""}`.trim() };
  return kind === "file" || kind === "zip" || kind === "tools" ? undefined : REFUSED[kind];
}

/** What cannot be read was handed in as a notebook where its name says so, or it may hold one. */
function isAnyKind({ kind }: Entry, name: string): boolean {
  return isNamedNotebook(name) || isUnreadArchive(name) || kind === "unreadable";
}

function isNotebook({ at }: Entry, name: string): boolean {
  if (/\.ipynb$/i.test(name)) return true;
  if (!isPerhapsNotebook(name)) return false;
  const content = readPlainFile(at);
  return content.status === "read" && holdsNotebook(content.text);
}

/** Whether a file lies below a folder `solutions` that has the lab's other parts in it or beside it. */
function isLabsSolution(names: readonly string[], from: number, root: Node): boolean {
  let node: Node | undefined = root;
  for (const [at, name] of names.slice(0, -1).entries()) {
    const folder: Node | undefined = node?.children.get(name);
    if (at >= from - 1 && name.toLowerCase() === "solutions") {
      const parts = [...(folder?.children.keys() ?? [])];
      const isLabs = ["notebooks", "lib", "package.json"].some((one) => node?.children.has(one));
      if (isLabs || parts.some((one) => /^\d\d-.*\.ts$/.test(one))) return true;
    }
    node = folder;
  }
  return false;
}

/** When nbgrader took in what lies in a folder: the outermost such file, and none that a student packed. */
function timeStamp(
  names: readonly string[],
  depth: number,
  root: Node,
): { folder: string; time: string } | undefined {
  let node: Node | undefined = root;
  for (const [at, name] of names.slice(0, -1).entries()) {
    node = node?.children.get(name);
    if (at + 1 >= depth && node?.entry?.kind === "zip") return undefined;
    const file = at + 1 < depth ? undefined : node?.children.get("timestamp.txt")?.entry;
    const content = file?.kind === "file" ? readPlainFile(file.at, 10_000) : undefined;
    const time = content?.status === "read" ? timeIn(content.text) : undefined;
    if (time !== undefined) return { folder: names.slice(0, at + 1).join("/"), time };
  }
  return undefined;
}

/** nbgrader writes `2015-02-02 15:58:23.948203 UTC`; a zone that is not UTC nor an offset is not read. */
function timeIn(text: string): string | undefined {
  const written = text
    .trim()
    .replace(/^(\d{4}-\d\d-\d\d) /, "$1T")
    .replace(/ UTC$/, "Z");
  if (!/(Z|[+-]\d\d:?\d\d)$/.test(written)) return undefined;
  const time = Date.parse(written.replace(/(\.\d{3})\d+/, "$1").replace(" ", ""));
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

function leaves(node: Node): Entry[] {
  const own = node.entry === undefined ? [] : [node.entry];
  return [...own, ...[...node.children.values()].flatMap(leaves)];
}
