import { z } from "zod";
import { parseJson } from "../../base/json.ts";
import { type Judge, show, showWords } from "../../exercises/finding.ts";
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
type Fault = (seen: Seen, evidence: OwnServerEvidence) => string | undefined;

export const judgeOwnServer: Judge<OwnServerEvidence> = (evidence) => [
  firstFaultSeen(evidence, faultOfListing, {
    check: "02.2.listed",
    expected:
      "crm://schema (application/json) and crm://templates (text/markdown), each with a title and a description of three words or more",
    advice:
      "The third argument of registerResource is { title, description, mimeType, annotations }. A list in pages ends where nextCursor is left out: hosts take an empty one for the end, too.",
  }),
  firstFaultSeen(evidence, faultOfAnnotations, {
    check: "02.2.annotations",
    expected:
      'the schema for ["assistant"], the templates for ["user", "assistant"], priorities from 0 to 1, the schema\'s higher',
    advice: "annotations: { audience: […], priority: … } belongs beside title and mimeType.",
  }),
  firstFaultSeen(evidence, faultOfReading, {
    check: "02.2.read",
    expected: "what the source holds now: the tables as JSON text, the templates as Markdown",
    advice:
      "Await readTables() or readTemplates() inside the handler, at each read, and return { contents: [{ uri, mimeType, text }] }: one for all, or one for each. Markdown is a text with the names and bodies in it.",
  }),
  firstFaultSeen(evidence, faultOfUnknown, {
    check: "02.2.unknown",
    expected: `reading ${evidence.unknownUri} gives the error -32602 with data { uri }`,
    advice:
      "McpServer does that by itself for a URI that nobody registered. Elsewhere: throw new ResourceNotFoundError(uri).",
  }),
  firstFaultSeen(evidence, faultOfBroken, {
    check: "02.2.quiet",
    expected: "an error in words of your own when the source throws, and nothing of what it threw",
    advice:
      "Ask the source inside the handler. What a handler throws reaches the client word for word: catch it, and throw an error of your own.",
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

const faultOfListing: Fault = (view) => {
  for (const [uri, mimeType] of Object.entries(MIME)) {
    const resource = listed(view, uri);
    if (resource === undefined) return `the listing has no ${uri}: ${describeReply(view.list)}`;
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

const faultOfAnnotations: Fault = (view) => {
  const [schema, templates] = Object.keys(MIME).map((uri) => {
    const resource = listed(view, uri);
    return { resource, found: annotations.safeParse(resource).data?.annotations };
  });
  const parts = [schema, templates];
  const without = parts.find((part) => part?.found === undefined);
  if (without !== undefined) return `a resource is listed as ${show(without.resource)}`;
  const shown = show(parts.map((part) => part?.found));
  const audiences = parts.map((part) => part?.found?.audience.toSorted().join());
  if (audiences[0] !== "assistant" || audiences[1] !== "assistant,user") return shown;
  return (schema?.found?.priority ?? 0) > (templates?.found?.priority ?? 0) ? undefined : shown;
};

const readResult = z.object({
  contents: z
    .array(z.object({ uri: z.string(), mimeType: z.string().optional(), text: z.string() }))
    .min(1),
});

const faultOfReading: Fault = (view, { tables, templates }) => {
  const schema = textsOf("crm://schema", view.schema);
  if (typeof schema === "string") return schema;
  const campaign = textsOf("crm://templates", view.templates);
  if (typeof campaign === "string") return campaign;
  const words = schema.map(jsonWords);
  const broken = words.findIndex((one) => one === undefined);
  if (broken !== -1) return `the schema's text is not JSON: ${show(schema[broken])}`;
  const missing = tables
    .flatMap(({ name, description, columns }) => [name, description, ...columns])
    .find((word) => !words.some((one) => one?.has(word)));
  if (missing !== undefined) return `the schema says nothing of ${show(missing)}`;
  const absent = templates
    .flatMap(({ name, body }) => [name, body])
    .find((word) => !campaign.some((one) => one.includes(word)));
  if (absent !== undefined) return `the templates' text has no ${show(absent)}`;
  return campaign.every((one) => jsonWords(one) === undefined)
    ? undefined
    : "the templates' text is JSON";
};

/** The texts that a resource reads as, in one content or several, or what is wrong with them in words. */
function textsOf(uri: keyof typeof MIME, reply: Reply): string[] | string {
  const contents = readResult.safeParse(resultOf(reply)).data?.contents;
  if (contents === undefined) return `${uri} reads as ${describeReply(reply)}`;
  const strange = contents.find(
    (content) => content.mimeType !== MIME[uri] || !isPartOf(content.uri, uri),
  );
  return strange === undefined
    ? contents.map((content) => content.text)
    : `the contents of ${uri} come with uri: ${show(strange.uri)}, mimeType: ${show(strange.mimeType)}`;
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

const faultOfUnknown: Fault = ({ unknown }, { unknownUri }) => {
  const right =
    unknown.status === "error" &&
    unknown.code === -32_602 &&
    z.object({ uri: z.literal(unknownUri) }).safeParse(unknown.data).success;
  if (right) return undefined;
  return unknown.status === "error"
    ? `${describeReply(unknown)}, data ${show(unknown.data)}`
    : describeReply(unknown);
};

const faultOfBroken: Fault = ({ broken }, { internals }) => {
  for (const reply of broken) {
    if (reply.status === "result") return `no error, but ${describeReply(reply)}`;
    if (reply.code === NO_REPLY) return `no error from the server: ${showWords(reply.message)}`;
    const seen = `${reply.message} ${JSON.stringify(reply.data)}`;
    const leaked = internals.find((piece) => seen.includes(piece));
    if (leaked !== undefined) return `${describeReply(reply)}, which holds ${show(leaked)}`;
    if (reply.message.trim() === "") return "an error without a message";
  }
  return undefined;
};
