import { createRequire } from "node:module";
import type { Anthropic } from "@anthropic-ai/sdk";
import type { BetaRunnableTool } from "@anthropic-ai/sdk/lib/tools/BetaRunnableTool";
import { z } from "zod";

const require = createRequire(import.meta.url);
/** The copies that a notebook has. */
const {
  betaZodTool,
}: typeof import("@anthropic-ai/sdk/helpers/beta/zod") = require("@anthropic-ai/sdk/helpers/beta/zod");
const {
  betaStandardSchemaTool,
}: typeof import("@anthropic-ai/sdk/helpers/beta/standard-schema") = require("@anthropic-ai/sdk/helpers/beta/standard-schema");
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
type Answer = string | { type: "text"; text: string }[];
type Read = (path: string) => Promise<Answer>;
type Run = (client: Anthropic, tools: BetaRunnableTool[], question: string) => Promise<string>;

const REGIONS = ["emea", "americas", "apac"] as const;

/** What may become of a reply. */
const readers: Record<string, (get: Get) => Read> = {
  "returns JSON": (get) => async (path) => {
    const { status, body } = await get(path);
    if (status >= 400) throw new ToolError(JSON.stringify(body));
    return JSON.stringify(body);
  },
  "returns blocks, and throws blocks": (get) => async (path) => {
    const { status, body } = await get(path);
    const blocks = [{ type: "text" as const, text: JSON.stringify(body, null, 2) }];
    if (status > 399) throw new ToolError(blocks);
    return blocks;
  },
  "puts words before the JSON": (get) => (path) =>
    get(path).then(({ status, body }) => {
      const text = `The CRM says (${status}): ${JSON.stringify(body)}`;
      return status < 400 ? text : Promise.reject(new ToolError(text));
    }),
};

const findPath = (region: string | undefined, limit: number): string => {
  const query = new URLSearchParams({ limit: String(limit) });
  if (region !== undefined) query.set("region", region);
  return `/companies?${query.toString()}`;
};

/** How the tools may be made. */
const makers: Record<string, (read: Read) => BetaRunnableTool[]> = {
  "has schemas of Zod": (read) => [
    betaStandardSchemaTool({
      name: "find_companies",
      description: "Companies by region",
      inputSchema: z.strictObject({
        region: z.enum(REGIONS).optional(),
        limit: z.int().min(1).max(50).default(10),
      }),
      run: ({ region, limit }) => read(findPath(region, limit)),
    }),
    betaStandardSchemaTool({
      name: "account_brief",
      description: "One company",
      inputSchema: z.object({ company_id: z.string() }),
      run: ({ company_id }) => read(`/companies/${encodeURIComponent(company_id)}/brief`),
    }),
  ],
  "fills in the default in run": (read) => [
    betaZodTool({
      name: "find_companies",
      description: "Companies by region",
      inputSchema: z.object({
        region: z.union(REGIONS.map((one) => z.literal(one))).optional(),
        limit: z.number().int().gte(1).lte(50).optional(),
      }),
      run: ({ region, limit = 10 }) =>
        read(region ? `/companies?region=${region}&limit=${limit}` : `/companies?limit=${limit}`),
    }),
    betaZodTool({
      name: "account_brief",
      description: "One company",
      inputSchema: z.object({ company_id: z.string() }),
      run: (input) => read(["/companies", encodeURIComponent(input.company_id), "brief"].join("/")),
    }),
  ],
  "has JSON schemas, and looks for itself": (read) => [
    betaTool({
      name: "find_companies",
      description: "Companies by region",
      inputSchema: {
        type: "object",
        properties: {
          region: { type: "string", enum: [...REGIONS] },
          limit: { type: "integer", minimum: 1, maximum: 50, default: 10 },
        },
      } as const,
      run: (input: { region?: string; limit?: number }) => {
        const { region, limit = 10 } = input;
        if (!Number.isInteger(limit) || limit < 1 || limit > 50) throw new Error("limit: 1 to 50");
        if (region !== undefined && !REGIONS.some((one) => one === region))
          throw new Error("region: emea, americas, apac");
        return read(findPath(region, limit));
      },
    }),
    betaTool({
      name: "account_brief",
      description: "One company",
      inputSchema: {
        type: "object",
        properties: { company_id: { type: "string" } },
        required: ["company_id"],
      } as const,
      run: (input) => read(`/companies/${encodeURIComponent(input.company_id)}/brief`),
    }),
  ],
};

const params = (tools: BetaRunnableTool[], question: string) => ({
  model: "claude-opus-5-5",
  max_tokens: 2048,
  thread: false as const,
  tools,
  messages: [{ role: "user" as const, content: question }],
});

const joined = ({ content }: Anthropic.Beta.BetaMessage): string =>
  content.map((block) => (block.type === "text" ? block.text : "")).join("\n");

/** How the loop may be run. */
const runs: Record<string, Run> = {
  "awaits the runner": async (client, tools, question) =>
    joined(await client.beta.messages.toolRunner(params(tools, question))),
  "streams to the end": async (client, tools, question) => {
    const runner = client.beta.messages.toolRunner({ ...params(tools, question), stream: true });
    return joined(await runner.runUntilDone());
  },
};

/** Each way to make the tools, with each way to read and to run. */
export const styles: Record<
  string,
  (client: Anthropic, get: Get, question: string) => Promise<string>
> = Object.fromEntries(
  Object.entries(makers).flatMap(([how, toolsFor]) =>
    Object.entries(readers).flatMap(([what, reader]) =>
      Object.entries(runs).map(([then, run]) => [
        `${how}, ${what}, and ${then}`,
        (client: Anthropic, get: Get, question: string) =>
          run(client, toolsFor(reader(get)), question),
      ]),
    ),
  ),
);
