import {
  archiveStem,
  isLabsCopy,
  isNamedNotebook,
  isOfSystem,
  isUnreadArchive,
} from "./file-kinds.ts";
import type { Entry } from "./walk.ts";

/** A folder, a zip or a file, with what lies in it by name. */
export interface Node {
  name: string;
  /** Of a file, a zip, and a folder that is not looked into. */
  entry?: Entry;
  children: Map<string, Node>;
}

/** The entries as a tree, so that a folder can be asked what lies in it. */
export function treeOf(entries: readonly Entry[]): Node {
  const root: Node = { name: "", children: new Map() };
  for (const entry of entries) {
    let node = root;
    for (const name of entry.names) {
      const next = node.children.get(name) ?? { name, children: new Map() };
      node.children.set(name, next);
      node = next;
    }
    node.entry = entry;
  }
  return root;
}

/** What lies directly in a folder and is nobody's furniture. */
export function contents(node: Node): Node[] {
  return [...node.children.values()].filter(({ name }) => !isOfSystem(name));
}

/** Whether this may be, or hold, something that was handed in as a notebook. */
export function holdsWork(node: Node): boolean {
  if (node.children.size > 0) return contents(node).some(holdsWork);
  if (node.entry === undefined || node.entry.kind === "tools") return false;
  return (
    isNamedNotebook(node.name) || isUnreadArchive(node.name) || node.entry.kind === "unreadable"
  );
}

export function isFolder(node: Node): boolean {
  return node.entry === undefined || node.entry.kind === "zip";
}

/** What a folder or an archive is called, without an archive's ending. */
export function nameOf({ name, entry }: Node): string {
  return entry === undefined ? name : archiveStem(name);
}

/** A file's name in small letters, with the hyphens that an editor or a system wrote in another way. */
export function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_]+|%20/gu, "-");
}

/** The lessons whose notebooks lie somewhere in a folder, by their names. */
export function lessonsNamedIn(node: Node, slugs: readonly string[]): Set<string> {
  if (!isFolder(node)) {
    const isNotebook = isNamedNotebook(node.name) && !isLabsCopy(node.name);
    return new Set(slugs.filter((one) => isNotebook && plainName(node.name).includes(one)));
  }
  return new Set(contents(node).flatMap((child) => [...lessonsNamedIn(child, slugs)]));
}
