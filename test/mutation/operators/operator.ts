import type { Node, Span } from "oxc-parser";

/** A change of a source text: what is from `start` to `end` is replaced by `text`. */
export interface Edit extends Span {
  text: string;
}

/** A place in an answer's syntax tree. */
interface Site {
  node: Node;
  parent: Node | undefined;
  /** The source text of a node. */
  textOf: (node: Span) => string;
}

/** One kind of mistake: the edits that make it at a place, none where it cannot be made. */
export type Operator = (site: Site) => Edit[];

/** The edit that puts another text in a node's place. */
export function replace({ start, end }: Span, text: string): Edit {
  return { start, end, text };
}

/** The edit that takes one entry out of a list that is separated by commas. */
export function withoutEntry(list: readonly Span[], index: number): Edit[] {
  const entry = list[index];
  if (entry === undefined) return [];
  const next = list[index + 1];
  if (next !== undefined) return [{ start: entry.start, end: next.start, text: "" }];
  return [{ start: list[index - 1]?.end ?? entry.start, end: entry.end, text: "" }];
}
