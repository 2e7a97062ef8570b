import type { Json } from "../../../lib/base/json.ts";
import type { Listening } from "./serve-twin.ts";
import { failure, text, type Twin } from "./twin.ts";

/** A fault: the rule that has to find it, and no other; what is wrong; and how the twin gets it. */
export interface Planted {
  rule: string;
  fault: string;
  plant?: (twin: Twin) => void;
  listening?: Listening;
  /** Where a row waits for what never comes. */
  timeoutMs?: number;
}

type Tool = Twin["tools"][number];

/** Changes the tool that only reads. */
const reader =
  (change: Tool): Planted["plant"] =>
  ({ tools }) => {
    Object.assign(tools[0] ?? {}, change);
  };

/** Adds a tool that is not called. */
const more =
  (...tools: Tool[]): Planted["plant"] =>
  (twin) => {
    twin.tools.push(...tools);
  };

const writer = (name: string, change: Tool = {}): Tool => ({
  name,
  description: `Does what ${name} says and nothing else at all.`,
  inputSchema: { type: "object" },
  annotations: { readOnlyHint: false, destructiveHint: true },
  ...change,
});

const data = { city: "Bern", degrees: 21 };
const success = (words: string, more: { [name: string]: Json } = { structuredContent: data }) => ({
  result: { content: text(words), ...more },
});

/** What the tool that only reads says of a fitting call. */
const says =
  (answer: ReturnType<Twin["calls"][string]>): Planted["plant"] =>
  (twin) => {
    const before = twin.calls["get_weather"];
    twin.calls["get_weather"] = (args) =>
      typeof args["city"] === "string" ? answer : (before?.(args) ?? "silence");
  };

/** What it says of a call that does not fit. */
const refuses =
  (answer: ReturnType<Twin["calls"][string]>): Planted["plant"] =>
  (twin) => {
    const before = twin.calls["get_weather"];
    twin.calls["get_weather"] = (args) =>
      typeof args["city"] === "string" ? (before?.(args) ?? "silence") : answer;
  };

const withoutSchema =
  (then: Planted["plant"]): Planted["plant"] =>
  (twin) => {
    delete twin.tools[0]?.["outputSchema"];
    then?.(twin);
  };

const resource =
  (change: Tool): Planted["plant"] =>
  ({ resources }) => {
    Object.assign(resources[0] ?? {}, change);
  };

/** Twenty that can be told apart. */
const manyTools = (): Tool[] =>
  Array.from({ length: 20 }, (_, index) => {
    const word = `bell${index}`;
    return writer(`ring_${word}`, { description: `Rings ${word} ${word}a ${word}b ${word}c.` });
  });

const long = "Weather. ".repeat(300);

const schema = (change: Tool): Tool => ({ inputSchema: { type: "object", ...change } });

export const planted: readonly Planted[] = [
  {
    rule: "tool-name-refused",
    fault: "a blank in a name",
    plant: more(writer("ring bell")),
  },
  {
    rule: "tool-name-refused",
    fault: "a name of 129 characters",
    plant: more(writer("a".repeat(129))),
  },
  { rule: "tool-name-dotted", fault: "a dot in a name", plant: more(writer("bell.ring")) },
  {
    rule: "tool-name-long",
    fault: "a name that is too long with its prefix",
    plant: more(writer("a".repeat(120))),
  },
  {
    rule: "tool-name-twice",
    fault: "a tool listed twice",
    plant: more(writer("ring"), writer("ring")),
  },
  {
    rule: "schema-root-union",
    fault: "anyOf at the root",
    plant: more(writer("ring", schema({ anyOf: [{ required: ["a"] }] }))),
  },
  {
    rule: "schema-ref",
    fault: "a $ref",
    plant: more(
      writer("ring", schema({ properties: { a: { $ref: "#/$defs/A" } }, $defs: { A: {} } })),
    ),
  },
  {
    rule: "schema-property-name",
    fault: "a property called $top",
    plant: more(writer("ring", schema({ properties: { $top: { type: "number" } } }))),
  },
  {
    rule: "schema-not-object",
    fault: "a schema of a string",
    plant: more(writer("ring", { inputSchema: { type: "string" } })),
  },
  {
    rule: "schema-not-object",
    fault: "no schema",
    plant: more({
      name: "ring",
      description: "Rings a bell at the door.",
      annotations: { readOnlyHint: false, destructiveHint: false },
    }),
  },
  {
    rule: "schema-invalid",
    fault: "a type that JSON Schema does not have",
    plant: more(writer("ring", schema({ properties: { a: { type: "text" } } }))),
  },
  {
    rule: "description-missing",
    fault: "an empty description",
    plant: reader({ description: " " }),
  },
  {
    rule: "description-long",
    fault: "a description of 2,700 characters",
    plant: reader({ description: long }),
  },
  {
    rule: "instructions-missing",
    fault: "no instructions",
    plant: (twin) => {
      twin.instructions = undefined;
    },
  },
  {
    rule: "instructions-long",
    fault: "instructions of 2,700 characters",
    plant: (twin) => {
      twin.instructions = long;
    },
  },
  {
    rule: "instructions-one-era",
    fault: "instructions in initialize only",
    plant: (twin) => {
      const { capabilities } = twin;
      const more = { ttlMs: 0, cacheScope: "private", resultType: "complete" };
      const opened = { supportedVersions: ["2026-07-28"], capabilities, ...more };
      twin.methods["server/discover"] = () => ({ result: opened });
    },
  },
  {
    rule: "tools-look-alike",
    fault: "two descriptions that are nearly the same",
    plant: more(
      writer("ring", { description: "Rings the bell of the door now." }),
      writer("ding", { description: "Rings the bell of a door now." }),
    ),
  },
  {
    rule: "tools-many",
    fault: "22 tools",
    plant: more(...manyTools()),
  },
  {
    rule: "annotations-missing",
    fault: "no annotations",
    plant: more(writer("ring", { annotations: {} })),
  },
  {
    rule: "annotations-missing",
    fault: "no destructiveHint",
    plant: more(writer("ring", { annotations: { readOnlyHint: false } })),
  },
  {
    rule: "annotations-contradict",
    fault: "delete_alarm that only reads",
    plant: (twin) => {
      twin.tools.push(writer("delete_alarm", { annotations: { readOnlyHint: true } }));
      twin.calls["delete_alarm"] = () => success("gone", {});
    },
  },
  {
    rule: "annotations-contradict",
    fault: "list_alarms that does not only read",
    plant: more(writer("list_alarms")),
  },
  {
    rule: "result-cut",
    fault: "a result of 60,000 characters",
    plant: withoutSchema(says(success("a".repeat(60_000), {}))),
  },
  {
    rule: "result-cut",
    fault: "a result longer than the tool itself says",
    plant: (twin) => {
      withoutSchema(says(success("a".repeat(3_000), {})))?.(twin);
      reader({ _meta: { "anthropic/maxResultSizeChars": 2_000 } })?.(twin);
    },
  },
  {
    rule: "result-long",
    fault: "a result of 45,000 characters",
    plant: withoutSchema(says(success("a".repeat(45_000), {}))),
  },
  {
    rule: "output-mismatch",
    fault: "degrees as a text",
    plant: says(
      success('{"city":"Bern","degrees":"warm"}', {
        structuredContent: { city: "Bern", degrees: "warm" },
      }),
    ),
  },
  { rule: "output-mismatch", fault: "no structuredContent", plant: says(success("Bern: 21", {})) },
  {
    rule: "error-output-mismatch",
    fault: "an error that its schema does not admit",
    plant: refuses(failure("city: wrong", { structuredContent: { error: "city: wrong" } })),
  },
  {
    rule: "data-not-in-text",
    fault: "a text without the degrees",
    plant: says(success("Bern: see the data")),
  },
  {
    rule: "text-not-in-data",
    fault: "a text with a station that the data lacks",
    plant: says(success("Bern: 21 degrees, station B52")),
  },
  {
    rule: "text-not-in-data",
    fault: "a JSON text with more than the data",
    plant: says(success('{"city":"Bern","degrees":21,"wind":"west"}')),
  },
  {
    rule: "success-says-error",
    fault: "an error without isError",
    plant: withoutSchema(says(success("Error: no such city", {}))),
  },
  { rule: "error-says-nothing", fault: "an error without words", plant: refuses(failure("Error")) },
  { rule: "error-says-nothing", fault: "an empty error", plant: refuses(failure("")) },
  {
    rule: "error-only-in-data",
    fault: "an error whose code is in the data only",
    plant: withoutSchema(
      refuses(failure("city: wrong", { structuredContent: { error: { code: "VALIDATION" } } })),
    ),
  },
  {
    rule: "error-leaks",
    fault: "a query in an error",
    plant: refuses(failure("could not run SELECT name FROM cities")),
  },
  {
    rule: "error-leaks",
    fault: "a path in an error",
    plant: refuses(failure("could not open '/srv/weather/cities.txt'")),
  },
  {
    rule: "error-leaks",
    fault: "a key in an error",
    plant: refuses(failure("the provider refused hf_NotARealTokenButLikeOne12")),
  },
  {
    rule: "arguments-protocol-error",
    fault: "-32602 for a wrong argument",
    plant: refuses({ error: { code: -32_602, message: "city is wrong" } }),
  },
  {
    rule: "arguments-unchecked",
    fault: "a wrong argument that is taken",
    plant: refuses(success(JSON.stringify(data))),
  },
  { rule: "call-unanswered", fault: "a call that ends the connection", plant: refuses("hang-up") },
  {
    rule: "call-slow",
    fault: "a call that never ends",
    plant: refuses("silence"),
    timeoutMs: 5_000,
  },
  {
    rule: "unknown-tool-answered",
    fault: "success for a tool that is not there",
    plant: (twin) => {
      twin.methods["tools/call"] = ({ name, arguments: args }) =>
        name === "get_weather"
          ? (twin.calls["get_weather"]?.(Object(args)) ?? "silence")
          : success("done", {});
    },
  },
  {
    rule: "unknown-tool-code",
    fault: "a tool error for a tool that is not there",
    plant: (twin) => {
      twin.methods["tools/call"] = ({ name, arguments: args }) =>
        name === "get_weather"
          ? (twin.calls["get_weather"]?.(Object(args)) ?? "silence")
          : failure("There is no such tool.");
    },
  },
  {
    rule: "unknown-resource-answered",
    fault: "empty contents for a resource that is not there",
    plant: (twin) => {
      twin.methods["resources/read"] = () => ({ result: { contents: [] } });
    },
  },
  {
    rule: "unknown-resource-code",
    fault: "-32002 in 2026-07-28",
    plant: (twin) => {
      twin.methods["resources/read"] = ({ uri }) =>
        uri === "weather://cities"
          ? { result: { contents: [] } }
          : { error: { code: -32_002, message: "not found" } };
    },
  },
  {
    rule: "resource-unreadable",
    fault: "a listed resource that is not there",
    plant: (twin) => {
      twin.methods["resources/read"] = () => ({ error: { code: -32_602, message: "not found" } });
    },
  },
  {
    rule: "capability-unanswered",
    fault: "prompts declared and not there",
    plant: (twin) => {
      twin.capabilities = { ...twin.capabilities, prompts: {} };
    },
  },
  {
    rule: "capability-undeclared",
    fault: "resources not declared and there",
    plant: (twin) => {
      twin.capabilities = { tools: {} };
    },
  },
  {
    rule: "cursor-empty",
    fault: "an empty cursor",
    plant: (twin) => {
      const { resources } = twin;
      twin.pages["resources/list"] = (cursor) =>
        cursor === "" ? { resources: [] } : { resources, nextCursor: "" };
    },
  },
  {
    rule: "cursor-endless",
    fault: "a cursor that goes round",
    plant: (twin) => {
      twin.pages["resources/list"] = () => ({ resources: [], nextCursor: "again" });
    },
  },
  {
    rule: "cursor-endless",
    fault: "pages without end",
    plant: (twin) => {
      twin.pages["resources/list"] = (cursor) => ({
        resources: [],
        nextCursor: String(Number(cursor ?? 0) + 1),
      });
    },
  },
  {
    rule: "cursor-broken",
    fault: "a second page that does not come",
    plant: (twin) => {
      const { resources } = twin;
      twin.methods["resources/list"] = ({ cursor }) =>
        cursor === undefined
          ? {
              result: {
                resources,
                nextCursor: "2",
                ttlMs: 0,
                cacheScope: "private",
                resultType: "complete",
              },
            }
          : { error: { code: -32_602, message: "no such cursor" } };
    },
  },
  {
    rule: "resource-twice",
    fault: "a resource listed twice",
    plant: ({ resources }) => {
      resources.push({ ...resources[0] });
    },
  },
  {
    rule: "resource-undescribed",
    fault: "a resource without a description",
    plant: resource({ description: "" }),
  },
  { rule: "resource-without-type", fault: "no mimeType", plant: resource({ mimeType: "" }) },
  {
    rule: "audience-ignored",
    fault: "a resource for the user only",
    plant: resource({ annotations: { audience: ["user"] } }),
  },
  {
    rule: "templates-only",
    fault: "templates and no resources",
    plant: (twin) => {
      twin.resources = [];
      twin.templates = [{ uriTemplate: "weather://{city}", name: "city" }];
    },
  },
  {
    rule: "era-legacy-only",
    fault: "no server/discover",
    plant: (twin) => {
      twin.methods["server/discover"] = () => ({ error: { code: -32_601, message: "unknown" } });
    },
  },
  {
    rule: "era-modern-only",
    fault: "no initialize",
    plant: (twin) => {
      twin.methods["initialize"] = () => ({ error: { code: -32_601, message: "unknown" } });
    },
  },
  {
    rule: "discover-unanswered",
    fault: "silence at server/discover",
    plant: (twin) => {
      twin.methods["server/discover"] = () => "silence";
    },
    timeoutMs: 5_000,
  },
  {
    rule: "no-era",
    fault: "a web page in place of answers",
    listening: { garbage: "<h1>Hi</h1>" },
  },
  {
    rule: "sdk-refuses",
    fault: "a tool whose title is a number",
    plant: more(writer("ring", { title: 5 })),
  },
  {
    rule: "rebinding",
    fault: "neither Host nor Origin checked",
    listening: { checksHost: false, checksOrigin: false },
  },
  { rule: "origin-unchecked", fault: "Origin not checked", listening: { checksOrigin: false } },
  { rule: "host-unchecked", fault: "Host not checked", listening: { checksHost: false } },
  {
    rule: "stream-silent",
    fault: "GET without headers",
    listening: { stream: "silence" },
    timeoutMs: 5_000,
  },
  {
    rule: "challenge-missing",
    fault: "401 without WWW-Authenticate",
    listening: { refuses: { status: 401 } },
  },
  {
    rule: "permission-needed",
    fault: "401 with WWW-Authenticate",
    listening: { refuses: { status: 401, challenge: "Bearer" } },
  },
];
