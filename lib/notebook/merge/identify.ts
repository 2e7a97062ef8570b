import { cellRole } from "../cell-role.ts";
import { type Cell, saysTheSame } from "./cells.ts";

/** A cell of the learner's notebook, with the lesson's cell that it is; none for one of their own. */
export interface IdentifiedCell {
  cell: Cell;
  lesson: string | undefined;
}

/**
 * Finds out which of the learner's cells is which of the lesson's: by id, else by the exercise that
 * it answers or checks, else by its source. A lesson's cell is found once; its copies are the
 * learner's own.
 *
 * @param versions the lesson's cells, in the versions that are known
 */
export function identify(
  mine: readonly Cell[],
  versions: readonly (readonly Cell[])[],
): IdentifiedCell[] {
  const lesson = versions.flat();
  const known = new Set(lesson.map(({ id }) => id));
  const found = new Map<Cell, string>();
  const taken = new Set<string>();
  const take = (cell: Cell, id: string | undefined): void => {
    if (id === undefined || taken.has(id) || found.has(cell)) return;
    found.set(cell, id);
    taken.add(id);
  };
  for (const cell of mine) take(cell, known.has(cell.id) ? cell.id : undefined);
  const free = (isIt: (candidate: Cell) => boolean): string | undefined =>
    lesson.find((candidate) => !taken.has(candidate.id) && isIt(candidate))?.id;
  for (const cell of mine) {
    if (exerciseKey(cell) !== undefined) {
      take(
        cell,
        free((candidate) => exerciseKey(candidate) === exerciseKey(cell)),
      );
    }
  }
  for (const cell of mine) {
    if (cell.source.trim() !== "")
      take(
        cell,
        free((candidate) => saysTheSame(candidate, cell)),
      );
  }
  return mine.map((cell) => ({ cell, lesson: found.get(cell) }));
}

/**
 * The base under the ids of the new version: a cell that answers or checks the same exercise under a
 * new id is the same cell.
 */
export function renamed(base: readonly Cell[], next: readonly Cell[]): Map<string, string> {
  const before = new Set(base.map(({ id }) => id));
  const after = new Set(next.map(({ id }) => id));
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const cell of base) {
    const key = exerciseKey(cell);
    if (key === undefined || after.has(cell.id)) continue;
    const successor = next.find(
      (candidate) =>
        !before.has(candidate.id) && !taken.has(candidate.id) && exerciseKey(candidate) === key,
    );
    if (successor === undefined) continue;
    names.set(cell.id, successor.id);
    taken.add(successor.id);
  }
  return names;
}

function exerciseKey(cell: Cell): string | undefined {
  const { role, exercise } = cellRole(cell);
  return role === undefined || exercise === undefined ? undefined : `${role} ${exercise}`;
}
