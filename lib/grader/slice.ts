import { parseSync, type Program } from "oxc-parser";
import type { RestoredCell } from "./restore.ts";

/**
 * The cells that a grade can depend on, in their order: everything a learner wrote up to the last
 * check cell, the check cells, and of the course's demonstrations those that declare, or may have
 * changed, something that is used there. The others are left out, which saves most of a run.
 *
 * A name counts as used where it stands as a word, even in a text or a comment, so that nothing is
 * missed.
 */
export function cellsToRun(cells: readonly RestoredCell[]): RestoredCell[] {
  const lastCheck = cells.findLastIndex(({ isCheck }) => isCheck);
  const candidates = cells.slice(0, lastCheck + 1);
  const facts = candidates.map(({ source }) => factsOf(source));
  const needed = new Set(
    candidates.flatMap(({ owner, isCheck }, index) =>
      owner !== "course" || isCheck ? [index] : [],
    ),
  );
  for (let grew = true; grew;) {
    grew = false;
    for (const [index, fact] of facts.entries()) {
      if (needed.has(index) || !isUsed(index, fact, facts, needed)) continue;
      needed.add(index);
      grew = true;
    }
  }
  return candidates.filter((_, index) => needed.has(index));
}

interface CellFacts {
  /** Every word of the source. */
  words: ReadonlySet<string>;
  /** Names that stand for something that cannot change: imports, types. */
  fixed: ReadonlySet<string>;
  /** Names of values. */
  values: ReadonlySet<string>;
  /** The cell cannot be read, so nothing is known of it. */
  isUnknown: boolean;
}

/** Whether a cell declares a word of a needed cell, or mentions a value that a needed cell uses. */
function isUsed(
  index: number,
  fact: CellFacts,
  facts: readonly CellFacts[],
  needed: ReadonlySet<number>,
): boolean {
  if (fact.isUnknown) return true;
  for (const other of needed) {
    if (other < index) continue;
    const { words } = facts[other] ?? fact;
    for (const name of [...fact.fixed, ...fact.values]) if (words.has(name)) return true;
    for (const word of fact.words) {
      const isValue = facts.slice(0, index).some(({ values }) => values.has(word));
      if (isValue && words.has(word)) return true;
    }
  }
  return false;
}

const known = new Map<string, CellFacts>();

/** The facts of a cell; those of the course's cells are asked for again and again. */
function factsOf(source: string): CellFacts {
  const before = known.get(source);
  if (before !== undefined) return before;
  const facts = readFacts(source);
  if (known.size > 1_000) known.clear();
  known.set(source, facts);
  return facts;
}

function readFacts(source: string): CellFacts {
  const words = new Set(source.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu));
  const { program, errors } = parseSync("cell.ts", source, { sourceType: "module" });
  const fixed = new Set<string>();
  const values = new Set<string>();
  for (const statement of program.body) collect(statement, fixed, values);
  return { words, fixed, values, isUnknown: errors.length > 0 };
}

type Statement = Program["body"][number];

function collect(statement: Statement, fixed: Set<string>, values: Set<string>): void {
  switch (statement.type) {
    case "ImportDeclaration":
      for (const { local } of statement.specifiers) fixed.add(local.name);
      return;
    case "TSTypeAliasDeclaration":
    case "TSInterfaceDeclaration":
      fixed.add(statement.id.name);
      return;
    default:
      // Whatever a statement of another kind mentions may be declared or changed by it.
      for (const name of declaredIn(statement)) values.add(name);
  }
}

function declaredIn(statement: Statement): string[] {
  if (statement.type === "FunctionDeclaration" || statement.type === "ClassDeclaration") {
    return statement.id === null ? [] : [statement.id.name];
  }
  if (statement.type !== "VariableDeclaration") return [];
  return statement.declarations.flatMap(({ id }) => namesIn(id));
}

function namesIn(pattern: unknown): string[] {
  if (typeof pattern !== "object" || pattern === null) return [];
  const node: { type?: unknown; name?: unknown } = pattern;
  if (node.type === "Identifier" && typeof node.name === "string") return [node.name];
  return Object.values(pattern).flatMap((part: unknown) =>
    Array.isArray(part) ? part.flatMap(namesIn) : namesIn(part),
  );
}
