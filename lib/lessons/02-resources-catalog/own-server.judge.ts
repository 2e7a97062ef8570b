import { z } from "zod";
import { type Fault, type Judge, show, showWords } from "../../exercises/finding.ts";
import {
  describeReply,
  firstFaultSeen,
  NO_REPLY,
  type Reply,
  resultOf,
  type View,
} from "./server-view.judge.ts";
import { faultOfTexts, MIME, type Table, type Template } from "./resource-texts.judge.ts";

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
  firstFaultSeen(evidence, faultOfTexts, {
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
  if (view.list.status === "error" && view.list.message.includes('"annotations"')) {
    return {
      found: describeReply(view.list),
      advice: "audience is a list of user and assistant, and priority a number from 0 to 1.",
    };
  }
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

/** What MCP answers for a URI that nothing has. */
const NOT_THERE = -32_602;

const faultOfUnknown: Look = ({ unknown }, { unknownUri }) => {
  const right =
    unknown.status === "error" &&
    unknown.code === NOT_THERE &&
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

const faultOfBroken: Look = ({ broken, schema, templates }, { internals }) => {
  for (const [at, reply] of broken.entries()) {
    const before = [schema, templates][at];
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
    if (reply.code === NOT_THERE && before?.status === "result") {
      return {
        found: describeReply(reply),
        advice: `${NOT_THERE} says that there is no such resource. It is there, and the CRM is not: throw new Error(…).`,
      };
    }
    const seen = `${reply.message} ${JSON.stringify(reply.data)}`;
    const leaked = internals.find((piece) => seen.includes(piece));
    if (leaked !== undefined) return `${describeReply(reply)}, which holds ${show(leaked)}`;
    if (reply.message.trim() === "") return "an error without a message";
  }
  return undefined;
};
