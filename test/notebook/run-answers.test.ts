import { describe, expect, test } from "vitest";
import type { Json } from "../../lib/base/json.ts";
import type { OnAnswer } from "../../lib/notebook/executor.ts";
import { cellRunner, printed } from "./run-cells.ts";

const runCells = cellRunner();

const EXAMINE = [
  "async function check(exercise: string, answer: (n: number) => number) {",
  "  const examiner = (globalThis as any)[Symbol.for('mcp-lab.examiner')];",
  "  const { pipe, result } = examiner.examine(exercise);",
  "  pipe.receive((message: any) => pipe.send({ returned: answer(message.argument) }));",
  "  return result;",
  "}",
].join("\n");

/** Calls the answer with 20 and resolves with what it returned, as a judging side would. */
const callWithTwenty: OnAnswer = (exercise, pipe) =>
  new Promise((resolve) => {
    pipe.receive((message: Json) => resolve({ exercise, message }));
    pipe.send({ argument: 20 });
  });

describe("an answer", () => {
  test("is driven over a pipe of its own, and the cell gets the result", async () => {
    const both = "await Promise.all([check('01.2', (n) => n + 1), check('01.3', (n) => n * 2)]);";
    const run = await runCells([EXAMINE, both], { onAnswer: callWithTwenty });
    expect(printed(run, 1).replaceAll(/\s+/g, " ")).toBe(
      "[ { exercise: '01.2', message: { returned: 21 } }, { exercise: '01.3', message: { returned: 40 } } ] ",
    );
  });

  test("that the notebook does not wait for is driven to its end", async () => {
    const results: Json[] = [];
    const run = await runCells([EXAMINE, "void check('01.2', (n) => n + 1);"], {
      onAnswer: async (exercise, pipe, cell) => {
        await new Promise((resolve) => setTimeout(resolve, 500));
        const result = await callWithTwenty(exercise, pipe, cell);
        results.push(result);
        return result;
      },
    });
    expect(run.ok).toBe(true);
    expect(results).toEqual([{ exercise: "01.2", message: { returned: 21 } }]);
  });

  test("whose judging fails gets that error", async () => {
    const run = await runCells([EXAMINE, "await check('09.9', (n) => n);"], {
      onAnswer: () => Promise.reject(new RangeError("There is no exercise 09.9.")),
    });
    expect(run.cells[1]).toMatchObject({ status: "error" });
    expect(printed(run, 1)).toBe("[Error [RangeError]: There is no exercise 09.9.]\n");
  });

  test("whose cell ends the process closes its pipe", async () => {
    let wasClosed: Promise<string> | undefined;
    const run = await runCells([EXAMINE, "await check('01.2', (n) => process.exit(0));"], {
      onAnswer: (_exercise, pipe) => {
        pipe.send({ argument: 1 });
        wasClosed = pipe.closed.then(() => "closed");
        return wasClosed;
      },
    });
    expect(run.stopped).toBe("process-ended");
    expect(await wasClosed).toBe("closed");
  });
});
