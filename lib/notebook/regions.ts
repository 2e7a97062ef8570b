import { parseSync } from "oxc-parser";
import { mistake, type SourceCell, type SourceLine } from "./percent.ts";

const begin = /^\s*\/\/ BEGIN SOLUTION\s*$/;
const end = /^\s*\/\/ END SOLUTION\s*$/;

/** The code of a cell as the solved notebook shows it: without the markers. */
export function solvedSource(cell: SourceCell, where: string): string {
  return pieces(cell, where)
    .map((piece) => piece.code)
    .filter((code) => code !== "")
    .join("\n");
}

/**
 * The code of a cell as the learner gets it. A solution that is one annotated `const` keeps its name
 * and type and gets the value `todo()`; any other becomes a line that says where to write.
 *
 * @throws LabError `region-nested`, `region-unclosed`, `region-unopened`, `region-misplaced`,
 *   `region-missing`
 */
export function learnerSource(cell: SourceCell, where: string): string {
  const stubs = pieces(cell, where).map(({ solution, code }) => (solution ? stubOf(code) : code));
  if (cell.role === "answer" && !stubs.some((code) => code.endsWith(TODO))) {
    throw misuse(cell, where, "region-missing", cell.line, "no solution is one annotated const");
  }
  return stubs.filter((code) => code !== "").join("\n");
}

const TODO = " = todo();";

function stubOf(solution: string): string {
  const statements = parseSync("cell.ts", solution).program.body;
  const [statement] = statements;
  const declared =
    statements.length === 1 && statement?.type === "VariableDeclaration"
      ? statement.declarations[0]?.id
      : undefined;
  if (declared?.type !== "Identifier" || !declared.typeAnnotation) return "// Your code here.";
  return solution.slice(0, declared.typeAnnotation.end) + TODO;
}

interface Piece {
  solution: boolean;
  code: string;
}

/** The cell's code, cut at the markers. */
function pieces(cell: SourceCell, where: string): Piece[] {
  const found: { solution: boolean; lines: SourceLine[] }[] = [{ solution: false, lines: [] }];
  let opened = 0;
  for (const line of cell.lines) {
    const inside = found.at(-1)?.solution === true;
    if (begin.test(line.text)) {
      if (inside) {
        throw misuse(
          cell,
          where,
          "region-nested",
          line.number,
          `the solution begun in line ${opened} is still open`,
        );
      }
      if (cell.role !== "answer") {
        throw misuse(
          cell,
          where,
          "region-misplaced",
          line.number,
          "only a cell with an exercise holds a solution",
        );
      }
      opened = line.number;
      found.push({ solution: true, lines: [] });
    } else if (end.test(line.text)) {
      if (!inside)
        throw misuse(cell, where, "region-unopened", line.number, "no solution is open here");
      found.push({ solution: false, lines: [] });
    } else {
      found.at(-1)?.lines.push(line);
    }
  }
  if (found.at(-1)?.solution === true) {
    throw misuse(cell, where, "region-unclosed", opened, "this solution is never closed");
  }
  return found.map(({ solution, lines }) => ({
    solution,
    code: lines.map((line) => line.text).join("\n"),
  }));
}

function misuse(cell: SourceCell, where: string, code: string, line: number, what: string): Error {
  return mistake(code, where, line, {
    what: `In cell "${cell.id}" ${what}.`,
    remedy:
      "Put // BEGIN SOLUTION and // END SOLUTION around the declaration of the answer, once each.",
  });
}
