import { cellRole, comparable } from "./cell-role.ts";
import type { JsonObject } from "../base/json.ts";

/** As much of a cell as tells which one it is. Without a type it is code. */
interface SomeCell {
  id: string;
  metadata: JsonObject;
  source: string;
  cell_type?: string;
}

/** A cell of the learner's notebook, with the lesson's cell that it is; none for one of their own. */
export interface IdentifiedCell<C> {
  cell: C;
  lesson: string | undefined;
  /** Whether another cell is the lesson's, and this one a copy or a part of it. */
  isCopy: boolean;
  /** Whether nothing tells but the name that the cell declares. */
  isByName: boolean;
  /** Answers that have no cell of their own, and that this one declares, too: two cells were joined. */
  holds: string[];
}

/**
 * Finds out which of the learner's cells is which of the lesson's: by id, else by the exercise that
 * it answers or checks, else by its source, else, for an answer, by the name that it declares. Editors
 * give a copied, split or joined cell a new id and keep its metadata; some drop the metadata, the id or
 * both. Where an exercise has several answer cells, a copy belongs to the one that declares the same.
 *
 * @param versions the lesson's cells, in the versions that are known
 */
export function identify<C extends SomeCell>(
  mine: readonly C[],
  versions: readonly (readonly SomeCell[])[],
): IdentifiedCell<C>[] {
  const lesson = versions.flat();
  const known = new Set(lesson.map(({ id }) => id));
  const found = new Map<C, string>();
  const originals = new Map<string, C>();
  const take = (idOf: (cell: C) => string | undefined): void => {
    for (const cell of mine) {
      const id = found.has(cell) ? undefined : idOf(cell);
      if (id === undefined) continue;
      found.set(cell, id);
      if (!originals.has(id)) originals.set(id, cell);
    }
  };
  const isFree = ({ id }: SomeCell): boolean => !originals.has(id);
  take(({ id }) => (known.has(id) ? id : undefined));
  take((cell) => {
    const key = exerciseKey(cell);
    const same = key === undefined ? [] : lesson.filter((one) => exerciseKey(one) === key);
    const alike = same.filter((one) => declaresTheSame(cell, one));
    const original = alike.find(isFree) ?? same.find(isFree) ?? alike[0];
    return (original ?? (new Set(same.map(({ id }) => id)).size === 1 ? same[0] : undefined))?.id;
  });
  take((cell) => lesson.find((one) => isFree(one) && saysTheSame(one, cell))?.id);
  const answers = lesson.filter((one) => cellRole(one).role === "answer");
  const declaredBy = (cell: C, among: readonly SomeCell[]): SomeCell[] =>
    isCode(cell) ? among.filter((one) => declaresTheSame(cell, one)) : [];
  const marked = new Set(found.keys());
  take((cell) => {
    const same = declaredBy(cell, answers);
    return (same.find(isFree) ?? same[0])?.id;
  });
  const lost = answers.filter(isFree);
  return mine.map((cell) => {
    const id = found.get(cell);
    const given = lesson.filter((one) => one.id === id);
    const held = declaredBy(cell, lost).filter(
      (one) => !given.some((course) => declaresTheSame(course, one)),
    );
    return {
      cell,
      lesson: id,
      isCopy: id !== undefined && originals.get(id) !== cell,
      isByName: id !== undefined && !marked.has(cell),
      holds: [...new Set(held.map((one) => one.id))],
    };
  });
}

/**
 * The base under the ids of the new version: a cell that answers or checks the same exercise under a
 * new id is the same cell.
 */
export function renamed(base: readonly SomeCell[], next: readonly SomeCell[]): Map<string, string> {
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

function exerciseKey(cell: SomeCell): string | undefined {
  const { role, exercise } = cellRole(cell);
  return role === undefined || exercise === undefined ? undefined : `${role} ${exercise}`;
}

function isCode({ cell_type = "code" }: SomeCell): boolean {
  return cell_type === "code";
}

function saysTheSame(one: SomeCell, other: SomeCell): boolean {
  const source = comparable(one.source);
  return source !== "" && source === comparable(other.source) && isCode(one) === isCode(other);
}

const KINDS = String.raw`(?:const|let|var|(?:async )?function\*?|class)`;

/** The first name that a cell declares. */
export function declaredName(source: string): string | undefined {
  return new RegExp(String.raw`^${KINDS} (\w+)`, "m").exec(source)?.[1];
}

/** Whether the cell declares the name that the lesson's cell does. */
function declaresTheSame({ source }: SomeCell, lesson: SomeCell): boolean {
  const name = declaredName(lesson.source);
  return (
    name !== undefined && new RegExp(String.raw`^(?:export )?${KINDS} ${name}\b`, "m").test(source)
  );
}
