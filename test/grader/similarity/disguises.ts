import { type Node, parseSync, type Program, type Statement, Visitor } from "oxc-parser";
import { boundNames } from "../../../lib/notebook/cell-names.ts";
import { tokensOf } from "../../../lib/grader/similarity/tokens.ts";

/** What somebody does to a copy. Each says undefined where it can change nothing. */
export const disguises: Readonly<Record<string, (source: string) => string | undefined>> = {
  renamed,
  "re-commented": recommented,
  reordered,
  "all of it": (source) => {
    const other = reordered(source) ?? source;
    return recommented(renamed(other) ?? other);
  },
};

/** The first half of one answer and the second half of another, by tokens of their longest blocks. */
export function halfOfEach(one: string, other: string): string | undefined {
  const [a, b] = [longestBlock(one), longestBlock(other)];
  if (a === undefined || b === undefined) return undefined;
  const [from, to] = [a.at(0)?.start ?? 0, a.at(-1)?.end ?? 0];
  const [first, second] = [halfway(one, a), halfway(other, b)];
  if (first === undefined || second === undefined) return undefined;
  return `${one.slice(0, from)}${one.slice(from, first)}\n${other.slice(second, b.at(-1)?.end)}${one.slice(to)}`;
}

interface Edit {
  start: number;
  end: number;
  text: string;
}

function edited(source: string, edits: readonly Edit[]): string {
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce(
      (text, { start, end, text: by }) => text.slice(0, start) + by + text.slice(end),
      source,
    );
}

function parsed(source: string): Program {
  return parseSync("answer.ts", source).program;
}

function renamed(source: string): string | undefined {
  const program = parsed(source);
  const fresh = new Map([...boundNames(program)].map((name, at) => [name, `other${at + 1}`]));
  const labels = new Set<number>();
  const short = new Set<number>();
  const places = new Map<number, { end: number; name: string }>();
  new Visitor({
    MemberExpression: ({ computed, property }) => {
      if (!computed) labels.add(property.start);
    },
    Property: ({ computed, shorthand, key }) => {
      if (shorthand) short.add(key.start);
      else if (!computed) labels.add(key.start);
    },
    MethodDefinition: ({ computed, key }) => {
      if (!computed) labels.add(key.start);
    },
    PropertyDefinition: ({ computed, key }) => {
      if (!computed) labels.add(key.start);
    },
    TSPropertySignature: ({ computed, key }) => {
      if (!computed) labels.add(key.start);
    },
    Identifier: ({ start, name }) => {
      places.set(start, { end: start + name.length, name });
    },
  }).visit(program);
  const edits = [...places].flatMap(([start, { end, name }]) => {
    const text = fresh.get(name);
    if (text === undefined || labels.has(start)) return [];
    return [{ start, end, text: short.has(start) ? `${name}: ${text}` : text }];
  });
  return edits.length === 0 ? undefined : edited(source, edits);
}

/** Other comments and another layout. */
function recommented(source: string): string {
  const { comments } = parseSync("answer.ts", source);
  const bare = edited(
    source,
    comments.map(({ start, end }) => ({ start, end, text: "" })),
  );
  const starts = blocksOf(parsed(bare)).flatMap((block) => block.map(({ start }) => start));
  const edits = [...new Set(starts)].map((start, at) => ({
    start,
    end: start,
    text: `\n/* Step ${at + 1}, as I understand it. */\n`,
  }));
  return edited(bare, edits).replaceAll(/^[ \t]+/gmu, (blanks) => "\t".repeat(blanks.length));
}

/** Turns around neighbours that do not need each other, in blocks and in objects. */
function reordered(source: string): string | undefined {
  const program = parsed(source);
  const runs: Node[][] = blocksOf(program).flatMap((block) => runsIn(source, block));
  new Visitor({
    ObjectExpression: ({ properties }) => {
      if (properties.every(({ type }) => type === "Property")) runs.push([...properties]);
    },
  }).visit(program);
  // From the inside out, one at a time: an edit moves what is around it.
  const innermost = runs
    .filter((run) => run.length > 1)
    .filter(
      (run) => !runs.some((other) => other !== run && other.length > 1 && isInside(other, run)),
    );
  if (innermost.length === 0) return undefined;
  const edits = innermost.flatMap((run) =>
    run.map(({ start, end }, at) => {
      const by = run.at(-1 - at);
      return { start, end, text: source.slice(by?.start, by?.end) };
    }),
  );
  return edited(source, edits);
}

function isInside(inner: readonly Node[], outer: readonly Node[]): boolean {
  const [start, end] = [inner[0]?.start ?? 0, inner.at(-1)?.end ?? 0];
  return start >= (outer[0]?.start ?? 0) && end <= (outer.at(-1)?.end ?? 0);
}

function blocksOf(program: Program): Statement[][] {
  const blocks: Statement[][] = [program.body.filter(isStatement)];
  new Visitor({
    BlockStatement: ({ body }) => void blocks.push(body),
  }).visit(program);
  return blocks.filter((block) => block.length > 0);
}

function isStatement(node: Node): node is Statement {
  return "start" in node;
}

/** Declarations in a row of which none names another. */
function runsIn(source: string, block: readonly Statement[]): Statement[][] {
  const runs: Statement[][] = [[]];
  for (const statement of block) {
    const run = runs.at(-1) ?? [];
    const isFree =
      statement.type.endsWith("Declaration") &&
      run.every((other) => isIndependent(source, other, statement));
    if (isFree) run.push(statement);
    else runs.push(statement.type.endsWith("Declaration") ? [statement] : []);
  }
  return runs;
}

function isIndependent(source: string, one: Statement, other: Statement): boolean {
  const [a, b] = [one, other].map(({ start, end }) => source.slice(start, end));
  const [inA, inB] = [namesIn(a), namesIn(b)];
  return !declares(a).some((name) => inB.has(name)) && !declares(b).some((name) => inA.has(name));
}

function declares(code = ""): string[] {
  return [...boundNames(parsed(code))];
}

function namesIn(code = ""): Set<string> {
  return new Set(code.match(/[\w$]+/g) ?? []);
}

function sizeOf(block: readonly Statement[]): number {
  return (block.at(-1)?.end ?? 0) - (block[0]?.start ?? 0);
}

function longestBlock(source: string): Statement[] | undefined {
  return blocksOf(parsed(source))
    .filter((block) => block.length > 1)
    .toSorted((a, b) => sizeOf(b) - sizeOf(a))[0];
}

/** Where a block's statement ends that is nearest to half of its tokens. */
function halfway(source: string, block: readonly Statement[]): number | undefined {
  const counts = block.map(({ start, end }) => tokensOf(source.slice(start, end)).length);
  const all = counts.reduce((sum, count) => sum + count, 0);
  let sum = 0;
  const offs = counts.slice(0, -1).map((count, at) => {
    sum += count;
    return { off: Math.abs(sum - all / 2) / all, end: block[at]?.end };
  });
  const best = offs.toSorted((a, b) => a.off - b.off)[0];
  return best !== undefined && best.off <= 0.3 ? best.end : undefined;
}
