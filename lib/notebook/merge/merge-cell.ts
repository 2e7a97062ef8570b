import { cellRole } from "../cell-role.ts";
import { type Cell, type FreshIds, ownMetadata, saysTheSame, withMyOutputs } from "./cells.ts";

/** One cell of the lesson, in up to three versions. */
export interface Versions {
  /** As it was given; undefined when it was not there, or when that is not known. */
  base: Cell | undefined;
  mine: Cell | undefined;
  next: Cell | undefined;
  /** Whether the base is known at all. */
  hasBase: boolean;
  /** The generator's checksum of a source. */
  checksumOf: (source: string) => string;
}

/** What has become of a cell: nothing to speak of, or what the learner is told. */
export type Change = "same" | "added" | "changed" | "removed" | "conflict" | "orphaned";

/** What is in the place of a cell: the lesson's, and what is kept of the learner's below it. */
export interface MergedCell {
  cells: Cell[];
  change: Change;
}

/**
 * Merges one cell. What the learner changed is in the result in every case: as the cell, or below it
 * where the lesson changed it too, or in its place where the lesson dropped it.
 */
export function mergeCell(versions: Versions, ids: FreshIds): MergedCell {
  const { mine, next } = versions;
  if (mine === undefined) return next === undefined ? gone : addedCell(versions, next);
  if (next === undefined) return droppedCell(versions, mine, ids);
  if (saysTheSame(mine, next)) return { cells: [withMyOutputs(next, mine)], change: "same" };
  if (!changedByMe(versions, mine)) {
    return { cells: [withMyOutputs(next, mine)], change: "changed" };
  }
  const isLocked = cellRole(next).role === "check";
  if (!isLocked && !changedByLesson(versions, mine, next)) {
    const metadata = withMyOutputs(next, mine).metadata;
    return { cells: [{ ...mine, id: next.id, metadata }], change: "same" };
  }
  if (mine.source.trim() === "") return { cells: [next], change: "changed" };
  return {
    cells: [withMyOutputs(next, mine), ...keptBelow(mine, CHANGED, ids)],
    change: "conflict",
  };
}

const gone: MergedCell = { cells: [], change: "same" };

/** What the learner deleted stays away, unless the lesson changed it or cannot do without it. */
function addedCell({ base }: Versions, next: Cell): MergedCell {
  const isNeeded = cellRole(next).role !== undefined;
  if (base !== undefined && saysTheSame(base, next) && !isNeeded) return gone;
  return { cells: [next], change: "added" };
}

function droppedCell(versions: Versions, mine: Cell, ids: FreshIds): MergedCell {
  if (!changedByMe(versions, mine) || mine.source.trim() === "")
    return { ...gone, change: "removed" };
  return { cells: keptBelow(mine, DROPPED, ids), change: "orphaned" };
}

/** Without a base the generator's checksum tells; a cell without one counts as changed. */
function changedByMe({ base, hasBase, checksumOf }: Versions, mine: Cell): boolean {
  if (base !== undefined) return !saysTheSame(mine, base);
  const { checksum } = cellRole(mine);
  if (checksum !== undefined) return checksum !== checksumOf(mine.source);
  // What a lesson says in prose it may say again; code that differs may be the learner's.
  return hasBase || mine.cell_type === "code";
}

function changedByLesson({ base, checksumOf }: Versions, mine: Cell, next: Cell): boolean {
  if (base !== undefined) return !saysTheSame(base, next);
  const { checksum } = cellRole(mine);
  return checksum === undefined || checksum !== checksumOf(next.source);
}

const CHANGED =
  "**The lesson has changed the cell above.** Below is your version, as you left it. Take over what " +
  "you need, then delete this note.";
const DROPPED = "**The lesson no longer has the cell below.** It is kept because you changed it.";

function keptBelow(mine: Cell, note: string, ids: FreshIds): Cell[] {
  return [
    { cell_type: "markdown", id: ids.from(mine.id, "note"), metadata: {}, source: note },
    { ...mine, id: ids.from(mine.id, "mine"), metadata: ownMetadata(mine) },
  ];
}
