import { type Operator, replace } from "./operator.ts";

const otherEquality: Record<string, string> = { "===": "!==", "!==": "===" };
const otherComparison: Record<string, string> = { "<": "<=", "<=": "<", ">": ">=", ">=": ">" };
const otherLogic: Record<string, string> = { "&&": "||", "||": "&&" };
const deciding = new Set(["filter", "find", "some", "every"]);

/** Wrong decisions. */
export const conditionOperators: Record<string, Operator> = {
  "condition-negated": ({ node, parent, textOf }) => {
    if (node.type === "IfStatement" || node.type === "ConditionalExpression") {
      return [replace(node.test, `!(${textOf(node.test)})`)];
    }
    if (node.type !== "ArrowFunctionExpression" || parent?.type !== "CallExpression") return [];
    const { callee } = parent;
    const decides =
      callee.type === "MemberExpression" &&
      callee.property.type === "Identifier" &&
      deciding.has(callee.property.name);
    return decides && node.expression ? [replace(node.body, `!(${textOf(node.body)})`)] : [];
  },
  "condition-dropped": ({ node }) =>
    node.type === "IfStatement" ? [replace(node.test, "true")] : [],
  "branch-dropped": ({ node, textOf }) =>
    node.type === "ConditionalExpression"
      ? [node.consequent, node.alternate].map((branch) => replace(node, `(${textOf(branch)})`))
      : [],
  "else-dropped": ({ node }) =>
    node.type === "IfStatement" && node.alternate !== null
      ? [{ start: node.consequent.end, end: node.alternate.end, text: "" }]
      : [],
  "equality-swapped": ({ node, textOf }) => {
    const other = node.type === "BinaryExpression" ? otherEquality[node.operator] : undefined;
    if (node.type !== "BinaryExpression" || other === undefined) return [];
    return [replace(node, `${textOf(node.left)} ${other} ${textOf(node.right)}`)];
  },
  "boundary-shifted": ({ node, textOf }) => {
    const other = node.type === "BinaryExpression" ? otherComparison[node.operator] : undefined;
    if (node.type !== "BinaryExpression" || other === undefined) return [];
    return [replace(node, `${textOf(node.left)} ${other} ${textOf(node.right)}`)];
  },
  "logic-swapped": ({ node, textOf }) => {
    const other = node.type === "LogicalExpression" ? otherLogic[node.operator] : undefined;
    if (node.type !== "LogicalExpression" || other === undefined) return [];
    return [replace(node, `((${textOf(node.left)}) ${other} (${textOf(node.right)}))`)];
  },
  "operand-dropped": ({ node, textOf }) =>
    node.type === "LogicalExpression" && node.operator !== "??"
      ? [node.left, node.right].map((kept) => replace(node, `(${textOf(kept)})`))
      : [],
  "default-dropped": ({ node, textOf }) => {
    if (node.type === "AssignmentPattern") return [replace(node, textOf(node.left))];
    const isDefault = node.type === "LogicalExpression" && node.operator === "??";
    return isDefault ? [replace(node, `(${textOf(node.left)})`)] : [];
  },
  "default-forced": ({ node, textOf }) =>
    node.type === "LogicalExpression" && node.operator === "??"
      ? [replace(node, `(${textOf(node.right)})`)]
      : [],
  "negation-dropped": ({ node, textOf }) =>
    node.type === "UnaryExpression" && node.operator === "!"
      ? [replace(node, `(${textOf(node.argument)})`)]
      : [],
};
