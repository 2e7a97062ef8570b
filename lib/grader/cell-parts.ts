import { type Expression, parseSync, type Program } from "oxc-parser";
import { patternNames } from "../notebook/cell-names.ts";
import { type FreeNames, freeNames } from "../notebook/free-names.ts";
import { unlessTooDeep } from "../notebook/too-deep.ts";
import type { RestoredCell } from "./restore.ts";

/** A cell, or a statement of one, that is run or left out as a whole. */
export interface Part {
  text: string;
  uses: FreeNames;
  /** Names that it declares for something that cannot change: imports, types, functions, the session. */
  fixed: ReadonlySet<string>;
  /** Names that it declares for other values. */
  values: ReadonlySet<string>;
  /** Imports and types: nothing is computed where it is executed. */
  isStill: boolean;
}

/** By these a cell gets at any value of another cell, with its name in a text (tslab/dist/executor.js). */
const BY_TEXT = /\b(?:exports|__tslab__)\b/;

/** What tslab reads in a cell's first comment: https://github.com/yunabe/tslab. */
const DIRECTIVE = /@(?:module|jsx|browser|node)\b/;

const known = new Map<string, Part[]>();

/** The parts of a cell: of the course's demonstrations the statements, of any other cell the whole. */
export function partsOf({ source, owner, isCheck }: RestoredCell): Part[] {
  if (owner !== "course" || isCheck) return [wholeOf(source)];
  const before = known.get(source);
  if (before !== undefined) return before;
  const { program, errors } = parseSync("cell.ts", source, { sourceType: "module" });
  const isWhole = errors.length > 0 || BY_TEXT.test(source) || DIRECTIVE.test(source);
  const parts = isWhole
    ? [wholeOf(source)]
    : program.body.map((statement) =>
        partOf(source.slice(statement.start, statement.end), [statement]),
      );
  known.set(source, parts);
  return parts;
}

function wholeOf(source: string): Part {
  return unlessTooDeep(
    source,
    () => readWhole(source),
    () => {
      const uses = { values: new Set(wordsIn(source)), types: new Set<string>() };
      return { text: source, uses, fixed: new Set(), values: new Set(), isStill: false };
    },
  );
}

function readWhole(source: string): Part {
  const { program, errors } = parseSync("cell.ts", source, { sourceType: "module" });
  const part = partOf(source, program.body);
  const { uses } = part;
  if (errors.length > 0 || BY_TEXT.test(source) || uses.values.has("arguments")) {
    for (const word of wordsIn(source)) uses.values.add(word);
  }
  return part;
}

function wordsIn(source: string): string[] {
  return source.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? [];
}

type Statement = Program["body"][number];

function partOf(text: string, statements: readonly Statement[]): Part {
  const fixed = new Set<string>();
  const values = new Set<string>();
  for (const statement of statements) collect(statement, fixed, values);
  const isStill = statements.every(({ type }) => STILL.has(type));
  return { text, uses: freeNames(statements), fixed, values, isStill };
}

const STILL = new Set(["ImportDeclaration", "TSTypeAliasDeclaration", "TSInterfaceDeclaration"]);

function collect(statement: Statement, fixed: Set<string>, values: Set<string>): void {
  switch (statement.type) {
    case "ImportDeclaration":
      for (const { local } of statement.specifiers) fixed.add(local.name);
      return;
    case "TSTypeAliasDeclaration":
    case "TSInterfaceDeclaration":
    case "TSEnumDeclaration":
      fixed.add(statement.id.name);
      return;
    case "FunctionDeclaration":
    case "ClassDeclaration":
      if (statement.id !== null) fixed.add(statement.id.name);
      return;
    case "VariableDeclaration":
      for (const { id, init } of statement.declarations) {
        const isFixed = statement.kind === "const" && init !== null && isFixedValue(init);
        for (const name of patternNames(id)) (isFixed ? fixed : values).add(name);
      }
  }
}

/**
 * A function; a schema of zod; or the session, whose parts stay the same whatever a demonstration asks
 * of it.
 */
function isFixedValue(init: Expression): boolean {
  switch (init.type) {
    case "ArrowFunctionExpression":
    case "FunctionExpression":
      return true;
    case "AwaitExpression":
      return isFixedValue(init.argument);
    case "CallExpression":
      return ["openLab", "z"].includes(rootOf(init.callee));
    default:
      return false;
  }
}

/** The name that a chain of members and calls begins with. */
function rootOf(chain: Expression): string {
  if (chain.type === "Identifier") return chain.name;
  if (chain.type === "MemberExpression") return rootOf(chain.object);
  return chain.type === "CallExpression" ? rootOf(chain.callee) : "";
}
