import { members } from "./members.ts";
import { type Edit, type Operator, replace, withoutEntry } from "./operator.ts";

const otherArithmetic: Record<string, string> = {
  "+": "-",
  "-": "+",
  "*": "/",
  "/": "*",
  "**": "*",
  "+=": "=",
  "-=": "+=",
};

/** Wrong values: numbers, texts, truth values, and what is left out of a list or an object. */
export const valueOperators: Record<string, Operator> = {
  "number-raised": (site) => number(site, 1),
  "number-lowered": (site) => number(site, -1),
  "boolean-flipped": ({ node }) =>
    node.type === "Literal" && typeof node.value === "boolean"
      ? [replace(node, String(!node.value))]
      : [],
  "text-emptied": (site) => {
    const value = textIn(site);
    return value === undefined || value === "" ? [] : [replace(site.node, '""')];
  },
  // A text of several words is for people, and any other wording would do as well.
  "name-changed": (site) => {
    const value = textIn(site);
    const isName = value !== undefined && /^\S+$/.test(value);
    return isName ? [replace(site.node, JSON.stringify(`${value}x`))] : [];
  },
  "default-added": ({ node, textOf }) => {
    const isText = node.type === "Literal" || node.type === "TemplateElement";
    if (!isText) return [];
    return [...textOf(node).matchAll(/\$\{[A-Z_]+(?=\})/g)].map(({ 0: { length }, index }) => {
      const end = node.start + index + length;
      return { start: end, end, text: ":-none" };
    });
  },
  "member-swapped": (site) =>
    othersOf(textIn(site)).map((other) => replace(site.node, JSON.stringify(other))),
  "line-dropped": ({ node, textOf }) => {
    if (node.type === "TemplateElement") return lines(node.start, textOf(node), "\n");
    const isText = node.type === "Literal" && typeof node.value === "string";
    return isText ? lines(node.start + 1, textOf(node).slice(1, -1), "\\n") : [];
  },
  "hole-dropped": ({ node }) => {
    if (node.type !== "TemplateLiteral") return [];
    return node.quasis.slice(1).map((after, index) => ({
      start: node.quasis[index]?.end ?? node.start,
      end: after.start,
      text: "",
    }));
  },
  "piece-dropped": ({ node, textOf }) => {
    if (node.type !== "TemplateLiteral" || node.expressions.length === 0) return [];
    return node.quasis.filter((piece) => textOf(piece) !== "").map((piece) => replace(piece, ""));
  },
  "arithmetic-swapped": ({ node, textOf }) => {
    if (node.type !== "BinaryExpression" && node.type !== "AssignmentExpression") return [];
    const other = otherArithmetic[node.operator];
    if (other === undefined) return [];
    return [replace(node, `${textOf(node.left)} ${other} ${textOf(node.right)}`)];
  },
  "pattern-loosened": ({ node }) => {
    if (node.type !== "Literal" || !("regex" in node)) return [];
    const { pattern, flags } = node.regex;
    const looser = [pattern.replace(/^\^/, ""), pattern.replace(/\$$/, "")];
    const changed = looser.filter((one) => one !== pattern).map((one) => `/${one}/${flags}`);
    return [...changed, ...(flags === "" ? [] : [`/${pattern}/`])].map((one) => replace(node, one));
  },
  "property-dropped": ({ node }) =>
    node.type === "ObjectExpression"
      ? node.properties.flatMap((entry, index) =>
          entry.type === "Property" ? withoutEntry(node.properties, index) : [],
        )
      : [],
  "spread-dropped": ({ node }) => {
    const entries =
      node.type === "ObjectExpression"
        ? node.properties
        : node.type === "ArrayExpression"
          ? node.elements.filter((element) => element !== null)
          : node.type === "CallExpression"
            ? node.arguments
            : [];
    return entries.flatMap((entry, index) =>
      entry.type === "SpreadElement" ? withoutEntry(entries, index) : [],
    );
  },
  "element-dropped": ({ node }) => {
    if (node.type !== "ArrayExpression") return [];
    const elements = node.elements.filter((element) => element !== null);
    return elements.flatMap((element, index) =>
      element.type === "SpreadElement" ? [] : withoutEntry(elements, index),
    );
  },
};

function number({ node }: Parameters<Operator>[0], by: number): Edit[] {
  if (node.type !== "Literal" || typeof node.value !== "number") return [];
  return [replace(node, String(node.value + by))];
}

/** The text of a literal that is a value, and not a property's name. */
function textIn({ node, parent }: Parameters<Operator>[0]): string | undefined {
  const isKey = parent?.type === "Property" && parent.key === node && !parent.computed;
  if (isKey) return undefined;
  if (node.type === "TemplateLiteral" && node.expressions.length === 0) {
    return node.quasis[0]?.value.cooked ?? undefined;
  }
  return node.type === "Literal" && typeof node.value === "string" ? node.value : undefined;
}

/** The next two of the words that a text was chosen from. */
function othersOf(text: string | undefined): string[] {
  const set = members.find((words) => words.includes(text ?? ""));
  if (set === undefined) return [];
  const at = set.indexOf(text ?? "");
  const others = [...set.slice(at + 1), ...set.slice(0, at)];
  return others.slice(0, 2);
}

/** An edit for each line that holds something: it is taken out, with the break before or behind it. */
function lines(start: number, text: string, separator: string): Edit[] {
  const parts = text.split(separator);
  if (parts.length < 2) return [];
  const ends = parts.map((_, index) => parts.slice(0, index + 1).join(separator).length);
  return parts.flatMap((part, index) => {
    if (part.trim() === "") return [];
    const end = start + (ends[index] ?? 0);
    const isLast = index === parts.length - 1;
    return [{ start: end - part.length, end: end + (isLast ? 0 : separator.length), text: "" }];
  });
}
