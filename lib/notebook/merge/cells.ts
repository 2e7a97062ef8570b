import type { JsonObject } from "../../base/json.ts";
import { comparable } from "../cell-role.ts";
import type { Notebook } from "../notebook.ts";

/** A cell of a notebook. */
export type Cell = Notebook["cells"][number];

/** Whether two cells say the same, whatever they printed. */
export function saysTheSame(one: Cell, other: Cell): boolean {
  return one.cell_type === other.cell_type && comparable(one.source) === comparable(other.source);
}

/** The metadata without what the lesson's generator wrote: how a person's own cell carries it. */
export function ownMetadata({ metadata }: Cell): JsonObject {
  const { mcp_lab: _lab, deletable: _deletable, editable: _editable, ...own } = metadata;
  return own;
}

/** The lesson's cell, with what it printed for the learner where that is still true of it. */
export function withMyOutputs(lesson: Cell, mine: Cell): Cell {
  const metadata = { ...ownMetadata(mine), ...lesson.metadata };
  const isSame = saysTheSame(lesson, mine);
  if (!isSame || lesson.cell_type !== "code" || mine.cell_type !== "code") {
    return { ...lesson, metadata };
  }
  const { outputs, execution_count } = mine;
  return { ...lesson, metadata, outputs, execution_count };
}

/** Hands out cell ids (nbformat 4.5: 1 to 64 characters) that no other cell has. */
export class FreshIds {
  #used: Set<string>;

  constructor(used: Iterable<string>) {
    this.#used = new Set(used);
  }

  /** An id made from this one. */
  from(id: string, suffix: string): string {
    const stem = id.slice(0, 48);
    let fresh = `${stem}-${suffix}`;
    for (let number = 2; this.#used.has(fresh); number += 1) fresh = `${stem}-${suffix}-${number}`;
    this.#used.add(fresh);
    return fresh;
  }
}
