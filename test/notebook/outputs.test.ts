import { describe, expect, it } from "vitest";
import type { Notebook } from "../../lib/notebook/notebook.ts";
import { lessonNotebooks } from "../../lib/notebook/lesson.ts";
import {
  changedAnswers,
  nodeOfOutputs,
  withoutOutputs,
  withOutputs,
} from "../../lib/notebook/outputs.ts";

const source = `// %% [markdown] id="welcome"
// # Title
// %% id="answer" exercise="01.1"
// BEGIN SOLUTION
const answer: number = 1;
// END SOLUTION
// %% id="check" check="01.1"
console.log(answer);
`;

const { learner, solved } = lessonNotebooks(source, "lesson.ts");
const output = { output_type: "stream" as const, name: "stdout" as const, text: "1\n" };
const cells = [
  { id: "answer", status: "ok" as const, ms: 1, outputs: [] },
  { id: "check", status: "ok" as const, ms: 1, outputs: [output] },
];

function edited(notebook: Notebook, id: string): Notebook {
  const change = <C extends { id: string; source: string }>(cell: C): C =>
    cell.id === id ? { ...cell, source: `${cell.source} // mine` } : cell;
  return { ...notebook, cells: notebook.cells.map(change) };
}

describe("a solved notebook's outputs", () => {
  const executed = withOutputs(solved, cells, "20");

  it("are in the cells that made them, which are counted from 1", () => {
    expect(
      executed.cells.map(
        (cell) => cell.cell_type === "code" && [cell.execution_count, cell.outputs],
      ),
    ).toEqual([false, [1, []], [2, [output]]]);
  });

  it("name the Node that made them, and come off again without a trace", () => {
    expect(nodeOfOutputs(executed)).toBe("20");
    expect(withoutOutputs(executed)).toEqual(solved);
  });
});

describe("a learner's notebook", () => {
  it("has no changed answer as it was generated", () => {
    expect(changedAnswers(learner)).toEqual([]);
  });

  it("names the answer cells that were edited, and no others", () => {
    expect(changedAnswers(edited(learner, "answer"))).toEqual(["answer"]);
    expect(changedAnswers(edited(learner, "check"))).toEqual([]);
  });

  it("has its check cells locked", () => {
    expect(learner.cells.find((cell) => cell.id === "check")?.metadata).toMatchObject({
      deletable: false,
      editable: false,
    });
  });
});
