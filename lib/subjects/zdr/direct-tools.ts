import { createHash } from "node:crypto";
import type { BetaRunnableTool } from "@anthropic-ai/sdk/lib/tools/BetaRunnableTool";
import type { MCPClientLike } from "@anthropic-ai/sdk/helpers/beta/mcp";
import type { CallToolResult, Client } from "@modelcontextprotocol/client";
import { anthropicMcp } from "../../base/cell-modules.ts";
import { LabError } from "../../base/lab-error.ts";
import { fitName } from "../hosts/names.ts";
import { NAME_LIMIT } from "../hosts/tool-limits.ts";
import { fitForClaude } from "./fit-for-claude.ts";

/** An MCP server that is reached from here, and what of it the model may use. */
export interface DirectServer {
  /** Goes before the names of its tools: letters, digits, - and _. */
  name: string;
  client: Pick<Client, "listTools" | "callTool">;
  /** Names of tools as the server lists them. Nothing else is offered or called. */
  allow: readonly string[];
}

/**
 * The tools of MCP servers as tools of the caller's own, for the SDK's `toolRunner`: the API sees no
 * server, and each call is made from here. Names get the server's before them, so that equal names
 * stay apart, and names and schemas that the API refuses are made to fit. A tool that fails reaches the
 * model with everything that it said about the error.
 *
 * Throws LabError `tool-not-listed` for an allowed tool that its server does not list, and
 * `tool-name-taken` where two names come out the same.
 */
export async function directTools(servers: readonly DirectServer[]): Promise<BetaRunnableTool[]> {
  const tools: BetaRunnableTool[] = [];
  for (const server of servers) tools.push(...(await toolsOf(server)));
  const names = tools.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return tools;
  throw new LabError("tool-name-taken", {
    what: `Two tools are called ${twice}.`,
    remedy: "Give each server a name of its own.",
  });
}

async function toolsOf({ name, client, allow }: DirectServer): Promise<BetaRunnableTool[]> {
  const { tools } = await client.listTools();
  const listed = new Set(tools.map((tool) => tool.name));
  const missing = allow.find((one) => !listed.has(one));
  if (missing !== undefined) {
    throw new LabError("tool-not-listed", {
      what: `The server ${name} lists no tool ${missing}.`,
      remedy: "Compare the allow-list with what the server lists today.",
    });
  }
  const allowed = tools.filter((tool) => allow.includes(tool.name));
  const fitted = fitForClaude(allowed, readable(client));
  return anthropicMcp()
    .mcpTools(fitted.tools, fitted.client)
    .map((tool) => Object.assign(tool, { name: fittedName(`${name}__${tool.name}`) }));
}

/** A name that the API takes. Where it is cut, a digest of the whole keeps it apart from its like. */
function fittedName(name: string): string {
  const fitted = fitName(name);
  if (fitted.length <= NAME_LIMIT) return fitted;
  const digest = createHash("sha256").update(name).digest("hex").slice(0, 8);
  return `${fitted.slice(0, NAME_LIMIT - digest.length - 1)}_${digest}`;
}

/** A client whose results the SDK's helpers take, and that says all that is known of an error. */
function readable(client: DirectServer["client"]): MCPClientLike {
  return {
    callTool: async (call) => {
      const result = await client.callTool(call);
      const content = result.content.flatMap(readableBlock);
      const details = result.isError === true ? envelopeOf(result) : [];
      return { ...plain(result), content: [...content, ...details] };
    },
  };
}

type Block = Awaited<ReturnType<MCPClientLike["callTool"]>>["content"][number];

/** The helpers refuse links and sounds; a link is worth its address. */
function readableBlock(block: CallToolResult["content"][number]): Block[] {
  switch (block.type) {
    case "text":
      return [{ type: "text", text: block.text }];
    case "image":
      return [{ type: "image", data: block.data, mimeType: block.mimeType }];
    case "resource_link":
      return [{ type: "text", text: `[resource ${block.uri}]` }];
    case "resource":
      return "text" in block.resource ? [{ type: "text", text: block.resource.text }] : [];
    default:
      return [];
  }
}

function plain({ structuredContent, isError }: CallToolResult): {
  structuredContent?: object;
  isError?: boolean;
} {
  return {
    ...(isObject(structuredContent) && { structuredContent }),
    ...(isError !== undefined && { isError }),
  };
}

function envelopeOf({ structuredContent }: CallToolResult): Block[] {
  return isObject(structuredContent)
    ? [{ type: "text", text: JSON.stringify(structuredContent) }]
    : [];
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
