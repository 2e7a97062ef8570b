import { createInterface } from "node:readline";
import { z } from "zod";
import type { Json } from "../../base/json.ts";

/*
 * An MCP server of the older era over stdio, without an SDK: it lists and answers what hosts treat
 * differently, each shape once. Recordings of hosts are made with it.
 */

const nothing = { type: "object", properties: {} };
const reads = { readOnlyHint: true };
const LONG = Array.from({ length: 200 }, (_, at) => `Sentence ${at + 1} of many.`).join(" ");

const tools = [
  {
    name: "success_all",
    title: "Success in three forms",
    description: "Answers with a text, a link and structured content.",
    inputSchema: nothing,
    annotations: reads,
  },
  {
    name: "success_schema",
    description: "The same, with an output schema.",
    inputSchema: nothing,
    outputSchema: { type: "object", properties: { said: { type: "string" } } },
    annotations: reads,
  },
  {
    name: "success_text",
    description: "Answers with a text and a link.",
    inputSchema: nothing,
    annotations: reads,
  },
  {
    name: "failure_both",
    description: "Fails with a text and structured content.",
    inputSchema: nothing,
    annotations: reads,
  },
  {
    name: "failure_protocol",
    description: "Fails with an error of the protocol.",
    inputSchema: nothing,
    annotations: reads,
  },
  {
    name: "dotted.name",
    description: "Has a name that the Messages API does not take.",
    inputSchema: nothing,
    annotations: reads,
  },
  {
    name: "twin.name",
    description: "Is listed first, and becomes what the next one is called.",
    inputSchema: nothing,
  },
  {
    name: "twin_name",
    description: "Is listed second, under the name that the first one gets.",
    inputSchema: nothing,
  },
  {
    name: "odd_property",
    description: "Has a property that the Messages API does not take.",
    inputSchema: { type: "object", properties: { "odd property": { type: "string" } } },
  },
  {
    name: "either_input",
    description: "Takes one of two inputs.",
    inputSchema: {
      type: "object",
      properties: { id: { type: "string" }, name: { type: "string" } },
      anyOf: [{ required: ["id"] }, { required: ["name"] }],
    },
  },
  {
    name: "referring_input",
    description: "Refers to a part of its own schema.",
    inputSchema: {
      type: "object",
      properties: { id: { $ref: "#/$defs/Id" } },
      $defs: { Id: { type: "string" } },
    },
  },
  { name: "long_description", description: LONG, inputSchema: nothing },
];

const link = {
  type: "resource_link",
  uri: "shapes://one",
  name: "one",
  description: "Said in the link.",
};
const text = (words: string): Json => ({ type: "text", text: words });

const results: Record<string, Json> = {
  success_all: {
    content: [text("Said in the text."), link],
    structuredContent: { said: "in the structured content" },
  },
  success_schema: {
    content: [text("Said in the text."), link],
    structuredContent: { said: "in the structured content" },
  },
  success_text: { content: [text("Said in the text."), link] },
  failure_both: {
    isError: true,
    content: [text("Said in the text of the failure.")],
    structuredContent: { code: "SAID_IN_THE_STRUCTURED_CONTENT" },
  },
  "dotted.name": { content: [text("Called by the name with a dot.")] },
};

const resources = [
  {
    uri: "shapes://one",
    name: "one",
    title: "For the model",
    description: "The first page's.",
    mimeType: "text/plain",
    annotations: { audience: ["assistant"], priority: 1 },
  },
  { uri: "shapes://two", name: "two", title: "For the user", annotations: { audience: ["user"] } },
];

/** What a request can be about; everything else of it changes nothing here. */
const request = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  method: z.string(),
  params: z
    .object({
      protocolVersion: z.string().default("2025-11-25"),
      cursor: z.string().default(""),
      name: z.string().default(""),
      uri: z.string().default(""),
    })
    .prefault({}),
});
type Params = z.infer<typeof request>["params"];

const answers: Record<string, (params: Params) => Json | undefined> = {
  initialize: ({ protocolVersion }) => ({
    protocolVersion,
    capabilities: { tools: {}, resources: {} },
    serverInfo: { name: "shapes", version: "1.0.0" },
    instructions: LONG,
  }),
  ping: () => ({}),
  "tools/list": () => ({ tools }),
  "tools/call": ({ name }) => results[name],
  // The second page ends with a cursor that is there and empty.
  "resources/list": ({ cursor }) =>
    cursor === "second"
      ? { resources: resources.slice(1), nextCursor: "" }
      : { resources: resources.slice(0, 1), nextCursor: "second" },
  "resources/templates/list": () => ({
    resourceTemplates: [{ uriTemplate: "shapes://{name}", name: "by name" }],
  }),
  "resources/read": ({ uri }) =>
    resources.some((resource) => resource.uri === uri)
      ? { contents: [{ uri, mimeType: "text/plain", text: `The text of ${uri}.` }] }
      : undefined,
};

createInterface({ input: process.stdin }).on("line", (line) => {
  const { id, method, params } = request.parse(JSON.parse(line));
  if (id === undefined) return;
  const result = answers[method]?.(params);
  const error = Object.hasOwn(answers, method)
    ? { code: -32_602, message: "There is no such thing." }
    : { code: -32_601, message: "There is no such method." };
  const answer = result === undefined ? { error } : { result };
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", id, ...answer })}\n`);
});
