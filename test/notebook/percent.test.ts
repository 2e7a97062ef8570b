import { describe, expect, it } from "vitest";
import { parsePercent } from "../../lib/notebook/percent.ts";

const source = `// A comment for maintainers.

// %% [markdown] id="welcome"
// # Title
//
// Some prose.

// %% id="setup"
const x = 1;

x;

// %% id="answer-01-1" exercise="01.1"
const y = 2;
// %% id="check-01-1" check="01.1"
await check("01.1", y);
`;

describe("the percent format", () => {
  it("gives each cell its id, role, exercise and lines", () => {
    const cells = parsePercent(source, "x.ts").map(({ lines, line: _line, ...cell }) => ({
      ...cell,
      text: lines.map((line) => line.text).join("\n"),
    }));
    expect(cells).toEqual([
      { id: "welcome", kind: "markdown", role: "prose", text: "# Title\n\nSome prose." },
      { id: "setup", kind: "code", role: "code", text: "const x = 1;\n\nx;" },
      { id: "answer-01-1", kind: "code", role: "answer", exercise: "01.1", text: "const y = 2;" },
      {
        id: "check-01-1",
        kind: "code",
        role: "check",
        exercise: "01.1",
        text: 'await check("01.1", y);',
      },
    ]);
  });

  it.each([
    ["Windows' line ends", source.replaceAll("\n", "\r\n")],
    ["old Macs' line ends", source.replaceAll("\n", "\r")],
    ["a byte-order mark", `\uFEFF${source}`],
    ["both", `\uFEFF${source.replaceAll("\n", "\r\n")}`],
  ])("is the same with %s", (_case, text) => {
    expect(parsePercent(text, "x.ts")).toEqual(parsePercent(source, "x.ts"));
  });

  it.each([
    ["code before the first cell", "const x = 1;", "percent-before-first-cell", 1],
    ["an unreadable marker", '// %% id="a"\n// %% id=b', "percent-marker", 2],
    ["an unknown attribute", '// %% id="a" colour="red"', "percent-marker", 1],
    ["a missing id", "// %%", "percent-cell-id", 1],
    ["an id that nbformat refuses", '// %% id="a b"', "percent-cell-id", 1],
    ["an id used twice", '// %% id="a"\n1;\n// %% id="a"', "percent-cell-id", 3],
    ["prose with an exercise", '// %% [markdown] id="a" exercise="01.1"', "percent-marker", 1],
    [
      "a cell that answers and checks",
      '// %% id="a" exercise="01.1" check="01.1"',
      "percent-marker",
      1,
    ],
    [
      "code in a markdown cell",
      '// %% [markdown] id="a"\n// fine\nconst x = 1;',
      "percent-markdown",
      3,
    ],
  ])("refuses %s, with file and line", (_case, text, code, line) => {
    expect(() => parsePercent(text, "lesson.ts")).toThrow(
      expect.objectContaining({ code, where: `lesson.ts:${line}` }),
    );
  });
});
