import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { runJudged } from "../../lib/cli/rehearse.ts";
import { startHere } from "../../lib/exercises/manifest/00-start-here.ts";
import { gradeSubmission } from "../../lib/grader/pipeline.ts";
import { RememberingConverter } from "../../lib/notebook/remembering-converter.ts";
import { lessonNotebooks } from "../../lib/notebook/lesson.ts";
import { startNode } from "../../lib/notebook/node-process.ts";
import { type Notebook, readNotebook } from "../../lib/notebook/notebook.ts";
import { rehearsalEnvironment } from "../../lib/notebook/rehearsal-environment.ts";
import { PROJECT } from "../cli/temporary-project.ts";
import { contextWith } from "./outside-of-any-sandbox.ts";

type Cell = Notebook["cells"][number];

const SOURCE = join(PROJECT, "solutions", "00-start-here.ts");
const whole = lessonNotebooks(readFileSync(SOURCE, "utf8"), SOURCE);
/** What is left of the lesson: a demonstration or two, the answers and their checks. */
const short = ({ cells, metadata }: Notebook): Notebook => ({
  metadata,
  cells: cells.filter(({ id }) => /^(setup|which-mode|answer-.*|check-.*)$/.test(id)),
});
const [learner, solved] = [short(whole.learner), short(whole.solved)];
const folder = mkdtempSync(join(tmpdir(), "as-in-the-notebook-"));
const cwd = join(PROJECT, "notebooks");
const converter = new RememberingConverter(startNode, cwd);
const context = contextWith(converter, cwd);

afterAll(async () => {
  await converter.close();
  rmSync(folder, { recursive: true, force: true });
});

const cellOf = (id: string, { cells }: Notebook = solved): Cell => {
  const cell = cells.find((one) => one.id === id);
  if (cell === undefined) throw new Error(`the lesson has no cell ${id}`);
  return cell;
};
const first = cellOf("answer-00-1");
const second = cellOf("answer-00-2");
const third = cellOf("answer-00-3");

/** The solved notebook with other cells in the place of some. */
const withCells = (changes: Record<string, object[]>): object[] =>
  solved.cells.flatMap((cell): object[] => changes[cell.id] ?? [cell]);

const halves = (upper: string, lower: string): object[] => [
  { ...third, id: upper, source: "const hello = (name: string): string => `Hello, ${name}!`;" },
  { ...third, id: lower, source: third.source.replace("`Hello, ${name}!`", "hello(name)") },
];
const scratch = (id: string): object => ({
  ...first,
  id,
  source: first.source.replaceAll('"huggingface"', '"crm"'),
});
const join2 = (...cells: Cell[]): string => cells.map(({ source }) => source).join("\n\n");
const demo = cellOf("which-mode");
const setup = cellOf("setup");

const check1 = cellOf("check-00-1");
const bare = (cell: Cell): object => ({ ...cell, id: `own-${cell.id}`, metadata: {} });
const ALL = startHere.exercises.flatMap(({ checks }) => checks.map(({ id }) => id)).toSorted();

/** Notebooks as editors and people leave them, each with several shapes, and the checks that pass. */
const shapes: [what: string, cells: object[], passed: string[]][] = [
  [
    "with one answer split, another copied below its check with its id, one below its stub",
    withCells({
      [third.id]: halves(third.id, "x"),
      "check-00-1": [check1, scratch(first.id)],
      [second.id]: [cellOf(second.id, learner), bare(second)],
    }),
    ALL,
  ],
  [
    "with two answers joined, one split with a new id for its upper half, a changed copy of the setup",
    withCells({
      [setup.id]: [setup, { ...setup, source: `${setup.source}\nconst hub = "huggingface";` }],
      [first.id]: [
        { ...first, source: join2(first, second).replace('"huggingface",', "hub,"), id: "x" },
      ],
      [second.id]: [],
      [third.id]: halves("y", third.id),
    }),
    ALL,
  ],
  [
    "with an answer joined to the cell above it, one that was prose for a while, a check copied",
    withCells({
      [demo.id]: [],
      [first.id]: [{ ...demo, source: join2(demo, first) }],
      "check-00-1": [check1, check1],
      [second.id]: [bare(second)],
      [third.id]: halves(third.id, third.id),
    }),
    ALL,
  ],
  [
    "with a wrong copy above the check, one answer that is prose, one only below its check",
    withCells({
      [first.id]: [first, scratch("x")],
      [second.id]: [{ ...second, cell_type: "markdown" }],
      [third.id]: [cellOf(third.id, learner)],
      "check-00-3": [cellOf("check-00-3"), bare(third)],
    }),
    ["00.1.answered-by", "00.1.tool"],
  ],
];

/** The checks that pass at least once. */
const passing = (all: readonly { verdicts: readonly { check: string; status: string }[] }[]) =>
  [
    ...new Set(
      all.flatMap(({ verdicts }) =>
        verdicts.filter(({ status }) => status === "pass").map(({ check }) => check),
      ),
    ),
  ].toSorted();

it.each(shapes)(
  "a notebook %s has the grade that its own checks say",
  async (what, cells, passed) => {
    const path = join(folder, "00-start-here.ipynb");
    writeFileSync(path, JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells }));
    const notebook = readNotebook(readFileSync(path), path);
    const run = await runJudged({ notebook, cwd }, { env: rehearsalEnvironment, converter });
    const submission = { path, lesson: startHere, course: learner, isAlone: true };
    const grading = await gradeSubmission(submission, context);
    const exercises = grading.status === "done" ? grading.graded.exercises : [];
    expect({ what, run: passing(run.exercises), grade: passing(exercises) }).toEqual({
      what,
      run: passed,
      grade: passed,
    });
  },
);
