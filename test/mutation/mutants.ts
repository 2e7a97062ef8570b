import { type Node, parseSync } from "oxc-parser";
import type { ReferenceAnswer } from "./lesson.ts";
import type { Edit } from "./operators/operator.ts";
import { operators } from "./operators/operators.ts";
import { childrenOf } from "./syntax.ts";

/** A reference answer with one mistake in it. */
export interface Mutant {
  exercise: string;
  operator: string;
  /**
   * Names the mutant among those of its exercise, and stays the same while other lines change: the
   * operator, the line before and after, and a number where two would be called the same.
   */
  name: string;
  /** The whole answer. */
  source: string;
}

/** Every answer that is one mistake away from this one, always in the same order. */
export function mutantsOf({ exercise, source }: ReferenceAnswer): Mutant[] {
  const { program } = parseSync("answer.ts", source);
  const seen = new Set([source]);
  const counts = new Map<string, number>();
  return sitesIn(program, undefined).flatMap(({ node, parent }) =>
    Object.entries(operators).flatMap(([operator, edits]) =>
      edits({ node, parent, textOf: ({ start, end }) => source.slice(start, end) }).flatMap(
        (edit): Mutant[] => {
          const mutated = source.slice(0, edit.start) + edit.text + source.slice(edit.end);
          if (seen.has(mutated) || parseSync("answer.ts", mutated).errors.length > 0) return [];
          seen.add(mutated);
          const change = `${operator}: ${changeIn(source, edit)}`;
          const count = (counts.get(change) ?? 0) + 1;
          counts.set(change, count);
          const name = count === 1 ? change : `${change} (${count})`;
          return [{ exercise, operator, name, source: mutated }];
        },
      ),
    ),
  );
}

function sitesIn(node: Node, parent: Node | undefined): { node: Node; parent: Node | undefined }[] {
  return [{ node, parent }, ...childrenOf(node).flatMap((child) => sitesIn(child, node))];
}

/** The lines that an edit touches, before and after, with spaces folded. */
function changeIn(source: string, { start, end, text }: Edit): string {
  const first = source.lastIndexOf("\n", start - 1) + 1;
  const next = source.indexOf("\n", end);
  const last = next < 0 ? source.length : next;
  const before = source.slice(first, last);
  const after = source.slice(first, start) + text + source.slice(end, last);
  return `${folded(before)} → ${folded(after)}`;
}

function folded(text: string): string {
  const short = text.replace(/\s+/g, " ").trim();
  return short.length > 160 ? `${short.slice(0, 110)} … ${short.slice(-45)}` : short;
}
