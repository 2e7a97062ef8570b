import { cellRole, comparable } from "../notebook/cell-role.ts";
import { declaredName, identify, type IdentifiedCell } from "../notebook/identify.ts";
import type { Notebook } from "../notebook/notebook.ts";
import type { SubmittedCell } from "../notebook/submitted-notebook.ts";
import type { Reason } from "./report.ts";

/** A code cell that is to run, and whose it is. */
export interface RestoredCell {
  id: string;
  source: string;
  owner: "course" | "answer" | "learner";
  /** The exercise that an answer or a check cell belongs to. */
  exercise?: string;
  /** True for the cell that hands the exercise's answer over. */
  isCheck: boolean;
}

/** A submission put together again. */
export interface Restored {
  cells: RestoredCell[];
  /** The learner's source of each exercise's answer; empty where it was deleted. */
  answers: Map<string, string>;
  /** Exercises whose answer is still as it was given. */
  untouched: Set<string>;
  notes: Reason[];
}

/** More cells of a learner's own than this are not run. */
const MAX_OWN_CELLS = 200;

/**
 * Puts the course's own cells around the learner's answers. Every cell that is not an answer comes
 * from the course, whatever the submission holds in its place; a deleted one is added again. Cells
 * that the learner added stay where they were: answers may rest on what they declare, and a right
 * answer must not fail for it. They can do no more than an answer could.
 */
export function restore(course: Notebook, submitted: readonly SubmittedCell[]): Restored {
  const notes: Reason[] = [];
  const template = course.cells.filter((cell) => cell.cell_type === "code");
  const identified = identify(submitted, [template]);
  const answers = new Map<string, string>();
  const touched = new Set<string>();
  const chosenSources = new Map<string, string>();
  const placed: Placed = { anchors: new Map(), beside: new Map() };
  /** Cells that run in the place of an answer, and answers that such a cell holds beside its own. */
  const [answering, joined] = [new Set<SubmittedCell>(), new Set<string>()];
  for (const cell of template) {
    const { role, exercise } = cellRole(cell);
    const found = identified.filter(({ lesson }) => lesson === cell.id);
    if (role !== "answer" || exercise === undefined) {
      const others = found.filter((one) => !answering.has(one.cell));
      notes.push(...placeCourseCell(cell, others, placed));
      continue;
    }
    const check = template.find((one) => isCheckOf(one, exercise));
    const checkAt = identified.findIndex(({ lesson, isCopy }) => lesson === check?.id && !isCopy);
    const isBefore = (one: Mine): boolean => checkAt < 0 || identified.indexOf(one) < checkAt;
    const isScratch = (one: Mine): boolean => one.isByName && one.isCopy && !isBefore(one);
    for (const one of found.filter(isScratch)) placed.beside.set(one.cell, undefined);
    const holders = identified.filter(({ holds }) => holds.includes(cell.id));
    const mine = [...found.filter((one) => !isScratch(one)), ...holders];
    const { chosen, counted, beside } = answerAmong(cell, mine, isBefore);
    notes.push(...answerNotes(exercise, cell, mine, beside.length));
    // An exercise may have its answer in several cells.
    const sources = [answers.get(exercise) ?? "", ...counted.map(({ source }) => source)];
    answers.set(exercise, sources.filter(Boolean).join("\n\n"));
    if (chosen === undefined) continue;
    if (answering.has(chosen) || placed.beside.has(chosen)) joined.add(cell.id);
    else {
      answering.add(chosen);
      placed.anchors.set(chosen, cell.id);
      chosenSources.set(cell.id, chosen.source);
    }
    for (const one of beside) {
      if (answering.has(one)) continue;
      placed.beside.set(one, counted.includes(one) ? exercise : undefined);
    }
    if (counted.some(({ source }) => comparable(source) !== comparable(cell.source))) {
      touched.add(exercise);
    }
  }
  const own = ownCells(identified, placed, notes);
  const cells = template.flatMap((cell): RestoredCell[] => {
    if (joined.has(cell.id)) return own.get(cell.id) ?? [];
    const { role, exercise } = cellRole(cell);
    const source = chosenSources.get(cell.id);
    return [
      {
        id: cell.id,
        source: source ?? cell.source,
        owner: source === undefined ? "course" : "answer",
        isCheck: role === "check",
        ...(exercise === undefined ? {} : { exercise }),
      },
      ...(own.get(cell.id) ?? []),
    ];
  });
  const untouched = new Set([...answers.keys()].filter((exercise) => !touched.has(exercise)));
  return { cells: [...(own.get("") ?? []), ...cells], answers, untouched, notes };
}

type Mine = IdentifiedCell<SubmittedCell>;

/** Where the learner's cells go. */
interface Placed {
  /** The cells in whose place a cell of the course's runs, or which run in its place; with its id. */
  anchors: Map<SubmittedCell, string>;
  /** Other answer cells, which run where they are, with the exercise if they are part of its answer. */
  beside: Map<SubmittedCell, string | undefined>;
}

function isCheckOf(cell: SubmittedCell, exercise: string): boolean {
  const lab = cellRole(cell);
  return lab.role === "check" && lab.exercise === exercise;
}

/**
 * Of an answer cell and its copies or parts, those that were changed run where they are, as in the
 * notebook: the check sees what was written above it. One takes the place of the course's cell.
 */
function answerAmong(
  stub: SubmittedCell,
  mine: readonly Mine[],
  isBeforeCheck: (one: Mine) => boolean,
): { chosen: SubmittedCell | undefined; counted: SubmittedCell[]; beside: SubmittedCell[] } {
  const changed = mine.filter((one) => !saysTheSame(one, stub));
  const above = changed.filter(isBeforeCheck);
  const last = changed.length > 0 ? changed.slice(-1) : mine.slice(0, 1);
  const counting = above.length > 0 ? above : last;
  const chosen = (counting.find(({ isCopy }) => !isCopy) ?? counting.at(-1))?.cell;
  const beside = changed.map(({ cell }) => cell).filter((cell) => cell !== chosen);
  return { chosen, counted: counting.map(({ cell }) => cell), beside };
}

function answerNotes(
  exercise: string,
  stub: SubmittedCell,
  mine: readonly Mine[],
  beside: number,
): Reason[] {
  if (mine.length === 0) {
    const sentence = `The answer cell of ${exercise} is not there; the given one is used.`;
    return [note("answer-missing", sentence)];
  }
  const counts =
    beside === 0
      ? "the last one that was changed counts"
      : "those that were changed run where they are";
  const notes: Reason[] = [];
  if (mine.some(({ isByName, isCopy }) => isByName && !isCopy)) {
    const sentence = `The answer cell of ${exercise} has lost its marks; it was found by the name ${declaredName(stub.source)}.`;
    notes.push(note("answer-by-name", sentence));
  }
  if (mine.length > 1) {
    const sentence = `There are ${mine.length} answer cells of ${exercise}; ${counts}.`;
    notes.push(note("answer-duplicate", sentence));
  }
  return notes;
}

/** A copy of it that was changed is the learner's own, and runs where it is. */
function placeCourseCell(course: SubmittedCell, found: readonly Mine[], placed: Placed): Reason[] {
  const cell = `The course's cell "${course.id}"`;
  const same = found.filter((one) => saysTheSame(one, course));
  const original = same[0] ?? found[0];
  if (original === undefined) {
    return [note("cell-missing", `${cell} was deleted; it was put back.`)];
  }
  placed.anchors.set(original.cell, course.id);
  for (const one of found) {
    if (one !== original && !same.includes(one)) placed.beside.set(one.cell, undefined);
  }
  if (same.length === 0) {
    return [note("cell-changed", `${cell} was changed; the course's own was run.`)];
  }
  if (same.length === 1) return [];
  return [note("cell-duplicate", `${cell} is there ${same.length} times; it was run once.`)];
}

function saysTheSame({ cell }: Mine, other: SubmittedCell): boolean {
  return comparable(cell.source) === comparable(other.source);
}

/** The cells that run where they were, by the id of the course's cell that each follows; "" for none. */
function ownCells(
  identified: readonly Mine[],
  { anchors, beside }: Placed,
  notes: Reason[],
): Map<string, RestoredCell[]> {
  const own = new Map<string, RestoredCell[]>();
  let after = "";
  let count = 0;
  let added = 0;
  for (const { cell, lesson } of identified) {
    after = anchors.get(cell) ?? after;
    const isRun = lesson === undefined || beside.has(cell);
    if (!isRun || cell.source.trim() === "") continue;
    const exercise = beside.get(cell);
    count += 1;
    if (exercise === undefined) added += 1;
    if (count > MAX_OWN_CELLS) continue;
    const restored: RestoredCell = {
      id: `own-${count}`,
      source: cell.source,
      owner: exercise === undefined ? "learner" : "answer",
      isCheck: false,
      ...(exercise === undefined ? {} : { exercise }),
    };
    own.set(after, [...(own.get(after) ?? []), restored]);
  }
  if (added > 0) {
    const rest = count > MAX_OWN_CELLS ? `; the first ${MAX_OWN_CELLS} of them are run` : "";
    const cells = added === 1 ? "One cell was" : `${added} cells were`;
    notes.push(note("own-cells", `${cells} added by the learner${rest}.`));
  }
  return own;
}

function note(code: string, sentence: string): Reason {
  return { code, sentence };
}
