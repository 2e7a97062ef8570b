import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startNode } from "../../lib/notebook/node-process.ts";
import { type CellRun, type NotebookRun, runNotebook } from "../../lib/notebook/run.ts";
import { slowness } from "../slowness.ts";
import { cellRunner, notebookFolder, printed, writeCells } from "./run-cells.ts";

const runCells = cellRunner();

/** Many times what a cell takes here that ends; what does not end takes all of it. */
const LIMIT_MS = 2_000 * slowness();

function statuses(run: NotebookRun): string[] {
  return run.cells.map((cell) => cell.status);
}

describe("a notebook of working and failing cells", () => {
  let run: NotebookRun;
  const called: CellRun[] = [];
  beforeAll(async () => {
    const cells = [
      "const one: number = 1;\nconsole.log('printed');\none + 1;",
      "throw new Error('boom');",
      "const two: string = 2;",
      "console.error('still here');",
      "import { newDisplay } from 'tslab';\nconst box = newDisplay();\nbox.text('first');",
      "box.html('<b>second</b>');",
      "setTimeout(() => console.log('late'), 300);\n'scheduled';",
      "await new Promise((resolve) => setTimeout(resolve, 1500));",
      "Object.keys(process.env).includes('HOME');",
      "process.env.GIVEN;",
      "Object.keys(require.cache).filter((file) => /typescript\\.js$|zeromq/.test(file)).length;",
      "typeof globalThis[Symbol.for('mcp-lab.examiner')];",
      "process.stdout.write('x'.repeat(1_500_000));",
      "import { display } from 'tslab';\ndisplay.text('y'.repeat(1_500_000));\nconsole.log('lost');",
      "for (;;) if (Date.now() > 0) break;\n'after the flood';",
    ];
    run = await runCells(cells, { env: { GIVEN: "given" }, onCell: (cell) => called.push(cell) });
  });

  test("prints output and the last value", () => {
    expect(run.cells[0]?.outputs).toEqual([
      { output_type: "stream", name: "stdout", text: "printed\n2\n" },
    ]);
  });

  test("runs every cell, also behind a failing one", () => {
    expect(statuses(run)).toEqual(["ok", "error", "error", ...Array(12).fill("ok")]);
    expect(run.ok).toBe(false);
    expect(run.stopped).toBeUndefined();
    expect(printed(run, 1)).toContain("Error: boom");
    expect(printed(run, 2)).toMatch(/^1:7 - Type 'number' is not assignable to type 'string'/);
    expect(printed(run, 3)).toBe("still here\n");
  });

  test("tells each cell as it ends, in order, with its id", () => {
    expect(called.map((cell) => cell.id)).toEqual(run.cells.map((cell) => cell.id));
    expect(called[0]).toBe(run.cells[0]);
  });

  test("updates a display in place, in the cell that drew it", () => {
    const data = { "text/html": "<b>second</b>" };
    expect(run.cells[4]?.outputs).toEqual([{ output_type: "display_data", data, metadata: {} }]);
    expect(run.cells[5]?.outputs).toEqual([]);
  });

  test("gives late output of a finished cell to the one that runs", () => {
    expect(printed(run, 6)).toBe("scheduled\n");
    expect(printed(run, 7)).toBe("late\n");
  });

  test("passes on no environment but what it was given", () => {
    expect(printed(run, 8)).toBe("false\n");
    expect(printed(run, 9)).toBe("given\n");
  });

  test("loads neither the compiler nor ZeroMQ where cells run", () => {
    expect(printed(run, 10)).toBe("0\n");
  });

  test("has no examiner unless answers are asked for", () => {
    expect(printed(run, 11)).toBe("undefined\n");
  });

  test("cuts output that is too long, says so, and goes on with the next cell", () => {
    const note = "\n[Cut: this cell's output is longer than 1000000 characters.]\n";
    expect(printed(run, 12)).toBe("x".repeat(1_000_000) + note);
    expect(printed(run, 13)).toBe(note);
    expect(printed(run, 14)).toBe("after the flood\n");
  });
});

test("a notebook whose cells all work is ok", async () => {
  const run = await runCells(["1;", "", "// nothing"]);
  expect(run).toMatchObject({ ok: true, cells: [{ id: "c0" }, { id: "c1" }, { id: "c2" }] });
});

describe("a cell that puts an end to the run", () => {
  const rows = [
    {
      name: "loops for ever",
      source: "console.log('before');\nwhile (true);",
      says: /^before\nThis cell took longer than [\d.]+ s to end and was stopped\.\n$/,
      stopped: "time-limit",
    },
    {
      name: "waits for ever",
      source: "console.log('before');\nawait new Promise(() => {});",
      says: /^before\nThis cell took longer than [\d.]+ s to end and was stopped\.\n$/,
      stopped: "time-limit",
    },
    {
      name: "ends the process",
      source: "console.log('before');\nprocess.exit(3);",
      says: /^before\nThe notebook's process ended with exit code 3 before this cell was done\.\n$/,
      stopped: "process-ended",
    },
    {
      name: "kills the process",
      source: "process.kill(process.pid, 'SIGKILL');\nawait new Promise(() => {});",
      says: /^The notebook's process ended by signal SIGKILL before this cell was done\.\n$/,
      stopped: "process-ended",
    },
    {
      name: "writes on the line to the parent",
      source: "require('fs').writeSync(3, 'nonsense\\n');\nawait new Promise(() => {});",
      says: /^The notebook's process ended with a message that is not the lab's before/,
      stopped: "process-ended",
    },
    {
      name: "sends the parent a message of the wrong shape",
      source:
        "require('fs').writeSync(3, JSON.stringify({ channel: 'run', text: '{\"type\":\"done\"}' }) + '\\n');\nawait new Promise(() => {});",
      says: /^The notebook's process ended with a message that is not the lab's before/,
      stopped: "process-ended",
    },
  ];

  test.each(rows)("because it $name", async ({ source, says, stopped }) => {
    const limits = stopped === "time-limit" ? { cellTimeoutMs: LIMIT_MS } : {};
    const run = await runCells(["'ran';", source, "'never';", "'never';"], limits);
    expect(statuses(run)).toEqual(["ok", "error", "not-run", "not-run"]);
    expect(printed(run, 1)).toMatch(says);
    expect(run).toMatchObject({ ok: false, stopped });
    expect(run.cells.slice(2).flatMap((cell) => cell.outputs)).toEqual([]);
  });

  test("because the process ends between two cells", async () => {
    const wait = "await new Promise((resolve) => setTimeout(resolve, 20_000));";
    const run = await runCells(["setTimeout(() => process.exit(0), 1);", wait, "'never';"]);
    expect(statuses(run)).toEqual(["ok", "error", "not-run"]);
    expect(printed(run, 1)).toContain("ended with exit code 0");
  });

  test("because the notebook's time is over", async () => {
    const run = await runCells(["while (true);", "1;"], { totalTimeoutMs: 3_000 });
    expect(statuses(run)).toEqual(["error", "not-run"]);
    expect(printed(run, 0)).toBe("The notebook took longer than 3 s and was stopped.\n");
  });

  test("because the caller gave up", async () => {
    const controller = new AbortController();
    const run = await runCells(["1;", "while (true);", "2;"], {
      signal: controller.signal,
      onCell: () => controller.abort(),
    });
    expect(statuses(run)).toEqual(["ok", "error", "not-run"]);
    expect(run.stopped).toBe("aborted");
    expect(printed(run, 1)).toBe("The run was interrupted.\n");
  });
});

describe("what a cell started", () => {
  const start = [
    "import { spawn } from 'node:child_process';",
    "const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });",
    "console.log(child.pid);",
  ].join("\n");

  test.each([
    ["has ended", "1;", {}],
    ["was stopped", "while (true);", { cellTimeoutMs: LIMIT_MS }],
  ])("is gone when the run %s", async (_name, last, limits) => {
    const run = await runCells([start, last], limits);
    const pid = Number(printed(run, 0));
    expect(pid).toBeGreaterThan(1);
    await expect.poll(() => isRunning(pid)).toBe(false);
  });
});

/** A killed process that nobody has waited for yet is not running any more. */
async function isRunning(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => ") Z");
  return !/\) [ZX]/.test(status);
}

describe("notebooks in a folder", () => {
  let folder: string;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    ({ folder, remove } = await notebookFolder());
  });
  afterAll(() => remove());

  test("run there, and import the files beside them", async () => {
    const inner = path.join(folder, "inner");
    await mkdir(inner);
    await writeFile(path.join(inner, "local.ts"), "export const local: string = 'from a file';\n");
    await writeFile(path.join(inner, "data.json"), '{ "list": [1, 2] }');
    const file = await writeCells(inner, [
      "import { local } from './local';\nimport data from './data.json';\n[local, data.list];",
      "local.length;",
      "process.cwd();",
    ]);
    const run = await runNotebook(path.relative(process.cwd(), file), { start: startNode });
    expect(printed(run, 0)).toBe("[ 'from a file', [ 1, 2 ] ]\n");
    expect(printed(run, 1)).toBe("11\n");
    expect(printed(run, 2)).toBe(`${inner}\n`);
  });

  test("that are not there are named", async () => {
    const missing = path.join(folder, "missing.ipynb");
    await expect(runNotebook(missing, { start: startNode })).rejects.toMatchObject({
      code: "notebook-not-found",
      where: missing,
    });
  });
});

// Last: the converter that it leaves at work is of no use to another notebook.
test("a cell that takes the compiler too long puts an end to the run", async () => {
  const hostile = Array.from(
    { length: 20 },
    (_, n) => `const x${n}: Pairs<Fill<${900 + n}>, Fill<990>> = null;`,
  );
  const source = [
    "type Fill<N extends number, A extends any[] = []> = A['length'] extends N ? A : Fill<N, [...A, 0]>;",
    "type Pairs<A extends any[], B extends any[]> = { [I in keyof A]: { [J in keyof B]: [A[I], B[J]] } };",
    ...hostile,
  ].join("\n");
  const cells = ["'ran';", source, "'never';", "'never';"];
  const run = await runCells(cells, { cellTimeoutMs: LIMIT_MS });
  expect(statuses(run)).toEqual(["ok", "error", "not-run", "not-run"]);
  expect(printed(run, 1)).toMatch(
    /^This cell took longer than [\d.]+ s to compile and was stopped\.\n$/,
  );
  expect(run).toMatchObject({ ok: false, stopped: "time-limit" });
  expect(run.cells.slice(2).flatMap((cell) => cell.outputs)).toEqual([]);
});
