import type { Node } from "oxc-parser";
import { type Operator, replace } from "./operator.ts";

/** Methods that can be left out of a chain: what they are called on stays. */
const droppable = new Set(
  "sort filter slice replace join catch trim optional default int min max toString".split(" "),
);

const otherMethod: Record<string, string> = {
  every: "some",
  some: "every",
  startsWith: "endsWith",
  includes: "startsWith",
  flatMap: "map",
  min: "max",
  max: "min",
  split: "concat",
  push: "unshift",
};

/** Calls that turn one value into a form of it: without them the value stays as it was. */
const conversions = new Set(
  "encodeURIComponent JSON.stringify String Number Array.from shownInput withoutLinks".split(" "),
);

/** Calls left out, or made wrong. */
export const callOperators: Record<string, Operator> = {
  "await-dropped": ({ node, textOf }) =>
    node.type === "AwaitExpression" ? [replace(node, `(${textOf(node.argument)})`)] : [],
  "arguments-swapped": ({ node, textOf }) => {
    if (node.type !== "CallExpression" && node.type !== "NewExpression") return [];
    const [first, second] = node.arguments;
    if (first === undefined || second === undefined) return [];
    return [{ start: first.start, end: second.end, text: `${textOf(second)}, ${textOf(first)}` }];
  },
  "call-dropped": ({ node, textOf }) => {
    const method = methodOf(node);
    if (method === undefined || !droppable.has(method.name)) return [];
    return [replace(node, textOf(method.object))];
  },
  "method-swapped": ({ node }) => {
    const method = methodOf(node);
    const other = method && otherMethod[method.name];
    return method && other ? [replace(method.property, other)] : [];
  },
  "conversion-dropped": ({ node, textOf }) => {
    if (node.type !== "CallExpression" || !conversions.has(textOf(node.callee))) return [];
    const [argument] = node.arguments;
    return argument === undefined ? [] : [replace(node, `(${textOf(argument)})`)];
  },
  "optional-dropped": ({ node, textOf }) => {
    if (node.type !== "MemberExpression" || !node.optional) return [];
    const property = node.computed ? `[${textOf(node.property)}]` : `.${textOf(node.property)}`;
    return [replace(node, `${textOf(node.object)}${property}`)];
  },
};

function methodOf(node: Node): { name: string; object: Node; property: Node } | undefined {
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return undefined;
  const { object, property } = node.callee;
  return property.type === "Identifier" ? { name: property.name, object, property } : undefined;
}
