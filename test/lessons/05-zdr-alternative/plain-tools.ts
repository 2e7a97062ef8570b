import { createRequire } from "node:module";
import type { Anthropic } from "@anthropic-ai/sdk";
import type { BetaRunnableTool } from "@anthropic-ai/sdk/lib/tools/BetaRunnableTool";
import { z } from "zod";
import { createRandom } from "../../../lib/base/random.ts";
import { plainVariant } from "../../../lib/lessons/05-zdr-alternative/plain-variant.ts";
import type { ExerciseAnswers } from "../exercise-answers.ts";
import { styles } from "./plain-tools-styles.ts";

const require = createRequire(import.meta.url);
/** The copies that a notebook has. */
const {
  betaZodTool,
}: typeof import("@anthropic-ai/sdk/helpers/beta/zod") = require("@anthropic-ai/sdk/helpers/beta/zod");
const {
  betaTool,
}: typeof import("@anthropic-ai/sdk/helpers/beta/json-schema") = require("@anthropic-ai/sdk/helpers/beta/json-schema");
const {
  ToolError,
}: typeof import("@anthropic-ai/sdk/lib/tools/ToolError") = require("@anthropic-ai/sdk/lib/tools/ToolError");

interface Reply {
  status: number;
  body: object;
}
type Get = (path: string) => Promise<Reply>;
type AskCrm = (client: Anthropic, get: Get, question: string) => Promise<unknown>;
type Params = Parameters<Anthropic["beta"]["messages"]["toolRunner"]>[0];

/** What is exchanged in an answer that is otherwise right. */
interface Parts {
  result?: (body: object) => string;
  fail?: (reply: Reply) => string;
  find?: z.ZodType<{ region?: string | undefined; limit?: number | undefined }>;
  findPath?: (region: string | undefined, limit: number | undefined) => string;
  briefPath?: (id: string) => string;
  params?: (params: Params) => Params;
  streams?: boolean;
  textOf?: (reply: Anthropic.Beta.BetaMessage) => string;
}

const textsOf = (reply: Anthropic.Beta.BetaMessage): string =>
  reply.content.map((block) => (block.type === "text" ? block.text : "")).join("");

const regions = ["emea", "americas", "apac"] as const;
const findInput = z.object({
  region: z.enum(regions).optional(),
  limit: z.number().int().min(1).max(50).default(10),
});

const pathOf = (region: string | undefined, limit: number | undefined): string =>
  `/companies?limit=${limit}${region === undefined ? "" : `&region=${region}`}`;

const briefPathOf = (id: string): string => `/companies/${encodeURIComponent(id)}/brief`;

const failWith = ({ body }: Reply): never => {
  throw new ToolError(JSON.stringify(body));
};

async function run(
  client: Anthropic,
  tools: BetaRunnableTool[],
  question: string,
  parts: Parts,
): Promise<string> {
  const params: Params = {
    model: "claude-opus-5-5",
    max_tokens: 4096,
    max_iterations: 10,
    thread: false,
    tools,
    messages: [{ role: "user", content: question }],
  };
  const changed = parts.params?.(params) ?? params;
  const runner =
    parts.streams === true
      ? client.beta.messages.toolRunner({ ...changed, stream: true })
      : client.beta.messages.toolRunner({ ...changed, stream: false });
  return (parts.textOf ?? textsOf)(await runner.runUntilDone());
}

function crmWith(parts: Parts = {}): AskCrm {
  return async (client, get, question) => {
    const read = async (path: string): Promise<string> => {
      const reply = await get(path);
      if (reply.status >= 400) return (parts.fail ?? failWith)(reply);
      return (parts.result ?? JSON.stringify)(reply.body);
    };
    const find = betaZodTool({
      name: "find_companies",
      description: "Lists companies.",
      inputSchema: parts.find ?? findInput,
      run: ({ region, limit }) => read((parts.findPath ?? pathOf)(region, limit)),
    });
    const brief = betaZodTool({
      name: "account_brief",
      description: "Tells about a company.",
      inputSchema: z.object({ company_id: z.string() }),
      run: (input) => read((parts.briefPath ?? briefPathOf)(input.company_id)),
    });
    return await run(client, [find, brief], question, parts);
  };
}

/** Tools without Zod: a JSON schema, and checks in run. */
const plainJson: AskCrm = async (client, get, question) => {
  const read = async (path: string): Promise<{ type: "text"; text: string }[]> => {
    const { status, body } = await get(path);
    const content = [{ type: "text" as const, text: JSON.stringify(body, null, 2) }];
    if (status >= 400) throw new ToolError(content);
    return content;
  };
  const find = betaTool({
    name: "find_companies",
    description: "Lists companies.",
    inputSchema: { type: "object", properties: { region: {}, limit: {} } } as const,
    run: (input) => {
      const { region, limit } = findInput.parse(input);
      const query = new URLSearchParams({ ...(region && { region }), limit: String(limit) });
      return read(`/companies?${query.toString()}`);
    },
  });
  const brief = betaTool({
    name: "account_brief",
    description: "Tells about a company.",
    inputSchema: { type: "object", properties: { company_id: { type: "string" } } } as const,
    run: (input) => read(`/companies/${encodeURIComponent(input.company_id ?? "")}/brief`),
  });
  return await run(client, [find, brief], question, {});
};

const loose = z.object({ region: z.string().optional(), limit: z.number().default(10) });

const rightAnswers: Record<string, AskCrm> = {
  ...styles,
  "has Zod tools": crmWith(),
  "lets the runner stream": crmWith({ streams: true }),
  "checks in run, and sends blocks": plainJson,
  "throws an Error that holds the body": crmWith({
    fail: ({ body }) => {
      throw new Error(JSON.stringify(body));
    },
  }),
};

const wrongAnswers: [check: string, mistake: string, answer: AskCrm, advice?: RegExp][] = [
  [
    "05.4.results",
    "says only that something came back",
    crmWith({ result: () => "The CRM has answered." }),
  ],
  [
    "05.4.results",
    "sends an object as a text",
    // oxlint-disable-next-line typescript/no-base-to-string -- the mistake
    crmWith({ result: String }),
  ],
  [
    "05.4.results",
    "gives the model the first entry only",
    crmWith({ result: (body) => JSON.stringify(Object.values(body)[0]) }),
  ],
  [
    "05.4.results",
    "returns the text of the first block, where that is a text",
    crmWith({ textOf: ({ content: [first] }) => (first?.type === "text" ? first.text : "") }),
  ],
  [
    "05.4.results",
    "returns the first text of the last reply",
    crmWith({
      textOf: ({ content }) =>
        content.flatMap((one) => (one.type === "text" ? one.text : []))[0] ?? "",
    }),
  ],
  [
    "05.4.results",
    "takes every status but 200 for an error",
    async (client, get, question) =>
      await crmWith()(
        client,
        async (path) => {
          const { status, body } = await get(path);
          return { status: status === 200 ? 200 : Math.max(400, status), body };
        },
        question,
      ),
    /400 or more/,
  ],
  [
    "05.4.arguments",
    "makes a number of a text",
    crmWith({
      find: findInput.extend({ limit: z.coerce.number().int().min(1).max(50).default(10) }),
    }),
  ],
  ["05.4.arguments", "takes any text and number", crmWith({ find: loose })],
  [
    "05.4.arguments",
    "takes any region",
    crmWith({ find: findInput.extend({ region: z.string().optional() }) }),
  ],
  [
    "05.4.arguments",
    "takes half of a company for a limit",
    crmWith({ find: findInput.extend({ limit: z.number().min(1).max(50).default(10) }) }),
  ],
  [
    "05.4.arguments",
    "puts the id into the path as it came",
    crmWith({ briefPath: (id) => `/companies/${id}/brief` }),
  ],
  [
    "05.4.arguments",
    "takes any number",
    crmWith({ find: findInput.extend({ limit: z.number().default(10) }) }),
  ],
  [
    "05.4.errors",
    "throws the message only",
    crmWith({
      fail: ({ body }) => {
        throw new Error("error" in body ? Object(body.error).message : "failed");
      },
    }),
  ],
  [
    "05.4.errors",
    "returns the error as a result",
    crmWith({ fail: ({ body }) => JSON.stringify(body) }),
  ],
  [
    "05.4.errors",
    "begins above a status of 400",
    crmWith({
      fail: (reply) => (reply.status === 400 ? JSON.stringify(reply.body) : failWith(reply)),
    }),
  ],
  [
    "05.4.errors",
    "throws the status",
    crmWith({
      fail: ({ status }) => {
        throw new ToolError(`HTTP ${status}`);
      },
    }),
  ],
  [
    "05.4.direct",
    "lets the runner use message threads",
    crmWith({ params: ({ thread: _thread, ...params }) => params }),
  ],
  [
    "05.4.direct",
    "still sends the connector's beta",
    crmWith({ params: (params) => ({ ...params, betas: ["mcp-client-2026-09-15"] }) }),
  ],
];

const shown = [504, 2054].map((seed) => plainVariant(createRandom(seed)));

/** Asks as it should, and knows what the model says in the end. */
const byHeart: AskCrm = async (client, get, asked) => {
  await crmWith()(client, get, asked);
  return shown.find(({ question }) => question === asked)?.final;
};

export const answers: ExerciseAnswers = {
  exercise: "05.4",
  right: rightAnswers,
  wrong: wrongAnswers,
  byHeart,
  equivalent: [
    {
      reason: "How long an answer, and how many rounds, may be is free.",
      mutants: [
        "property-dropped: max_iterations: 10, thread: false, → thread: false,",
        "number-raised: max_tokens: 4096, → max_tokens: 4097,",
        "number-lowered: max_tokens: 4096, → max_tokens: 4095,",
        "number-raised: max_iterations: 10, → max_iterations: 11,",
        "number-lowered: max_iterations: 10, → max_iterations: 9,",
      ],
    },
    {
      reason: "The exercise does not ask for a description.",
      mutants: [
        'text-emptied: description: "Lists companies of the CRM, of one region or of all.", → description: "",',
        'text-emptied: description: "Says what the CRM knows of one company.", → description: "",',
      ],
    },
    {
      reason: "HTTP has no status 399.",
      mutants: [
        "number-lowered: if (status >= 400) throw new ToolError(JSON.stringify(body)); → if (status >= 399) throw new ToolError(JSON.stringify(body));",
      ],
    },
  ],
};
