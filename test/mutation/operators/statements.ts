import { type Operator, replace } from "./operator.ts";

const removable = new Set([
  "ExpressionStatement",
  "IfStatement",
  "ForStatement",
  "ForOfStatement",
  "ThrowStatement",
  "ContinueStatement",
]);

/** Statements left out, or left too early. */
export const statementOperators: Record<string, Operator> = {
  "statement-dropped": ({ node, parent }) =>
    removable.has(node.type) && parent?.type === "BlockStatement" ? [replace(node, ";")] : [],
  "returns-nothing": ({ node }) => {
    if (node.type !== "ArrowFunctionExpression") return [];
    const { body } = node;
    return body.type === "BlockStatement"
      ? [{ start: body.start + 1, end: body.start + 1, text: " return undefined;" }]
      : [replace(body, "undefined")];
  },
  "loop-cut": ({ node }) => {
    if (node.type !== "ForOfStatement" || node.body.type !== "BlockStatement") return [];
    return [{ start: node.body.end - 1, end: node.body.end - 1, text: " break; " }];
  },
  "guard-dropped": ({ node, textOf }) =>
    node.type === "TryStatement" && node.handler !== null
      ? [replace(node, textOf(node.block))]
      : [],
  "finally-dropped": ({ node }) =>
    node.type === "TryStatement" && node.finalizer && node.handler
      ? [{ start: node.handler.end, end: node.finalizer.end, text: "" }]
      : [],
};
