/** What must not be in a source as it is: it hides, reorders or ends lines. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Columns of a line, where words allow. */
const COLUMNS = 96;

/**
 * A JSON value as a TypeScript expression that starts in a line with this indent, in columns. Texts are
 * written as JSON; characters that nobody sees as escapes, so that the source reads as it runs.
 */
export function literal(value: unknown, indent = 0): string {
  const short = onOneLine(value);
  const long = typeof value === "object" && value !== null;
  if (!long || indent + short.length <= COLUMNS) return short;
  const inner = indent + 2;
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  const items = Array.isArray(value)
    ? value.map((item) => literal(item, inner))
    : entriesOf(value).map(([name, item]) => `${name}: ${literal(item, inner)}`);
  const lines = items.map((item) => `${" ".repeat(inner)}${item},\n`);
  return `${open}\n${lines.join("")}${" ".repeat(indent)}${close}`;
}

function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(", ")}]`;
  if (typeof value !== "object" || value === null) {
    return JSON.stringify(value).replace(UNSEEN, escapes);
  }
  const entries = entriesOf(value).map(([name, item]) => `${name}: ${onOneLine(item)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

const entriesOf = (value: object): [string, unknown][] =>
  Object.entries(value).map(([name, item]) => [propertyName(name), item]);

/** A name as it may be before a colon; none sets a prototype. */
export function propertyName(name: string): string {
  return /^[A-Za-z]\w*$/.test(name) ? name : `[${JSON.stringify(name).replace(UNSEEN, escapes)}]`;
}

function escapes(text: string): string {
  let written = "";
  for (let at = 0; at < text.length; at += 1) {
    written += `\\u${text.charCodeAt(at).toString(16).padStart(4, "0")}`;
  }
  return written;
}
