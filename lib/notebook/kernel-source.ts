import { type Node, parseSync, type Program, type Span, Visitor } from "oxc-parser";
import { unlessTooDeep } from "./too-deep.ts";
import { topLevelAwaits } from "./top-level.ts";

/** A cell as tslab is to get it. */
export interface KernelSource {
  /** With the lines of the original. */
  source: string;
  /** Where a place of `source` is in the original. */
  original: (offset: number) => number;
}

/** What takes the place of a part of the original. */
interface Edit extends Span {
  text: string;
}

/**
 * Writes what is right TypeScript, and what tslab 1.0.22 makes something else of, in another way that
 * means the same:
 *
 * - tslab puts `exports.` before each name that an earlier cell declared. In a shorthand property it
 *   forgets to (so `{ name }` becomes `{ name: name }`), and it takes the names of properties in
 *   destructuring for such names if an earlier cell declared their type (so `{ name: x }` becomes
 *   `{ "name": x }`).
 * - It takes `await` before a bracket for a name, and does not see `for await`, unless something else
 *   in the cell is awaited: so `await null` comes first.
 * - It exports all names itself, and its TypeScript knows no import attributes: both become blanks.
 *
 * A cell that does not parse stays as it is; the compiler says what is wrong with it.
 */
export function kernelSource(source: string): KernelSource {
  return unlessTooDeep(
    source,
    () => rewritten(source),
    () => ({ source, original: (offset) => offset }),
  );
}

function rewritten(source: string): KernelSource {
  const { program, errors } = parseSync("cell.ts", source, { sourceType: "module" });
  if (errors.length > 0) return { source, original: (offset) => offset };
  const edits = [
    ...propertyEdits(source, program),
    ...awaitEdits(source, program),
    ...moduleEdits(source, program),
  ].toSorted((one, other) => one.start - other.start);
  return { source: applied(source, edits), original: (offset) => originalOf(offset, edits) };
}

function applied(source: string, edits: readonly Edit[]): string {
  let read = 0;
  const parts = edits.map(({ start, end, text }) => {
    const before = source.slice(read, start);
    read = end;
    return before + text;
  });
  return parts.join("") + source.slice(read);
}

function originalOf(offset: number, edits: readonly Edit[]): number {
  let shift = 0;
  for (const { start, end, text } of edits) {
    const within = offset - shift - start;
    if (within < 0) break;
    if (within < text.length) return Math.min(start + within, end);
    shift += text.length - (end - start);
  }
  return offset - shift;
}

function propertyEdits(source: string, program: Program): Edit[] {
  const edits: Edit[] = [];
  const insert = (at: number, text: string): void => void edits.push({ start: at, end: at, text });
  /** The patterns that are assigned to, where a shorthand property is a name that was there before. */
  const targets = new Set<Node>();
  const addTarget = ({ left }: { left: Node }): void => {
    for (const pattern of patternsIn(left)) targets.add(pattern);
  };
  new Visitor({
    AssignmentExpression: addTarget,
    ForOfStatement: addTarget,
    ForInStatement: addTarget,
    ObjectExpression: ({ properties }) => {
      for (const part of properties) {
        if (part.type !== "Property" || !part.shorthand || part.key.type !== "Identifier") continue;
        const { name, start } = part.key;
        // `__proto__: value` would set the prototype.
        insert(start, name === "__proto__" ? `["${name}"]: ` : `${name}: `);
      }
    },
    ObjectPattern: (pattern) => {
      for (const part of pattern.properties) {
        if (part.type !== "Property" || part.computed || part.key.type !== "Identifier") continue;
        const { start, end } = part.key;
        const name = source.slice(start, end);
        if (!part.shorthand) edits.push({ start, end, text: `"${name}"` });
        else if (targets.has(pattern)) insert(start, `"${name}": `);
      }
    },
  }).visit(program);
  return edits;
}

/** The object patterns of what is assigned to; none of a declaration. */
function patternsIn(target: Node): Node[] {
  switch (target.type) {
    case "ObjectPattern":
      return [
        target,
        ...target.properties.flatMap((part) =>
          patternsIn(part.type === "Property" ? part.value : part.argument),
        ),
      ];
    case "ArrayPattern":
      return target.elements.flatMap((element) => (element === null ? [] : patternsIn(element)));
    case "AssignmentPattern":
      return patternsIn(target.left);
    case "RestElement":
      return patternsIn(target.argument);
    default:
      return [];
  }
}

function awaitEdits(source: string, program: Program): Edit[] {
  const awaits = topLevelAwaits(source, program);
  const [first] = awaits;
  if (first === undefined || awaits.some(({ isSeen }) => isSeen)) return [];
  const around = program.body.find(({ end }) => end > first.at.start);
  const at = around?.start ?? 0;
  return [{ start: at, end: at, text: "await null; " }];
}

function moduleEdits(source: string, program: Program): Edit[] {
  const blank = (start: number, end: number): Edit => {
    return { start, end, text: source.slice(start, end).replaceAll(/\S/g, " ") };
  };
  return program.body.flatMap((statement) => {
    if (statement.type === "ExportNamedDeclaration" && statement.source === null) {
      return [blank(statement.start, statement.declaration?.start ?? statement.end)];
    }
    if (statement.type !== "ImportDeclaration" || statement.attributes.length === 0) return [];
    const semicolon = source.endsWith(";", statement.end) ? 1 : 0;
    return [blank(statement.source.end, statement.end - semicolon)];
  });
}
