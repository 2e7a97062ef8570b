import { createHash } from "node:crypto";
import { escapeMarkup } from "./theme.ts";

/** Markup that was built by {@link element}: its text is escaped already. */
export interface Markup {
  readonly markup: string;
}

type Attributes = Record<string, string | number>;

/** Writes a number for an attribute: at most two decimals, the same on every machine. */
function attributeText(value: string | number): string {
  return typeof value === "number" ? String(Math.round(value * 100) / 100) : escapeMarkup(value);
}

/**
 * One element. Strings among the children are escaped, and so are attribute values, so that no text
 * can become markup. Element and attribute names are the caller's own words, never data.
 */
export function element(
  name: string,
  attributes: Attributes,
  ...children: readonly (Markup | string)[]
): Markup {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${attributeText(value)}"`,
  );
  const inner = children.map((child) =>
    typeof child === "string" ? escapeMarkup(child) : child.markup,
  );
  return { markup: `<${name}${written.join("")}>${inner.join("")}</${name}>` };
}

/**
 * A complete SVG picture that carries its own text twin: `<title>` and `<desc>` are tied to the
 * picture with ids that follow from the content, so that several pictures share one page and the
 * same content gives the same bytes.
 */
export function svgDocument(
  size: { width: number; height: number },
  title: string,
  text: string,
  children: readonly Markup[],
): string {
  const body = children.map((child) => child.markup).join("\n");
  const id = createHash("sha256").update(`${title}\n${text}\n${body}`).digest("hex").slice(0, 12);
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width: size.width,
      height: size.height,
      viewBox: `0 0 ${size.width} ${size.height}`,
      role: "img",
      "aria-labelledby": `t${id} d${id}`,
      style: "max-width:100%;height:auto",
    },
    element("title", { id: `t${id}` }, title),
    element("desc", { id: `d${id}` }, text),
    { markup: `\n${body}\n` },
  ).markup;
}
