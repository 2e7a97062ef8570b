import { type Part, partsOf } from "./cell-parts.ts";
import type { RestoredCell } from "./restore.ts";

/** A cell of a run. */
export interface CellToRun extends RestoredCell {
  /** What is executed of `source`; the rest is compiled for the types that other cells use. */
  executed: string;
  /** The run leaves nothing out. */
  isWhole: boolean;
}

/** The session beyond what stays the same: its trace and its systems are as the cells before left them. */
const SESSION = /\blab\b(?!\s*\.\s*(?:model|mode|hub\s*\.\s*url)\b)/;

/**
 * What a grade can depend on, in its order: everything a learner wrote up to the last check cell, the
 * check cells, and of the course's demonstrations the statements that declare, or may have changed, a
 * value that is used there. Those of which types alone are used are not executed. The others are left
 * out, which saves most of a run. Nothing is, where a learner's cell asks for more of the session.
 */
export function cellsToRun(cells: readonly RestoredCell[]): CellToRun[] {
  if (cells.some(({ source, owner }) => owner !== "course" && SESSION.test(source))) {
    return wholeCells(cells);
  }
  const lastCheck = cells.findLastIndex(({ isCheck }) => isCheck);
  const candidates = cells.slice(0, lastCheck + 1);
  const parts = candidates.flatMap((cell, at) => partsOf(cell).map((part) => ({ ...part, at })));
  const own = parts.filter(({ at }) => isOwn(candidates[at]));
  const declaredAt = firstCells(parts);
  const executed = grown(
    own,
    parts,
    (part, { uses, at }) =>
      touches(part, uses.values, declaredAt) ||
      // What is executed of a cell is compiled without the rest of it, for which others have types.
      (part.at === at && declares(part, uses.types)),
  );
  const compiled = grown([...executed], parts, (part, other) => {
    const { types, values } = other.uses;
    return declares(part, types) || (!executed.has(other) && declares(part, values));
  });
  return candidates.flatMap((cell, at) => {
    const all = parts.filter((part) => part.at === at);
    const here = all.filter((part) => compiled.has(part));
    if (here.length === 0) return [];
    const isRun = here.some((part) => executed.has(part));
    const run = here.filter((part) => isRun && (part.isStill || executed.has(part)));
    const textOf = (some: readonly Part[]): string =>
      // A cell of which nothing is left out stays as it is.
      some.length === all.length ? cell.source : some.map(({ text }) => text).join("\n");
    return [{ ...cell, source: textOf(here), executed: textOf(run), isWhole: false }];
  });
}

/** All of it up to the last check cell, as the learner's kernel runs it. */
export function wholeCells(cells: readonly RestoredCell[]): CellToRun[] {
  const lastCheck = cells.findLastIndex(({ isCheck }) => isCheck);
  return cells
    .slice(0, lastCheck + 1)
    .map((cell) => ({ ...cell, executed: cell.source, isWhole: true }));
}

function isOwn(cell: RestoredCell | undefined): boolean {
  return cell !== undefined && (cell.owner !== "course" || cell.isCheck);
}

/** A part and its cell's position. */
type PlacedPart = Part & { at: number };

/** These parts, each part before that one of them needs, and what that one needs. */
function grown(
  start: readonly PlacedPart[],
  parts: readonly PlacedPart[],
  isNeeded: (part: PlacedPart, other: PlacedPart) => boolean,
): Set<PlacedPart> {
  const needed = new Set(start);
  // A set's iteration reaches what is added on the way.
  for (const other of needed) {
    for (const part of parts) {
      // In a cell of its own a function may be used before it is declared.
      if (part.at <= other.at && isNeeded(part, other)) needed.add(part);
    }
  }
  return needed;
}

/** By each name of a value the first cell that declares it. */
function firstCells(parts: readonly PlacedPart[]): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  for (const { at, values } of parts) {
    for (const name of values) if (!first.has(name)) first.set(name, at);
  }
  return first;
}

/** Whether a part declares one of the used names, or has to do with one that names a value. */
function touches(
  part: PlacedPart,
  used: ReadonlySet<string>,
  declaredAt: ReadonlyMap<string, number>,
): boolean {
  if (declares(part, used)) return true;
  return [...part.uses.values].some(
    (name) => used.has(name) && (declaredAt.get(name) ?? Infinity) <= part.at,
  );
}

function declares({ fixed, values }: Part, used: ReadonlySet<string>): boolean {
  return [...fixed, ...values].some((name) => used.has(name));
}
