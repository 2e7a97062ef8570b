import { identify, renamed } from "../identify.ts";
import type { Notebook } from "../notebook.ts";
import { type Cell, FreshIds } from "./cells.ts";
import { type Change, mergeCell, type MergedCell } from "./merge-cell.ts";

/** The three versions of a lesson's notebook. */
export interface NotebookVersions {
  /** As it was given when the learner began; undefined when that is not known. */
  base?: Notebook | undefined;
  mine: Notebook;
  next: Notebook;
  /** The generator's checksum of a source; a browser has another way to make it than Node. */
  checksumOf: (source: string) => string;
}

/** A merged notebook, and the ids of the cells of which there is something to say. */
export interface MergedNotebook {
  notebook: Notebook;
  changes: Record<Exclude<Change, "same">, string[]>;
}

/**
 * Brings a new version of a lesson into a learner's notebook, cell by cell. Nothing that the learner
 * wrote is lost: an edited cell stays as it is, or is right below the lesson's where both changed
 * it; cells of their own stay behind the cell that they followed; outputs stay where a cell still
 * says the same. Merging the same version twice changes nothing more.
 */
export function mergeNotebook({ base, mine, next, checksumOf }: NotebookVersions): MergedNotebook {
  const names = renamed(base?.cells ?? [], next.cells);
  const asNow = (cell: Cell): Cell =>
    Object.assign({}, cell, { id: names.get(cell.id) ?? cell.id });
  const given = base?.cells.map(asNow);
  const identified = identify(mine.cells.map(asNow), [given ?? [], next.cells]);
  const held = new Set(identified.flatMap(({ holds }) => holds));
  // A copy is the learner's own.
  const cells = identified.map(({ cell, lesson, isCopy }) => ({
    cell,
    lesson: isCopy ? undefined : lesson,
  }));
  const ids = new FreshIds([...mine.cells, ...next.cells, ...(given ?? [])].map(({ id }) => id));
  const added = next.cells.filter(({ id }) => !held.has(id));
  const merged = mergeCells({ given, mine: cells, next: added, checksumOf }, ids);
  const order = mergeOrder(
    given?.map(({ id }) => id),
    cells.flatMap(({ lesson }) => lesson ?? []),
    next.cells.map(({ id }) => id),
  );
  return {
    notebook: {
      metadata: { ...mine.metadata, ...next.metadata },
      cells: arrange(order, cells, merged, ids),
    },
    changes: changesIn(merged),
  };
}

type Merged = Map<string, MergedCell>;

/** A cell of the learner's notebook, with the lesson's cell that it is; none for one of their own. */
interface MyCell {
  cell: Cell;
  lesson: string | undefined;
}

interface CellVersions extends Pick<NotebookVersions, "checksumOf"> {
  given: readonly Cell[] | undefined;
  mine: readonly MyCell[];
  next: readonly Cell[];
}

function mergeCells({ given, mine, next, checksumOf }: CellVersions, ids: FreshIds): Merged {
  const [before, after] = [byId(given ?? []), byId(next)];
  const own = new Map(
    mine.flatMap(({ lesson, cell }) => (lesson ? [[lesson, cell] as const] : [])),
  );
  return new Map(
    [...new Set([...after.keys(), ...own.keys()])].map((id) => {
      const versions = { base: before.get(id), mine: own.get(id), next: after.get(id) };
      return [id, mergeCell({ ...versions, hasBase: given !== undefined, checksumOf }, ids)];
    }),
  );
}

function byId(cells: readonly Cell[]): Map<string, Cell> {
  return new Map(cells.map((cell) => [cell.id, cell]));
}

/** Puts the lesson's cells in order, and behind each one what followed it in the learner's notebook. */
function arrange(
  order: readonly string[],
  mine: readonly MyCell[],
  merged: Merged,
  ids: FreshIds,
): Cell[] {
  const present = new Set(order.filter((id) => (merged.get(id)?.cells.length ?? 0) > 0));
  const following = new Map<string | undefined, Cell[]>();
  const used = new Set(order);
  let anchor: string | undefined;
  for (const { cell, lesson } of mine) {
    if (lesson !== undefined && present.has(lesson)) {
      anchor = lesson;
      continue;
    }
    const kept =
      lesson === undefined ? [withFreeId(cell, used, ids)] : (merged.get(lesson)?.cells ?? []);
    following.set(anchor, [...(following.get(anchor) ?? []), ...kept]);
  }
  return [
    ...(following.get(undefined) ?? []),
    ...order.flatMap((id) => [...(merged.get(id)?.cells ?? []), ...(following.get(id) ?? [])]),
  ];
}

/** A copy that kept the id of the cell that it was copied from gets one of its own. */
function withFreeId(cell: Cell, used: Set<string>, ids: FreshIds): Cell {
  const id = used.has(cell.id) ? ids.from(cell.id, "copy") : cell.id;
  used.add(id);
  return { ...cell, id };
}

function changesIn(merged: Merged): MergedNotebook["changes"] {
  const of = (change: Change): string[] =>
    [...merged].filter(([, one]) => one.change === change).map(([id]) => id);
  return {
    added: of("added"),
    changed: of("changed"),
    removed: of("removed"),
    conflict: of("conflict"),
    orphaned: of("orphaned"),
  };
}

/**
 * The order of the lesson's cells in the merged notebook: the learner's, as long as the lesson itself
 * moved nothing; else the new version's. New cells come behind the one that they follow in it.
 *
 * @param base undefined when it is not known
 * @param next every cell of the new version
 */
function mergeOrder(
  base: readonly string[] | undefined,
  mine: readonly string[],
  next: readonly string[],
): string[] {
  if (base === undefined || !isSameOrder(base, next)) return [...next];
  const inNext = new Set(next);
  const merged = mine.filter((id) => inNext.has(id));
  for (const [index, id] of next.entries()) {
    if (merged.includes(id)) continue;
    const before = next.slice(0, index).findLast((earlier) => merged.includes(earlier));
    merged.splice(before === undefined ? 0 : merged.indexOf(before) + 1, 0, id);
  }
  return merged;
}

/** Whether what both have is in the same order. */
function isSameOrder(one: readonly string[], other: readonly string[]): boolean {
  const inOne = new Set(one);
  const inOther = new Set(other);
  const common = other.filter((id) => inOne.has(id));
  return one.filter((id) => inOther.has(id)).every((id, index) => id === common[index]);
}
