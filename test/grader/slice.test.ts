import { describe, expect, it } from "vitest";
import { restore } from "../../lib/grader/restore.ts";
import { type CellToRun, cellsToRun } from "../../lib/grader/slice.ts";
import { lessonNotebooks } from "../../lib/notebook/lesson.ts";

/** A lesson of these cells, by id, with two exercises behind them, and the answers that were given. */
function slice(
  demonstrations: Record<string, string>,
  { first = "1", second = "2", own = "" }: { first?: string; second?: string; own?: string } = {},
): CellToRun[] {
  const cells = Object.entries(demonstrations).map(
    ([id, source]) => `// %% id="${id}"\n${source}\n`,
  );
  const source = `
// %% id="setup"
import { check, openLab, todo } from "mcp-lab";
const lab = await openLab();

${cells.join("\n")}
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
  const course = lessonNotebooks(source, "test").learner;
  const answers: Record<string, string> = {
    "answer-1": `const first = ${first};`,
    "answer-2": `const second = ${second};`,
  };
  const submitted = course.cells
    .filter((cell) => cell.cell_type === "code")
    .flatMap((cell) => {
      const written = { ...cell, source: answers[cell.id] ?? cell.source };
      const before = { id: "abcd", metadata: {}, source: own };
      return cell.id === "answer-1" && own !== "" ? [before, written] : [written];
    });
  return cellsToRun(restore(course, submitted).cells);
}

/** What is executed of each demonstration that is taken in; an empty text where only its types are. */
function taken(...[demonstrations, answers]: Parameters<typeof slice>): Record<string, string> {
  const cells = slice(demonstrations, answers).filter(({ id }) => id in demonstrations);
  return Object.fromEntries(cells.map(({ id, executed }) => [id, executed]));
}

const point = "const point = { x: 1 };";

describe("what is run of a submission", () => {
  it("ends with the last check, and has nothing of demonstrations that nobody uses", () => {
    const ids = slice({ demo: point, "demo-uses": "console.log(point.x);" }).map(({ id }) => id);
    expect(ids).toEqual(["setup", "answer-1", "check-1", "answer-2", "check-2"]);
  });

  it("has what an answer uses, and what may have changed it", () => {
    const demonstrations = { demo: point, change: "point.x += 1;", other: "const other = 1;" };
    expect(taken(demonstrations, { second: "point.x" })).toEqual({
      demo: point,
      change: "point.x += 1;",
    });
  });

  it("has what a learner's own cell uses, and what that uses in turn", () => {
    const demonstrations = { demo: point, more: "const far = [point];" };
    expect(taken(demonstrations, { own: "far.length;" })).toEqual(demonstrations);
  });

  it("has of a demonstration only the statements that are needed", () => {
    const demo = `${point}\nconsole.log(point);\nconst other = await slow();\nconsole.log(other);`;
    expect(taken({ demo }, { first: "other" })).toEqual({
      demo: "const other = await slow();\nconsole.log(other);",
    });
  });

  it("has the imports and types beside an executed statement", () => {
    const demo = `import type { Url } from "mcp-lab";\ntype Named = { at: Url };\nconst named: Named = { at: "" };\nconsole.log(1);`;
    expect(taken({ demo }, { first: "named" })["demo"]).not.toContain("console.log");
    expect(taken({ demo }, { first: "named" })["demo"]).toContain("import type");
  });

  it("compiles a demonstration, and does not execute it, where its types alone are used", () => {
    const demonstrations = {
      shape: "type Shape = typeof shown;",
      early: "const early = 1;",
    };
    const before = { server: "const shown = await start();", ...demonstrations };
    expect(taken(before, { second: "(shape: Shape) => shape" })).toEqual({ server: "", shape: "" });
  });

  it("has a function with what it calls, wherever in its cell that is declared", () => {
    const demo = "const twice = () => double(2);\nfunction double(n: number) {\n  return 2 * n;\n}";
    expect(taken({ demo }, { first: "twice()" })).toEqual({ demo });
  });

  it("has calls of a function and uses of the session only where their results are used", () => {
    const demonstrations = {
      helper: "const helper = () => 1;",
      call: "console.log(helper());",
      ask: "const said = await lab.client.ask();",
    };
    expect(taken(demonstrations, { first: "helper() + lab.model" })).toEqual({
      helper: demonstrations.helper,
    });
  });
});

describe("a run leaves nothing out", () => {
  const demonstrations = { ask: "await lab.client.ask();", demo: point };
  const asking: [what: string, answers: { own?: string; first?: string }][] = [
    ["its trace", { own: "lab.trace.events.length;" }],
    ["all of it by another name", { own: "const mine = lab;" }],
    ["a client in an answer", { first: "await lab.client.ask()" }],
  ];
  it.each(asking)("where a learner asks the session for %s", (_, answers) => {
    expect(taken(demonstrations, answers)).toEqual(demonstrations);
  });

  it("but does where an answer asks for the model's name or the Hub's address", () => {
    expect(taken(demonstrations, { first: "[lab.model, lab.hub.url]" })).toEqual({});
  });
});

describe("an answer does not use", () => {
  const unused: [where: string, answer: string][] = [
    ["a comment", "1 /* as point is */"],
    ["a text", '"point"'],
    ["a property", "Number.point"],
    ["a key", "{ point: 1 }"],
    ["a parameter of its own", "(point: number) => point"],
    ["a parameter of a type", "((one) => one) as (point: number) => number"],
    ["a variable of its own", "() => {\n  const point = 2;\n  return point;\n}"],
    ["a variable of a loop", "() => {\n  for (const point of [1]) console.log(point);\n}"],
    ["what it catches", "() => {\n  try {} catch (point) { throw point; }\n}"],
    ["what it takes apart", "({ x: [point] }: { x: number[] }) => point"],
  ];
  it.each(unused)("a demonstration whose name is %s", (_, answer) => {
    expect(taken({ demo: point }, { first: answer })).toEqual({});
  });
});

describe("an answer uses", () => {
  const used: [where: string, answer: string][] = [
    ["called", "point()"],
    ["the short form of a property", "{ point }"],
    ["a computed key", "{ [point]: 1 }"],
    ["a default value", "(other = point) => other"],
    ["used beside a function that hides it", "[(point: number) => point, point]"],
    ["used before a block that hides it", "() => {\n  if (point) {\n    const point = 1;\n  }\n}"],
    ["in a template", "`${point}`"],
    ["asserted to be another type", "point as unknown as string"],
    ["reached by the kernel's own object", '(globalThis as any).__tslab__.exports["point"]'],
    ["reached by what its cell is called with", 'arguments[0]["point"]'],
  ];
  it.each(used)("a demonstration whose name is %s", (_, answer) => {
    expect(taken({ demo: point }, { first: answer })).toEqual({ demo: point });
  });

  it("every word of a cell that cannot be read", () => {
    expect(taken({ demo: point }, { first: ";;; { point" })).toEqual({ demo: point });
  });
});
