import { numberOr } from "./json-schema.ts";
import type { JsonObject } from "./request-types.ts";
import { stems } from "./words.ts";

/** String formats whose values can be found in a text, and what is used when there is none. */
export const FORMATS: ReadonlyMap<string, { pattern: RegExp; placeholder: string }> = new Map(
  Object.entries({
    email: {
      pattern: /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/,
      placeholder: "nobody@example.com",
    },
    uri: {
      pattern: /[a-z][a-z0-9+.-]{1,20}:\/\/[^\s"'<>)]{1,500}/i,
      placeholder: "https://example.com/",
    },
    date: { pattern: /\b\d{4}-\d{2}-\d{2}\b/, placeholder: "2000-01-01" },
    "date-time": {
      pattern: /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z/,
      placeholder: "2000-01-01T00:00:00Z",
    },
    uuid: {
      pattern: /\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/i,
      placeholder: "00000000-0000-4000-8000-000000000000",
    },
  }),
);

/** Whether a field asks for somebody's name rather than for a search term. */
export function wantsName(name: string): boolean {
  return stems(name).some((word) => NAMES.has(word));
}

const NAMES: ReadonlySet<string> = new Set(
  "account author company contact customer domain name namespace org organisation organization owner person subject user".split(
    " ",
  ),
);

/**
 * Whether a field asks for a name as it is in an address, such as `acme-labs`: it is called so,
 * or its description's examples are written so.
 */
export function wantsHandle(name: string, hint: string): boolean {
  if (!wantsName(name)) return false;
  const examples = examplesIn(hint);
  if (examples.length > 0) return examples.every((one) => /^[a-z0-9._-]+$/.test(one));
  return stems(name).some((word) => HANDLES.has(word));
}

const HANDLES: ReadonlySet<string> = new Set("account author namespace org owner user".split(" "));

/** Whether a field asks for a search term. */
export function wantsTerm(name: string): boolean {
  return stems(name).some((word) => TERMS.has(word));
}

const TERMS: ReadonlySet<string> = new Set(
  "keyword phrase prompt q query question search term text topic".split(" "),
);

/** Cuts or fills a text to the schema's length. */
export function fit(text: string, schema: JsonObject): string {
  const least = Math.min(numberOr(schema["minLength"], 0), 1000);
  const most = Math.min(numberOr(schema["maxLength"], 1000), 1000);
  return text.slice(0, Math.max(0, most)).padEnd(least, "-");
}

/** A text as a name in an address: `Acme Labs` becomes `acme-labs`. */
export function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}./_:-]+/gu, "-")
    .replace(/^-+|-+$/g, "");
}

/** What a description gives as examples: `(e.g. 'google', 'meta-llama')` or `such as acme/one`. */
function examplesIn(hint: string): string[] {
  const list = /(?:e\.g\.?|such as|for example|like)[,:]? ([^)\n]{1,200})/i.exec(hint)?.[1] ?? "";
  const quoted = [...list.matchAll(/['"`]([^'"`]{1,80})['"`]/g)].map((match) => match[1] ?? "");
  const first = /^[^\s,;]+/.exec(list)?.[0];
  return quoted.length > 0 || first === undefined ? quoted : [first.replace(/\.$/, "")];
}

/** How a description says an identifier is built: an example of it, or words such as owner/name. */
export function patternIn(hint: string): string | undefined {
  return (
    examplesIn(hint).find((one) => /[/:]/.test(one)) ??
    /\b[a-z]{1,30}[/:][a-z]{1,30}\b/i.exec(hint)?.[0]
  );
}

/** A pattern for tokens built like the example: `openai/gpt-oss` finds `acme-ai/acme-7b`. */
export function shapeOf(example: string): RegExp {
  const shape = example
    .split(/([^A-Za-z0-9._-]+)/)
    .map((part, index) =>
      index % 2 === 1 ? escape(part) : part === "" ? "" : "[A-Za-z0-9][A-Za-z0-9._-]{0,95}",
    )
    .join("");
  return new RegExp(`(?<![A-Za-z0-9._/:-])${shape}(?![A-Za-z0-9_/:-])`);
}

/** A text as a pattern that matches it literally. */
export function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
