import { z } from "zod";
import { parseJson } from "../../base/json.ts";
import { type Fault, show } from "../../exercises/finding.ts";
import { describeReply, type Reply, resultOf } from "./server-view.judge.ts";

export interface Table {
  name: string;
  description: string;
  columns: string[];
}

export interface Template {
  id: string;
  name: string;
  body: string;
}

/** How each of the two resources comes. */
export const MIME = {
  "crm://schema": "application/json",
  "crm://templates": "text/markdown",
} as const;

const readResult = z.object({
  contents: z
    .array(z.object({ uri: z.string(), mimeType: z.string().optional(), text: z.string() }))
    .min(1),
});

/** What is wrong with how the two resources read, beside what the source holds; undefined where nothing is. */
export function faultOfTexts(
  replies: { schema: Reply; templates: Reply },
  { tables, templates }: { tables: readonly Table[]; templates: readonly Template[] },
): Fault | undefined {
  const schema = textsOf("crm://schema", replies.schema);
  if (!Array.isArray(schema)) return schema;
  const campaign = textsOf("crm://templates", replies.templates);
  if (!Array.isArray(campaign)) return campaign;
  const words = schema.map(jsonWords);
  const broken = words.findIndex((one) => one === undefined);
  if (broken !== -1) {
    return {
      found: `the schema's text is not JSON: ${show(schema[broken])}`,
      advice: "JSON.stringify makes the text of what readTables() gives.",
    };
  }
  const missing = tables
    .flatMap(({ name, description, columns }) => [name, description, ...columns])
    .find((word) => !words.some((one) => one?.has(word)));
  if (missing !== undefined) {
    const found = `the schema says nothing of ${show(missing)}`;
    return { found, advice: words.every((one) => one?.size === 0) ? READ_NOW : WHOLE };
  }
  const absent = templates
    .flatMap(({ name, body }) => [name, body])
    .find((word) => !campaign.some((one) => plain(one).includes(plain(word))));
  if (campaign.some((one) => jsonWords(one) !== undefined)) {
    return {
      found: `the templates' text is JSON: ${show(campaign[0])}`,
      advice: "Markdown is a text: a heading with the name, then the body, for each template.",
    };
  }
  if (absent === undefined) return undefined;
  const isBare = campaign.every((one) => one.trim() === "");
  return {
    found: `the templates' text has no ${show(absent)}`,
    advice: isBare
      ? READ_NOW
      : "Write the name and the whole body of every template, as they came, into the text; two may have one name.",
  };
}

/** A text without what Markdown may put before a line, as in a quotation, or before a sign. */
function plain(markdown: string): string {
  const lines = markdown.split("\n").map((line) => line.replace(/^[>\s]+/, "").trim());
  return lines.join("\n").replaceAll(/\\(?=[^\w\s])/g, "");
}

const READ_NOW =
  "Call and await the function that you were given inside the handler, at each read: before, the CRM may hold nothing.";
const WHOLE =
  "Write all of it, of every table: name, description and columns. JSON.stringify does that, and String() does not.";

/** The texts that a resource reads as, in one content or several, or what is wrong with them in words. */
function textsOf(uri: keyof typeof MIME, reply: Reply): string[] | Exclude<Fault, string> {
  const contents = readResult.safeParse(resultOf(reply)).data?.contents;
  if (contents === undefined) {
    return {
      found: `${uri} reads as ${describeReply(reply)}`,
      advice:
        reply.status === "error"
          ? "Fix what the message names: nothing is wrong with the CRM at that moment."
          : "Return { contents: [{ uri, mimeType, text }] }, in which text is a string.",
    };
  }
  const strange = contents.find(
    (content) => content.mimeType !== MIME[uri] || !isPartOf(content.uri, uri),
  );
  return strange === undefined
    ? contents.map((content) => content.text)
    : {
        found: `the contents of ${uri} come with uri: ${show(strange.uri)}, mimeType: ${show(strange.mimeType)}`,
        advice: `Each content has the uri that was asked for, or one below it, and says mimeType: "${MIME[uri]}" again.`,
      };
}

/** Whether a content is the resource itself or, as a folder's files are, below it. */
function isPartOf(uri: string, resource: string): boolean {
  return uri === resource || ["/", "#", "?"].some((mark) => uri.startsWith(resource + mark));
}

/** Every text and every key in a JSON text; undefined where it is none, or only a number. */
function jsonWords(json: string): Set<string> | undefined {
  try {
    const value: unknown = parseJson(json);
    if (typeof value !== "object" || value === null) return undefined;
    const words = new Set<string>();
    const walk = (part: unknown): void => {
      if (typeof part === "string") words.add(part);
      if (typeof part !== "object" || part === null) return;
      for (const [key, inner] of Object.entries(part)) {
        words.add(key);
        walk(inner);
      }
    };
    walk(value);
    return words;
  } catch {
    return undefined;
  }
}
