import { oneLine } from "./plain-text.ts";
import { FONTS, TONES, escapeMarkup } from "./theme.ts";

/** Markup that was built by {@link element}: its text is escaped already. */
export interface Markup {
  readonly markup: string;
}

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
  attributes: Record<string, string | number>,
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

/** A link to a notebook beside the one that shows the drawing. */
export function notebookLink(slug: string, title: string): Markup {
  const style = `color:${TONES.accent.ink};font-weight:600;text-decoration:underline`;
  const href = `${encodeURIComponent(oneLine(slug))}.ipynb`;
  return element("a", { href, style }, oneLine(title));
}

const CODE_STYLE =
  `padding:1px 4px;border-radius:4px;background:${TONES.calm.ground};` +
  `color:${TONES.plain.ink};font-family:${FONTS.mono};font-size:0.92em`;

/**
 * HTML for a sentence in which `backticks` mark code, as in Markdown.
 * @param code attributes of the code; none where the page has a style for it
 */
export function sentence(
  text: string,
  code: Record<string, string> = { style: CODE_STYLE },
): (Markup | string)[] {
  return text
    .split(/`([^`\n]+)`/u)
    .map((part, index) => (index % 2 === 1 ? element("code", code, part) : part));
}

/** A name, address or path that may break behind its signs before it breaks within a word. */
export function breakable(text: string): (Markup | string)[] {
  return text
    .split(/(?<=[\w}][_./:,-]+)(?=[\w{])/u)
    .flatMap((part, index) => (index === 0 ? [part] : [BREAK, part]));
}

const BREAK: Markup = { markup: "<wbr>" };
