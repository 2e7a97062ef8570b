import { checksumOf } from "../notebook/lesson.ts";
import type { JsonObject, Notebook } from "../notebook/notebook.ts";
import type { SubmittedCell } from "./read/read-notebook.ts";
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
 * from the course, by id, whatever the submission holds in its place; a deleted one is added again.
 * Cells that the learner added stay where they were: answers may rest on what they declare, and a
 * right answer must not fail for it. They can do no more than an answer could.
 */
export function restore(course: Notebook, submitted: readonly SubmittedCell[]): Restored {
  const notes: Reason[] = [];
  const template = course.cells.filter((cell) => cell.cell_type === "code");
  const chosen = new Map<string, SubmittedCell>();
  const taken = new Set<SubmittedCell>();
  const answers = new Map<string, string>();
  const touched = new Set<string>();
  for (const cell of template) {
    const { role, exercise } = labOf(cell.metadata);
    const mine = submitted.filter((other) => isMeant(cell, other, template));
    for (const one of mine) taken.add(one);
    if (role !== "answer" || exercise === undefined) {
      notes.push(...courseCellNotes(cell.id, cell.source, mine));
      continue;
    }
    const answer = answerAmong(cell, mine) ?? byName(cell, submitted, taken, notes);
    if (answer === undefined) {
      notes.push(
        note(
          "answer-missing",
          `The answer cell of ${exercise} is not there; the given one stands in for it.`,
        ),
      );
      if (!answers.has(exercise)) answers.set(exercise, "");
      continue;
    }
    taken.add(answer);
    chosen.set(cell.id, answer);
    // An exercise may have its answer in several cells.
    answers.set(
      exercise,
      [answers.get(exercise) ?? "", answer.source].filter(Boolean).join("\n\n"),
    );
    if (checksumOf(answer.source) !== checksumOf(cell.source)) touched.add(exercise);
    if (mine.length > 1) {
      notes.push(
        note(
          "answer-duplicate",
          `There are ${mine.length} answer cells of ${exercise}; the last one that was changed counts.`,
        ),
      );
    }
  }
  const own = ownCells(template, submitted, taken, chosen, notes);
  const cells = template.flatMap((cell): RestoredCell[] => {
    const { role, exercise } = labOf(cell.metadata);
    const answer = chosen.get(cell.id);
    return [
      {
        id: cell.id,
        source: answer?.source ?? cell.source,
        owner: answer === undefined ? "course" : "answer",
        isCheck: role === "check",
        ...(exercise === undefined ? {} : { exercise }),
      },
      ...(own.get(cell.id) ?? []),
    ];
  });
  const untouched = new Set([...answers.keys()].filter((exercise) => !touched.has(exercise)));
  return { cells: [...(own.get("") ?? []), ...cells], answers, untouched, notes };
}

interface Lab {
  role?: unknown;
  exercise?: string;
}

/** What the course wrote into a cell's metadata. */
function labOf(metadata: JsonObject): Lab {
  const lab = metadata.mcp_lab;
  if (typeof lab !== "object" || lab === null || Array.isArray(lab)) return {};
  return {
    role: lab.role,
    ...(typeof lab.exercise === "string" ? { exercise: lab.exercise } : {}),
  };
}

/**
 * Editors give a new id to a copied cell and keep its metadata; some drop the metadata and keep the
 * id. Where an exercise has several answer cells, a copy belongs to the one that declares the same.
 */
function isMeant(
  cell: SubmittedCell,
  other: SubmittedCell,
  template: readonly SubmittedCell[],
): boolean {
  if (other.id === cell.id) return true;
  if (template.some(({ id }) => id === other.id) || !hasSameMarks(cell, other)) return false;
  const name = declaredName(cell.source);
  const isOnly = template.filter((one) => hasSameMarks(cell, one)).length === 1;
  return isOnly || (name !== undefined && declares(other.source, name));
}

function hasSameMarks(cell: SubmittedCell, other: SubmittedCell): boolean {
  const [wanted, found] = [labOf(cell.metadata), labOf(other.metadata)];
  return (
    wanted.role !== undefined && wanted.role === found.role && wanted.exercise === found.exercise
  );
}

/** The first name that a cell declares. */
function declaredName(source: string): string | undefined {
  return /^(?:const|let|var|(?:async )?function\*?|class) (\w+)/m.exec(source)?.[1];
}

function declares(source: string, name: string): boolean {
  const kinds = String.raw`(?:const|let|var|(?:async )?function\*?|class)`;
  return new RegExp(String.raw`^(?:export )?${kinds} ${name}\b`, "m").test(source);
}

function answerAmong(
  stub: SubmittedCell,
  candidates: readonly SubmittedCell[],
): SubmittedCell | undefined {
  const changed = candidates.filter(({ source }) => source.trim() !== stub.source.trim());
  return changed.at(-1) ?? candidates[0];
}

/** Where neither id nor metadata were kept: the last cell that declares what the answer cell declares. */
function byName(
  stub: SubmittedCell,
  submitted: readonly SubmittedCell[],
  taken: ReadonlySet<SubmittedCell>,
  notes: Reason[],
): SubmittedCell | undefined {
  const name = declaredName(stub.source);
  if (name === undefined) return undefined;
  const found = submitted.findLast((cell) => !taken.has(cell) && declares(cell.source, name));
  if (found !== undefined) {
    const { exercise } = labOf(stub.metadata);
    notes.push(
      note(
        "answer-by-name",
        `The answer cell of ${exercise} has lost its marks; it was found by the name ${name}.`,
      ),
    );
  }
  return found;
}

function courseCellNotes(id: string, source: string, found: readonly SubmittedCell[]): Reason[] {
  if (found.length === 0) {
    return [note("cell-missing", `The course's cell "${id}" was deleted; it was put back.`)];
  }
  const changed = found.some((cell) => checksumOf(cell.source) !== checksumOf(source));
  return [
    ...(changed
      ? [note("cell-changed", `The course's cell "${id}" was changed; the course's own was run.`)]
      : []),
    ...(found.length > 1
      ? [
          note(
            "cell-duplicate",
            `The course's cell "${id}" is there ${found.length} times; it was run once.`,
          ),
        ]
      : []),
  ];
}

/** The cells that the learner added, by the id of the course's cell that each follows; "" for none. */
function ownCells(
  template: readonly SubmittedCell[],
  submitted: readonly SubmittedCell[],
  taken: ReadonlySet<SubmittedCell>,
  chosen: ReadonlyMap<string, SubmittedCell>,
  notes: Reason[],
): Map<string, RestoredCell[]> {
  const own = new Map<string, RestoredCell[]>();
  const answerIds = new Map([...chosen].map(([id, cell]) => [cell, id]));
  const ids = new Set(template.map(({ id }) => id));
  let after = "";
  let count = 0;
  for (const cell of submitted) {
    const place = answerIds.get(cell) ?? (ids.has(cell.id) ? cell.id : undefined);
    if (place !== undefined) after = place;
    if (taken.has(cell) || cell.source.trim() === "") continue;
    count += 1;
    if (count > MAX_OWN_CELLS) continue;
    const restored = {
      id: `own-${count}`,
      source: cell.source,
      owner: "learner",
      isCheck: false,
    } as const;
    own.set(after, [...(own.get(after) ?? []), restored]);
  }
  if (count > 0) {
    const rest = count > MAX_OWN_CELLS ? `; the first ${MAX_OWN_CELLS} of them are run` : "";
    notes.push(
      note(
        "own-cells",
        `${count === 1 ? "One cell was" : `${count} cells were`} added by the learner${rest}.`,
      ),
    );
  }
  return own;
}

function note(code: string, sentence: string): Reason {
  return { code, sentence };
}
