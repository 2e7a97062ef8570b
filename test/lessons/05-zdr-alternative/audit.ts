import { auditRequest } from "../../../lib/subjects/zdr/audit.ts";
import type { Json } from "../../../lib/base/json.ts";
import { byHeart } from "../by-heart.ts";
import type { ExerciseAnswers } from "../exercise-answers.ts";
import { styles } from "./audit-styles.ts";

interface Wire {
  path: string;
  headers: Record<string, string>;
  body: Json;
}
type Audit = (request: Wire) => unknown;

const audited = ({ path, body }: Wire): string[] =>
  auditRequest({ path, body }).flatMap(({ row }) => (row.eligible === "no" ? [row.id] : []));

/** The right features, as if the body were another one. */
const reading =
  (change: (text: string) => string): Audit =>
  (request) => {
    const body: Json = JSON.parse(change(JSON.stringify(request.body)));
    return audited({ ...request, body });
  };

/** The right features and more, or fewer. */
const adjusted =
  (adjust: (found: string[], text: string, request: Wire) => unknown): Audit =>
  (request) =>
    adjust(audited(request), JSON.stringify(request.body), request);

const without = (found: string[], feature: string): string[] =>
  found.filter((one) => one !== feature);

const rightAnswers: Record<string, unknown> = {
  ...styles,
  "looks at each field": adjusted((found) => found),
  "names each feature once, in another order": adjusted((found) =>
    [...new Set(found)].toReversed(),
  ),
  "is asynchronous": async (request: Wire) => audited(request),
};

/** Expressions over the body's JSON, each right for what it was tried on. */
const EXPRESSIONS: [feature: string, expression: RegExp][] = [
  ["mcp-connector", /"mcp_servers":\[\{|"type":"mcp_toolset"/],
  ["code-execution", /"type":"code_execution_\d+"|"container":("|\{"id":)/],
  [
    "dynamic-filtering",
    /"type":"web_(search|fetch)_(20260209|20260318|2027\d+)"(?!.*\["direct"\])/,
  ],
  [
    "programmatic-tool-calling",
    /"add_up".*"allowed_callers":\[[^\]]*"code_execution_|"allowed_callers":\[[^\]]*"code_execution_\d+"\].*"add_up"/,
  ],
  ["files", /"type":"file"|"container_upload"/],
  ["skills", /"skills":\[\{/],
  ["message-threads", /"thread":\{/],
  ["covered-model", /"model":"claude-(fable|mythos)-5/],
];

const wrongAnswers: [check: string, mistake: string, answer: Audit][] = [
  [
    "05.2.connector",
    "looks for a toolset only",
    reading((text) => text.replaceAll('"mcp_servers"', '"ignored"')),
  ],
  [
    "05.2.connector",
    "does not look into a batch",
    adjusted((found, text) => {
      return text.includes('"requests":[') ? without(found, "mcp-connector") : found;
    }),
  ],
  [
    "05.2.connector",
    "calls it by another name",
    adjusted((found) => without(found, "mcp-connector")),
  ],
  [
    "05.2.tools",
    "knows one version of web search only",
    reading((text) => text.replaceAll("web_search_20260318", "web_search_20250305")),
  ],
  [
    "05.2.tools",
    "knows today's tools by heart",
    adjusted((found, text) =>
      /"type":"\w+_2027\d+"/.test(text)
        ? found.filter((one) => one !== "code-execution" && one !== "dynamic-filtering")
        : found,
    ),
  ],
  [
    "05.2.tools",
    "forgets web fetch",
    adjusted((found, text) => {
      return text.includes('"web_fetch_') ? without(found, "dynamic-filtering") : found;
    }),
  ],
  [
    "05.2.tools",
    "takes direct among others for direct alone",
    reading((text) => text.replaceAll(/\["direct","code_execution_\d+"\]/g, '["direct"]')),
  ],
  [
    "05.2.tools",
    "takes an empty list of callers for direct",
    reading((text) => text.replaceAll('"allowed_callers":[]', '"allowed_callers":["direct"]')),
  ],
  [
    "05.2.tools",
    "looks at the first caller of a tool of its own",
    adjusted((found, text) =>
      /"add_up".*"allowed_callers":\["direct",/.test(text)
        ? without(found, "programmatic-tool-calling")
        : found,
    ),
  ],
  [
    "05.2.clean",
    "takes every list of callers for calls from code",
    adjusted((found, text) =>
      text.includes('"allowed_callers":["direct"]') && !text.includes('"web_')
        ? [...found, "programmatic-tool-calling"]
        : found,
    ),
  ],
  [
    "05.2.stored",
    "looks for skills only where a container has no id",
    adjusted((found, text) => (/"container":\{"id"/.test(text) ? without(found, "skills") : found)),
  ],
  [
    "05.2.clean",
    "takes an empty list of skills for one",
    adjusted((found, text) => (text.includes('"skills":[]') ? [...found, "skills"] : found)),
  ],
  [
    "05.2.tools",
    "does not look who may call a tool of its own",
    adjusted((found) => without(found, "programmatic-tool-calling")),
  ],
  [
    "05.2.tools",
    "forgets that a container is one of code execution",
    reading((text) => text.replaceAll(/"container":"\w+"/g, '"container":null')),
  ],
  [
    "05.2.stored",
    "looks for files in the messages' own blocks only",
    adjusted((found, text) => {
      return text.includes('"tool_result"') ? without(found, "files") : found;
    }),
  ],
  [
    "05.2.stored",
    "forgets container_upload",
    reading((text) => text.replaceAll("container_upload", "text")),
  ],
  [
    "05.2.stored",
    "forgets threads that go on",
    reading((text) => text.replaceAll(/"thread":\{"type":"continue".*?\}/g, '"thread":null')),
  ],
  ["05.2.stored", "forgets skills", adjusted((found) => without(found, "skills"))],
  ["05.2.stored", "forgets the address", adjusted((found) => without(found, "batches"))],
  [
    "05.2.model",
    "compares the name of one model",
    reading((text) => text.replaceAll(/claude-(fable-5-1|mythos-5(-1)?)/g, "claude-opus-5")),
  ],
  [
    "05.2.model",
    "knows today's models by heart",
    reading((text) => text.replaceAll(/claude-(fable|mythos)-5(-1)?-2027\d+/g, "claude-opus-5")),
  ],
  [
    "05.2.model",
    "forgets fallbacks",
    reading((text) => text.replaceAll('"fallbacks"', '"ignored"')),
  ],
  [
    "05.2.model",
    "forgets the advisor",
    reading((text) => text.replaceAll('"advisor_20260301"', '"custom"')),
  ],
  [
    "05.2.clean",
    "searches the text of the body",
    adjusted((found, text) => (text.includes("mcp_servers") ? [...found, "mcp-connector"] : found)),
  ],
  [
    "05.2.clean",
    "has an expression over the JSON for each name",
    ({ path, body }) => [
      ...EXPRESSIONS.flatMap(([feature, expression]) =>
        expression.test(JSON.stringify(body)) ? [feature] : [],
      ),
      ...(path.endsWith("/batches") ? ["batches"] : []),
    ],
  ],
  [
    "05.2.clean",
    "takes every source, wherever it is, for a block's",
    adjusted((found, text) => (text.includes('"type":"file"') ? [...found, "files"] : found)),
  ],
  [
    "05.2.clean",
    "searches the texts for models",
    adjusted((found, text) =>
      /claude-(fable|mythos)-5/.test(text) ? [...found, "covered-model"] : found,
    ),
  ],
  [
    "05.2.clean",
    "takes every web tool but the first of all for one that filters",
    adjusted((found, text) =>
      text.includes("web_fetch_20251119") ? [...found, "dynamic-filtering"] : found,
    ),
  ],
  [
    "05.2.clean",
    "looks at the beta header",
    adjusted((found, _text, { headers }) => {
      const beta = headers["anthropic-beta"] ?? "";
      return beta.includes("mcp-client") ? [...found, "mcp-connector"] : found;
    }),
  ],
  [
    "05.2.clean",
    "takes tools by their names",
    adjusted((found, text) => {
      return text.includes('"name":"code_execution"') ? [...found, "code-execution"] : found;
    }),
  ],
  [
    "05.2.clean",
    "reports what is covered with a condition",
    adjusted((found, text) => {
      return text.includes('"strict":true') ? [...found, "structured-outputs"] : found;
    }),
  ],
  [
    "05.2.clean",
    "takes a direct web tool for one that filters",
    reading((text) => text.replaceAll('"allowed_callers":["direct"]', '"other":[]')),
  ],
];

export const answers: ExerciseAnswers = {
  exercise: "05.2",
  right: rightAnswers,
  wrong: wrongAnswers,
  byHeart: byHeart("05.2", audited),
  equivalent: [
    {
      reason: "Only advisor tools have a model.",
      mutants: [
        'condition-dropped: if (type.startsWith("advisor_")) auditModel(model); → if (true) auditModel(model);',
        'text-emptied: if (type.startsWith("advisor_")) auditModel(model); → if (type.startsWith("")) auditModel(model);',
      ],
    },
    {
      reason: "A missing model matches no pattern.",
      mutants: [
        'default-dropped: const auditModel = (model = "") => { → const auditModel = (model) => {',
      ],
    },
    {
      reason:
        "Other tools get a number below the first version, or NaN; no other tool is named like these.",
      mutants: [
        "default-dropped: const version = Number(/^web_(?:search|fetch)_(\\d+)$/.exec(type)?.[1] ?? 0); → const version = Number((/^web_(?:search|fetch)_(\\d+)$/.exec(type)?.[1]));",
        "pattern-loosened: const version = Number(/^web_(?:search|fetch)_(\\d+)$/.exec(type)?.[1] ?? 0); → const version = Number(/web_(?:search|fetch)_(\\d+)$/.exec(type)?.[1] ?? 0);",
        "pattern-loosened: const version = Number(/^web_(?:search|fetch)_(\\d+)$/.exec(type)?.[1] ?? 0); → const version = Number(/^web_(?:search|fetch)_(\\d+)/.exec(type)?.[1] ?? 0);",
        "number-raised: const version = Number(/^web_(?:search|fetch)_(\\d+)$/.exec(type)?.[1] ?? 0); → const version = Number(/^web_(?:search|fetch)_(\\d+)$/.exec(type)?.[1] ?? 1);",
        "number-lowered: const version = Number(/^web_(?:search|fetch)_(\\d+)$/.exec(type)?.[1] ?? 0); → const version = Number(/^web_(?:search|fetch)_(\\d+)$/.exec(type)?.[1] ?? -1);",
      ],
    },
    {
      reason: "There is no version between the two.",
      mutants: [
        "number-lowered: else if (version >= 20260209) { → else if (version >= 20260208) {",
      ],
    },
    {
      reason: "No model has such a name in the middle of its own.",
      mutants: [
        'pattern-loosened: if (/^claude-(fable|mythos)-5/.test(model)) found.add("covered-model"); → if (/claude-(fable|mythos)-5/.test(model)) found.add("covered-model");',
      ],
    },
    {
      reason: "The API takes a toolset only together with an entry of mcp_servers, which is found.",
      mutants: [
        'name-changed: if (type === "mcp_toolset") found.add("mcp-connector"); → if (type === "mcp_toolsetx") found.add("mcp-connector");',
      ],
    },
    {
      reason:
        "The address at which a batch is made ends there, and no other has requests to look into.",
      mutants: [
        'method-swapped: if (path.startsWith("/v1/messages/batches")) found.add("batches"); → if (path.endsWith("/v1/messages/batches")) found.add("batches");',
      ],
    },
  ],
};
