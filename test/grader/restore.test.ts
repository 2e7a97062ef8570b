import { describe, expect, it } from "vitest";
import { lessonNotebooks } from "../../lib/notebook/lesson.ts";
import type { Notebook } from "../../lib/notebook/notebook.ts";
import { readSubmitted, type SubmittedCell } from "../../lib/notebook/submitted-notebook.ts";
import { restore } from "../../lib/grader/restore.ts";

const SOURCE = `
// %% id="setup"
import { check, todo } from "mcp-lab";

// %% id="demo"
const shown = { count: 1 };

// %% id="demo-uses"
console.log(shown.count);

// %% id="unrelated"
const other = [1, 2];

// %% id="answer-1" exercise="01.1"
const first: number = todo();

// %% id="check-1" check="01.1"
await check("01.1", first);

// %% id="answer-2" exercise="01.2"
const second: number = todo();

// %% id="check-2" check="01.2"
await check("01.2", second);

// %% id="playground"
console.log("bye");
`;

const course: Notebook = lessonNotebooks(SOURCE, "test").learner;
const given: SubmittedCell[] = course.cells.filter((cell) => cell.cell_type === "code");

/** The given cells with some replaced, left out (undefined) or followed by others. */
function submitted(
  changes: Record<string, string | undefined>,
  own: SubmittedCell[] = [],
): SubmittedCell[] {
  const cells = given.flatMap((cell): SubmittedCell[] => {
    if (!(cell.id in changes)) return [cell];
    const source = changes[cell.id];
    return source === undefined ? [] : [{ ...cell, source }];
  });
  return [...cells.slice(0, 4), ...own, ...cells.slice(4)];
}

const own = (source: string): SubmittedCell => ({ id: "abcd", metadata: {}, source });
const codes = (notes: { code: string }[]): string[] => notes.map(({ code }) => code);

const cellOf = (id: string, source: string, newId: string = id): SubmittedCell => ({
  id: newId,
  metadata: given.find((cell) => cell.id === id)?.metadata ?? {},
  source,
});

const indexOf = (id: string): number => given.findIndex((cell) => cell.id === id);
const before = (id: string): SubmittedCell[] => given.slice(0, indexOf(id));
const behind = (id: string): SubmittedCell[] => given.slice(indexOf(id) + 1);

const isGiven = (id: string, source: string): boolean =>
  given.some((cell) => cell.id === id && cell.source === source);
const everyLine = (end: string) => (cell: SubmittedCell) => ({
  ...cell,
  source: `${cell.source.replaceAll("\n", end)}${end}`,
});

describe("a submission", () => {
  it("that was not touched is the course's own notebook, without a note", () => {
    const { cells, notes, untouched } = restore(course, given);
    expect(cells.map(({ source }) => source)).toEqual(given.map(({ source }) => source));
    expect(notes).toEqual([]);
    expect([...untouched]).toEqual(["01.1", "01.2"]);
  });

  it("keeps its answers, and gets every other cell from the course", () => {
    const mine = submitted({
      "answer-1": "const first = 7;",
      "check-1": "forged();",
      setup: undefined,
    });
    const { cells, notes, answers, untouched } = restore(course, mine);
    expect(cells.map(({ id }) => id)).toEqual(given.map(({ id }) => id));
    expect(cells.find(({ id }) => id === "check-1")?.source).toBe('await check("01.1", first);');
    expect(cells.find(({ id }) => id === "answer-1")).toMatchObject({
      source: "const first = 7;",
      owner: "answer",
    });
    expect(codes(notes)).toEqual(["cell-missing", "cell-changed"]);
    expect([answers.get("01.1"), [...untouched]]).toEqual(["const first = 7;", ["01.2"]]);
  });

  it("whose answer was deleted gets the given one back", () => {
    const { notes, answers, cells } = restore(course, submitted({ "answer-2": undefined }));
    expect([codes(notes), answers.get("01.2")]).toEqual([["answer-missing"], ""]);
    expect(cells.find(({ id }) => id === "answer-2")?.source).toContain("todo()");
  });

  it("whose answer was copied counts with the last copy that was changed", () => {
    const stub = given.find(({ id }) => id === "answer-1");
    const copy = {
      ...stub,
      id: "copy",
      metadata: stub?.metadata ?? {},
      source: "const first = 8;",
    };
    const { notes, answers, cells } = restore(course, submitted({}, [copy]));
    expect([codes(notes), answers.get("01.1")]).toEqual([["answer-duplicate"], "const first = 8;"]);
    expect(cells).toHaveLength(given.length);
  });

  it.each([
    ["upper", "split", "answer-1"],
    ["lower", "answer-1", "split"],
  ])("whose answer was split, with a new id for the %s half, runs both halves", (_, top, low) => {
    const halves = [
      cellOf("answer-1", "const six = 6;", top),
      cellOf("answer-1", "const first = six + 1;", low),
    ];
    const mine = [...before("answer-1"), ...halves, ...behind("answer-1")];
    const { cells, notes, answers, untouched } = restore(course, mine);
    expect(cells.map(({ source }) => source)).toEqual(mine.map(({ source }) => source));
    expect(cells.filter(({ exercise, isCheck }) => exercise === "01.1" && !isCheck)).toHaveLength(
      2,
    );
    expect(answers.get("01.1")).toBe("const six = 6;\n\nconst first = six + 1;");
    expect([codes(notes), [...untouched]]).toEqual([["answer-duplicate"], ["01.2"]]);
  });

  it("whose answer was copied below its check, for scratch, keeps the answer", () => {
    const answer = cellOf("answer-1", "const first = 7;");
    const scratch = cellOf("answer-1", "const first = 8;");
    const mine = [...before("answer-1"), answer, ...behind("answer-1").slice(0, 1), scratch];
    const all = [...mine, ...behind("check-1")];
    const { cells, answers } = restore(course, all);
    expect(cells.map(({ source }) => source)).toEqual(all.map(({ source }) => source));
    expect(answers.get("01.1")).toBe("const first = 7;");
    expect(cells.find(({ source }) => source === scratch.source)?.owner).toBe("learner");
  });

  it("whose answer is in a copy below its check, the given one untouched, has that answer", () => {
    const copy = cellOf("answer-1", "const first = 8;", "copy");
    const { answers, cells } = restore(course, [
      ...before("answer-2"),
      copy,
      ...given.slice(indexOf("answer-2")),
    ]);
    expect(answers.get("01.1")).toBe("const first = 8;");
    expect(cells.map(({ id }) => id)).toEqual(given.map(({ id }) => id));
  });

  it("whose editor dropped ids and metadata is put together by the names of its answers", () => {
    const bare = submitted({ "answer-1": "const first = 9;" }).map((cell, index) => ({
      ...cell,
      id: `c${index}`,
      metadata: {},
    }));
    const { answers, notes } = restore(course, bare);
    expect(answers.get("01.1")).toBe("const first = 9;");
    expect(codes(notes)).toEqual(["answer-by-name"]);
  });

  const [one, two] = ["const first = 7;", "const second = 8;"];
  const joined = `${one}\n\n${two}`;
  /** The given cells but for these, each of which has others in its place. */
  const withCells = (changes: Record<string, SubmittedCell[]>): SubmittedCell[] =>
    given.flatMap((cell) => changes[cell.id] ?? [cell]);
  const stub = given.slice(indexOf("answer-1"), indexOf("answer-1") + 1);
  const demo = given.find(({ id }) => id === "demo")?.source ?? "";

  it.each<[string, Record<string, SubmittedCell[]>, string[], string[]]>([
    [
      "two answers joined in the cell of the first",
      { "answer-1": [cellOf("answer-1", joined, "x")], "answer-2": [] },
      ["unrelated", joined, "check-1", "check-2", "playground"],
      [joined, joined],
    ],
    [
      "two answers joined in the cell of the second",
      { "answer-1": [cellOf("answer-2", joined)], "answer-2": [] },
      ["unrelated", joined, "check-1", "check-2", "playground"],
      [joined, joined],
    ],
    [
      "two answers joined in a cell without marks",
      { "answer-1": [own(joined)], "answer-2": [] },
      ["unrelated", joined, "check-1", "check-2", "playground"],
      [joined, joined],
    ],
    [
      "an answer joined to a cell of the course",
      { unrelated: [], "answer-1": [cellOf("unrelated", `other;\n${one}`)] },
      ["unrelated", `other;\n${one}`, "check-1", "answer-2", "check-2", "playground"],
      [`other;\n${one}`, ""],
    ],
    [
      "an answer below its stub, in a cell without marks",
      { "answer-1": [...stub, own(one)] },
      ["unrelated", one, "check-1", "answer-2", "check-2", "playground"],
      [one, ""],
    ],
    [
      "an answer below its check, in a cell without marks",
      { "check-1": [cellOf("check-1", 'await check("01.1", first);'), own(one)] },
      ["unrelated", "answer-1", "check-1", one, "answer-2", "check-2", "playground"],
      ["", ""],
    ],
    [
      "a cell of the course copied with its id and changed",
      { demo: [cellOf("demo", demo), cellOf("demo", "const mine = 2;")], "answer-1": [own(one)] },
      ["const mine = 2;", "demo-uses", "unrelated", one, "check-1", "answer-2"],
      [one, ""],
    ],
    [
      "a check copied",
      {
        "answer-1": [cellOf("answer-1", one)],
        "check-1": [...given.slice(5, 6), ...given.slice(5, 6)],
      },
      ["unrelated", one, "check-1", "answer-2", "check-2", "playground"],
      [one, ""],
    ],
    [
      "a check deleted",
      { "answer-1": [cellOf("answer-1", one)], "check-1": [] },
      ["unrelated", one, "check-1", "answer-2", "check-2", "playground"],
      [one, ""],
    ],
    [
      "an answer and its check moved to the end",
      {
        "answer-1": [],
        "check-1": [],
        playground: [cellOf("answer-1", one), ...given.slice(5, 6)],
      },
      ["unrelated", one, "check-1", "answer-2", "check-2", "playground"],
      [one, ""],
    ],
  ])("with %s runs as the notebook does", (_, changes, expected, answered) => {
    const { cells, answers, untouched } = restore(course, withCells(changes));
    const ran = cells.map(({ id, source }) => (isGiven(id, source) ? id : source));
    const begin = ran.indexOf(expected[0] ?? "");
    expect(ran.slice(begin, begin + expected.length)).toEqual(expected);
    const ids = ["01.1", "01.2"];
    const asked = ["const first: number = todo();", "const second: number = todo();"];
    expect(ids.map((id) => answers.get(id))).toEqual(
      answered.map((answer, index) => answer || asked[index]),
    );
    expect([...untouched]).toEqual(ids.filter((_id, index) => answered[index] === ""));
  });

  it.each<[string, (cell: SubmittedCell, index: number) => object, string[]]>([
    ["wrote Windows' line ends", everyLine("\r\n"), []],
    ["wrote old Macs' line ends", everyLine("\r"), []],
    ["left blanks at the ends of lines", everyLine(" \t\n"), []],
    ["added lines at the end", (cell) => ({ ...cell, source: `${cell.source}\n\n` }), []],
    ["dropped ids", (cell) => ({ ...cell, id: undefined }), []],
    ["wrote empty ids", (cell) => ({ ...cell, id: "" }), []],
    ["wrote ids of its own", (cell, index) => ({ ...cell, id: `x${index}` }), []],
    ["wrote one id for all", (cell) => ({ ...cell, id: "same" }), []],
    ["dropped metadata", (cell) => ({ ...cell, metadata: {} }), []],
    [
      "dropped ids and metadata, and wrote Windows' line ends",
      (cell) => ({ ...everyLine("\r\n")(cell), id: null, metadata: null }),
      ["answer-by-name"],
    ],
  ])("whose editor %s has nothing said against it", (_, edit, said) => {
    const mine = submitted({ "answer-1": "const six = 6;\nconst first = six + 1;" });
    const cells = mine.map((cell, index) => ({ cell_type: "code", ...edit(cell, index) }));
    const read = readSubmitted(JSON.stringify({ nbformat: 4, metadata: {}, cells }));
    if (read.status === "refused") throw new Error(read.reason.sentence);
    const { notes, answers, untouched } = restore(course, read.cells);
    expect(codes(notes)).toEqual(said);
    expect(answers.get("01.1")?.split(/\s*\n/).slice(0, 2)).toEqual([
      "const six = 6;",
      "const first = six + 1;",
    ]);
    expect([...untouched]).toEqual(["01.2"]);
  });

  it("keeps cells of the learner's own where they were", () => {
    const { cells, notes } = restore(course, submitted({}, [own("const mine = 1;")]));
    const at = cells.findIndex(({ owner }) => owner === "learner");
    expect([cells[at - 1]?.id, cells[at + 1]?.id]).toEqual(["unrelated", "answer-1"]);
    expect(codes(notes)).toEqual(["own-cells"]);
  });
});
