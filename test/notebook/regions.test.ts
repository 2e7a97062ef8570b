import { describe, expect, it } from "vitest";
import { parsePercent, type SourceCell } from "../../lib/notebook/percent.ts";
import { learnerSource, solvedSource } from "../../lib/notebook/regions.ts";

function cellOf(code: string, attributes = 'exercise="01.1"'): SourceCell {
  const [cell] = parsePercent(`// %% id="answer" ${attributes}\n${code}`, "lesson.ts");
  if (cell === undefined) throw new Error("no cell");
  return cell;
}

const declaration = `// Keep this.
// BEGIN SOLUTION
const answer: (n: number) => number = (n) => n + 1;
// END SOLUTION`;

const statements = `// BEGIN SOLUTION
const one = 1;
// END SOLUTION
// BEGIN SOLUTION
const answer: { a: number; "=": string } = { a: one + 1, "=": "=" };
// END SOLUTION`;

describe("solution regions", () => {
  it("keep the name and type of an annotated const and lose its value", () => {
    expect(learnerSource(cellOf(declaration), "lesson.ts")).toBe(
      "// Keep this.\nconst answer: (n: number) => number = todo();",
    );
  });

  it("become a line that says where to write where they hold anything else", () => {
    expect(learnerSource(cellOf(statements), "lesson.ts")).toBe(
      '// Your code here.\nconst answer: { a: number; "=": string } = todo();',
    );
  });

  it("lose only their markers in the solved notebook", () => {
    expect(solvedSource(cellOf(declaration), "lesson.ts")).toBe(
      "// Keep this.\nconst answer: (n: number) => number = (n) => n + 1;",
    );
  });

  it.each([
    ["nested", "// BEGIN SOLUTION\n// BEGIN SOLUTION\n// END SOLUTION", "region-nested", 3],
    ["unclosed", "// BEGIN SOLUTION\nconst a: number = 1;", "region-unclosed", 2],
    ["unopened", "const a = 1;\n// END SOLUTION", "region-unopened", 3],
    ["missing in an answer cell", "const a: number = 1;", "region-missing", 1],
    [
      "around no annotated const",
      "// BEGIN SOLUTION\nconst a = 1;\n// END SOLUTION",
      "region-missing",
      1,
    ],
  ])("that are %s are refused, with file and line", (_case, code, error, line) => {
    expect(() => learnerSource(cellOf(code), "lesson.ts")).toThrow(
      expect.objectContaining({ code: error, where: `lesson.ts:${line}` }),
    );
  });

  it.each(["", 'check="01.1"'])("are refused outside answer cells (%s)", (attributes) => {
    expect(() => learnerSource(cellOf(declaration, attributes), "lesson.ts")).toThrow(
      expect.objectContaining({ code: "region-misplaced", where: "lesson.ts:3" }),
    );
  });
});
