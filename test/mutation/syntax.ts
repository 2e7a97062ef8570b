import type { Node } from "oxc-parser";

const valuesIn = new Set(["TSAsExpression", "TSSatisfiesExpression", "TSNonNullExpression"]);

/** The nodes directly below one that are values; types are left out. */
export function childrenOf(node: Node): Node[] {
  return Object.values(node)
    .flat()
    .filter(isNode)
    .filter(({ type }) => !type.startsWith("TS") || valuesIn.has(type));
}

/** Everything below a node, types too. */
export function everyNode(node: Node): Node[] {
  return [node, ...Object.values(node).flat().filter(isNode).flatMap(everyNode)];
}

function isNode(value: unknown): value is Node {
  return (
    typeof value === "object" && value !== null && "type" in value && typeof value.type === "string"
  );
}
