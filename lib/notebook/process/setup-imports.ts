/**
 * What the setup cells import, as a cell: who converts it before anybody asks has the types of the SDKs
 * read. Names are used, since the compiler leaves out what is not.
 */
export const SETUP_IMPORTS = `
import { type Anthropic, APIError } from "@anthropic-ai/sdk";
import { Client } from "@modelcontextprotocol/client";
import { McpServer } from "@modelcontextprotocol/server";
import { check, openLab } from "mcp-lab";
import { z } from "zod";
const used = [APIError, Client, McpServer, check, openLab, z] as unknown[];
async function unused(client: Anthropic): Promise<unknown> {
  const lab = await openLab();
  return [lab.mode, await client.messages.create({ model: lab.model, max_tokens: 1, messages: [] })];
}
`;
