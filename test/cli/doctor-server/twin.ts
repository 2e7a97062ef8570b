import type { Json } from "../../../lib/base/json.ts";

type Fields = { [name: string]: Json };

/** What a request gets: a result, an error, nothing ever, or the end of the connection. */
export type Answer =
  | { result: Json }
  | { error: { code: number; message: string; data?: Json } }
  | "silence"
  | "hang-up";

/** A server without the SDK, which can be wrong in every way. */
export interface Twin {
  instructions: string | undefined;
  capabilities: Fields;
  tools: Fields[];
  resources: Fields[];
  templates: Fields[];
  /** What a call of each tool gets. */
  calls: Record<string, (args: Fields) => Answer>;
  /** Pages of a list by cursor, in place of one page of everything. */
  pages: Record<string, (cursor: string | undefined) => Fields>;
  /** Answers by method, in place of those it would give. */
  methods: Record<string, (params: Fields) => Answer>;
}

export const text = (words: string): Json => [{ type: "text", text: words }];
export const failure = (words: string, more: Fields = {}): Answer => ({
  result: { isError: true, content: text(words), ...more },
});

const weather = { city: "Bern", degrees: 21 };

/** A server with nothing to report. */
export function cleanTwin(): Twin {
  return {
    instructions: "Weather of Swiss cities. Begin with the resource weather://cities.",
    capabilities: { tools: {}, resources: {} },
    tools: [
      {
        name: "get_weather",
        description: "The weather of one city now. For days ahead there is nothing.",
        inputSchema: {
          type: "object",
          properties: { city: { type: "string", examples: ["Bern"] } },
          required: ["city"],
        },
        outputSchema: {
          type: "object",
          properties: { city: { type: "string" }, degrees: { type: "number" } },
          required: ["city", "degrees"],
        },
        annotations: { readOnlyHint: true },
      },
      {
        name: "set_alarm",
        description: "Warns a user when a storm comes.",
        inputSchema: { type: "object", properties: { user: { type: "string" } } },
        annotations: { readOnlyHint: false, destructiveHint: false },
      },
    ],
    resources: [
      {
        uri: "weather://cities",
        name: "cities",
        description: "The cities that there is weather of.",
        mimeType: "text/plain",
      },
    ],
    templates: [],
    calls: {
      get_weather: ({ city }) =>
        typeof city === "string"
          ? { result: { content: text(JSON.stringify(weather)), structuredContent: weather } }
          : failure("city: give the name of a city as a text, such as Bern"),
    },
    pages: {},
    methods: {},
  };
}

/** The answer of a twin to a message of either era; undefined for a notification. */
export function answerOf(twin: Twin, message: Fields): Answer | undefined {
  const { id, method, params } = message;
  if (id === undefined || typeof method !== "string") return undefined;
  const given = asFields(params);
  const era = "_meta" in given ? "modern" : "legacy";
  const own = twin.methods[method]?.(given);
  if (own !== undefined) return own;
  const answer = answerTo(twin, method, given);
  if (era === "legacy" || typeof answer !== "object" || !("result" in answer)) return answer;
  const cached = /list|read|discover/.test(method) ? { ttlMs: 0, cacheScope: "private" } : {};
  return { result: { resultType: "complete", ...cached, ...asFields(answer.result) } };
}

const asFields = (value: Json | undefined): Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};

const unknown = (message: string, data: Json = null): Answer => ({
  error: { code: -32_602, message, data },
});

function answerTo(twin: Twin, method: string, params: Fields): Answer {
  const { capabilities } = twin;
  const said = twin.instructions === undefined ? {} : { instructions: twin.instructions };
  const serverInfo = { name: "weather", version: "1.0.0" };
  const cursor = typeof params["cursor"] === "string" ? params["cursor"] : undefined;
  const paged = twin.pages[method];
  if (paged !== undefined) return { result: paged(cursor) };
  switch (method) {
    case "server/discover": {
      const opened = { supportedVersions: ["2026-07-28"], capabilities, ...said };
      return {
        result: { ...opened, _meta: { "io.modelcontextprotocol/serverInfo": serverInfo } },
      };
    }
    case "initialize":
      return { result: { protocolVersion: "2025-11-25", capabilities, serverInfo, ...said } };
    case "tools/list":
      return { result: { tools: twin.tools } };
    case "resources/list":
      return { result: { resources: twin.resources } };
    case "resources/templates/list":
      return { result: { resourceTemplates: twin.templates } };
    case "tools/call": {
      const { name } = params;
      const call = typeof name === "string" ? twin.calls[name] : undefined;
      return call?.(asFields(params["arguments"])) ?? unknown("There is no such tool.");
    }
    case "resources/read": {
      const found = twin.resources.find(({ uri }) => uri === params["uri"]);
      if (found === undefined)
        return unknown("There is no such resource.", { uri: params["uri"] ?? "" });
      return { result: { contents: [{ uri: found["uri"] ?? "", text: "Bern, Chur" }] } };
    }
    default:
      return { error: { code: -32_601, message: "Method not found" } };
  }
}
