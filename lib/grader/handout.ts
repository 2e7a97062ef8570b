import { parseSync, Visitor } from "oxc-parser";

/**
 * The source of a drive without what makes private variants: each `generate` among the parts of an
 * examination.
 */
export function withoutGenerators(source: string): string {
  const spans: { start: number; end: number }[] = [];
  const { program } = parseSync("drive.ts", source);
  new Visitor({
    CallExpression(node) {
      if (node.callee.type !== "Identifier" || node.callee.name !== "examination") return;
      for (const argument of node.arguments) {
        if (argument.type !== "ObjectExpression") continue;
        for (const property of argument.properties) {
          if (property.type !== "Property" || property.key.type !== "Identifier") continue;
          if (property.key.name === "generate") spans.push(property);
        }
      }
    },
  }).visit(program);
  return spans
    .toSorted((a, b) => b.start - a.start)
    .reduce((text, { start, end }) => {
      const comma = /^\s*,/.exec(text.slice(end))?.[0].length ?? 0;
      return text.slice(0, start).trimEnd() + text.slice(end + comma);
    }, source);
}
