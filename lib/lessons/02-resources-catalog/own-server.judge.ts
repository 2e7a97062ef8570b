import { z } from "zod";
import { parseJson } from "../../base/json.ts";
import { type Fault, type Judge, show, showWords } from "../../exercises/finding.ts";
import {
  describeReply,
  firstFaultSeen,
  NO_REPLY,
  type Reply,
  resultOf,
  type View,
} from "./server-view.judge.ts";

/** What one client saw of the learner's server. */
interface Seen {
  list: Reply;
  schema: Reply;
  templates: Reply;
  unknown: Reply;
  /** The same two reads, while the source throws. */
  broken: Reply[];
}

export type ServerView = View<Seen>;

interface Table {
  name: string;
  description: string;
  columns: string[];
}

interface Template {
  id: string;
  name: string;
  body: string;
}

/** A source, what clients of both eras saw of a server over it, and what must never be seen. */
export interface OwnServerEvidence {
  tables: Table[];
  templates: Template[];
  unknownUri: string;
  /** Pieces of the message that the source throws. */
  internals: string[];
  views: ServerView[];
}

/** What is wrong with a view; undefined where nothing is. */
type Look = (seen: Seen, evidence: OwnServerEvidence) => Fault | undefined;

export const judgeOwnServer: Judge<OwnServerEvidence> = (evidence) => [
  firstFaultSeen(evidence, faultOfListing, {
    check: "02.2.listed",
    expected:
      "crm://schema (application/json) and crm://templates (text/markdown), each with a title and a description of three words or more",
    advice:
      "The third argument of registerResource is { title, description, mimeType, annotations }: say what is expected there.",
  }),
  firstFaultSeen(evidence, faultOfAnnotations, {
    check: "02.2.annotations",
    expected:
      'the schema for ["assistant"], the templates for ["user", "assistant"], priorities from 0 to 1, the schema\'s higher',
    advice:
      "annotations: { audience: […], priority: … } belongs beside title and mimeType, with a priority from 0 to 1.",
  }),
  firstFaultSeen(evidence, faultOfReading, {
    check: "02.2.read",
    expected: "what the source holds now: the tables as JSON text, the templates as Markdown",
    advice:
      "Return { contents: [{ uri, mimeType, text }] }: one for all tables or templates, or one for each.",
  }),
  firstFaultSeen(evidence, faultOfUnknown, {
    check: "02.2.unknown",
    expected: `reading ${evidence.unknownUri} gives the error -32602 with data { uri }`,
    advice:
      "McpServer does that by itself for a URI that nobody registered. In a handler of your own: throw new ResourceNotFoundError(uri).",
  }),
  firstFaultSeen(evidence, faultOfBroken, {
    check: "02.2.quiet",
    expected: "an error in words of your own when the source throws, and nothing of what it threw",
    advice:
      "What a handler throws reaches the client word for word, its data too: catch it, and throw an error with a message of your own.",
  }),
];

const text = z.string().trim().min(1);
const listing = z.object({ resources: z.array(z.looseObject({ uri: z.string() })) });
const annotations = z.looseObject({
  annotations: z.looseObject({
    audience: z.array(z.string()),
    priority: z.number().min(0).max(1),
  }),
});
const MIME = { "crm://schema": "application/json", "crm://templates": "text/markdown" } as const;

function listed(view: Seen, uri: string): { uri: string } | undefined {
  const parsed = listing.safeParse(resultOf(view.list));
  return parsed.data?.resources.find((resource) => resource.uri === uri);
}

const faultOfListing: Look = (view) => {
  for (const [uri, mimeType] of Object.entries(MIME)) {
    const resource = listed(view, uri);
    if (resource === undefined) return unlisted(uri, view.list);
    const good = z
      .looseObject({
        title: text,
        description: text.regex(/\S+\s+\S+\s+\S+/u),
        mimeType: z.literal(mimeType),
      })
      .safeParse(resource);
    const field = good.error?.issues[0]?.path[0];
    if (field !== undefined) {
      return `${uri} has ${String(field)}: ${show(Reflect.get(resource, field))}`;
    }
  }
  return undefined;
};

function unlisted(uri: string, list: Reply): Fault {
  const found = `the listing has no ${uri}: ${describeReply(list)}`;
  if (list.status === "error") {
    return {
      found,
      advice: "The client takes no such listing: fix the field that the message names.",
    };
  }
  const some = listing.safeParse(list.result).data?.resources.length ?? 0;
  return {
    found,
    advice:
      some > 0
        ? "Register both URIs, letter by letter. A list in pages ends where nextCursor is left out: hosts take an empty one for the end, too."
        : "Call server.registerResource(name, uri, about, handler) for each of the two, before the server is returned.",
  };
}

const faultOfAnnotations: Look = (view) => {
  const [schema, templates] = Object.keys(MIME).map((uri) => {
    const resource = listed(view, uri);
    return { resource, found: annotations.safeParse(resource).data?.annotations };
  });
  const parts = [schema, templates];
  const without = parts.find((part) => part?.found === undefined);
  if (without !== undefined) {
    const found = `a resource is listed as ${show(without.resource)}`;
    return without.resource === undefined ? { found, advice: "First list both resources." } : found;
  }
  const shown = show(parts.map((part) => part?.found));
  const audiences = parts.map((part) => part?.found?.audience.toSorted().join());
  if (audiences[0] !== "assistant" || audiences[1] !== "assistant,user") {
    return { found: shown, advice: "See the table: who reads the schema, and who the templates?" };
  }
  return (schema?.found?.priority ?? 0) > (templates?.found?.priority ?? 0)
    ? undefined
    : { found: shown, advice: "The schema's priority has to be higher than the templates'." };
};

const readResult = z.object({
  contents: z
    .array(z.object({ uri: z.string(), mimeType: z.string().optional(), text: z.string() }))
    .min(1),
});

const faultOfReading: Look = (view, { tables, templates }) => {
  const schema = textsOf("crm://schema", view.schema);
  if (!Array.isArray(schema)) return schema;
  const campaign = textsOf("crm://templates", view.templates);
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
      : "Write the name and the whole body of every template, as they came, into the text.",
  };
};

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

const faultOfUnknown: Look = ({ unknown }, { unknownUri }) => {
  const right =
    unknown.status === "error" &&
    unknown.code === -32_602 &&
    z.object({ uri: z.literal(unknownUri) }).safeParse(unknown.data).success;
  if (right) return undefined;
  if (unknown.status === "result") {
    return {
      found: describeReply(unknown),
      advice: "Not found is an error, and no empty result: throw new ResourceNotFoundError(uri).",
    };
  }
  const found = `${describeReply(unknown)}, data ${show(unknown.data)}`;
  return unknown.code === -32_601
    ? {
        found,
        advice: "A server without resources knows no reading at all: register the two first.",
      }
    : found;
};

const faultOfBroken: Look = ({ broken }, { internals }) => {
  for (const reply of broken) {
    if (reply.status === "result") {
      return {
        found: `no error, but ${describeReply(reply)}`,
        advice:
          "Ask the source inside the handler, at each read, and throw when it throws: an empty text would pass for an empty CRM.",
      };
    }
    if (reply.code === NO_REPLY) {
      return {
        found: `no error from the server: ${showWords(reply.message)}`,
        advice: "Throw in the handler: what it returned is no result that a client takes.",
      };
    }
    const seen = `${reply.message} ${JSON.stringify(reply.data)}`;
    const leaked = internals.find((piece) => seen.includes(piece));
    if (leaked !== undefined) return `${describeReply(reply)}, which holds ${show(leaked)}`;
    if (reply.message.trim() === "") return "an error without a message";
  }
  return undefined;
};
