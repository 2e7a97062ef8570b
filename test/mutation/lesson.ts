import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Node, parseSync, type Statement } from "oxc-parser";
import { boundNames } from "../../lib/notebook/cell-names.ts";
import { parsePercent, type SourceCell } from "../../lib/notebook/percent.ts";
import { solvedSource } from "../../lib/notebook/regions.ts";
import { everyNode } from "./syntax.ts";

/** A check cell: the exercise, and what it hands over, as source. */
export interface Check {
  exercise: string;
  handedOver: string;
}

/** The reference answer to one exercise. */
export interface ReferenceAnswer {
  exercise: string;
  /** The code of its answer cells. */
  source: string;
  /** The checks that it goes through: its own first, then later ones that are handed it too. */
  checks: [Check, ...Check[]];
}

/** A lesson's answers, and the declarations of other cells that they rest on. */
export interface LessonAnswers {
  declarations: string;
  answers: ReferenceAnswer[];
}

/** Reads the answers out of a lesson's source. */
export function readLesson(root: string, slug: string): LessonAnswers {
  const where = `solutions/${slug}.ts`;
  const cells = parsePercent(readFileSync(join(root, where), "utf8"), where).filter(
    ({ kind }) => kind === "code",
  );
  const sourceOf = (cell: SourceCell): string => solvedSource(cell, where);
  const checks = cells
    .filter(({ role }) => role === "check")
    .map((cell) => ({
      exercise: cell.exercise ?? "",
      handedOver: secondArgument(sourceOf(cell)),
    }));
  const answers = checks.map((check, index): ReferenceAnswer => {
    const { exercise } = check;
    const source = cells
      .filter((cell) => cell.role === "answer" && cell.exercise === exercise)
      .map(sourceOf)
      .join("\n");
    const later = checks.slice(index + 1).filter((one) => uses(one.handedOver, source));
    return { exercise, source, checks: [check, ...later] };
  });
  const used = [
    ...answers.map(({ source }) => source),
    ...checks.map(({ handedOver }) => `(${handedOver});`),
  ].join("\n");
  return { declarations: declarationsFor(used, cells.map(sourceOf).join("\n")), answers };
}

/** Whether an expression uses a name that a cell declares. */
function uses(expression: string, cell: string): boolean {
  const declared = new Set(parseSync("cell.ts", cell).program.body.flatMap(namesOf));
  return freeNames(parseSync("used.ts", `(${expression});`).program).some((name) =>
    declared.has(name),
  );
}

function secondArgument(check: string): string {
  const call = everyNode(parseSync("cell.ts", check).program).find(
    (node) => node.type === "CallExpression",
  );
  const answer = call?.type === "CallExpression" ? call.arguments[1] : undefined;
  if (answer === undefined) throw new Error(`no check in: ${check}`);
  return check.slice(answer.start, answer.end);
}

const declaring = new Set([
  "ImportDeclaration",
  "VariableDeclaration",
  "FunctionDeclaration",
  "ClassDeclaration",
  "TSTypeAliasDeclaration",
  "TSInterfaceDeclaration",
]);

/** Of all that a lesson declares, what `used` needs, and what that needs in turn. */
function declarationsFor(used: string, lesson: string): string {
  const needed = new Set(freeNames(parseSync("used.ts", used).program));
  // Two answers may have names of their own in common, so what is only an answer's is looked up too.
  const statements = parseSync("lesson.ts", lesson).program.body.filter(({ type }) =>
    declaring.has(type),
  );
  const chosen = new Set<Statement>();
  for (let grew = true; grew;) {
    grew = false;
    for (const statement of statements) {
      if (chosen.has(statement) || !namesOf(statement).some((name) => needed.has(name))) continue;
      chosen.add(statement);
      for (const name of freeNames(statement)) needed.add(name);
      grew = true;
    }
  }
  return statements
    .filter((statement) => chosen.has(statement))
    .map(({ start, end }) => lesson.slice(start, end))
    .join("\n");
}

function namesOf(statement: Statement): string[] {
  switch (statement.type) {
    case "TSTypeAliasDeclaration":
    case "TSInterfaceDeclaration":
      return [statement.id.name];
    case "FunctionDeclaration":
    case "ClassDeclaration":
      return statement.id === null ? [] : [statement.id.name];
    case "VariableDeclaration":
      return statement.declarations.flatMap(({ id }) =>
        id.type === "Identifier" ? [id.name] : [],
      );
    default:
      return [...boundNames({ ...emptyProgram, body: [statement] })];
  }
}

const emptyProgram = parseSync("empty.ts", "").program;

/** The names that code uses and does not give to a parameter of its own. */
function freeNames(node: Node): string[] {
  const nodes = everyNode(node);
  const keys = new Set<Node>();
  const parameters = new Set<string>();
  for (const one of nodes) {
    if (one.type === "MemberExpression" && !one.computed) keys.add(one.property);
    if ((one.type === "Property" || one.type === "TSPropertySignature") && !one.computed) {
      if (!("shorthand" in one && one.shorthand)) keys.add(one.key);
    }
    if (one.type !== "ArrowFunctionExpression" && one.type !== "TSFunctionType") continue;
    for (const parameter of one.params) {
      if (parameter.type === "Identifier") parameters.add(parameter.name);
    }
  }
  return nodes.flatMap((one) =>
    one.type === "Identifier" && !keys.has(one) && !parameters.has(one.name) ? [one.name] : [],
  );
}
