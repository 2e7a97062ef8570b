import { createAnthropic } from "@ai-sdk/anthropic";
import { generateText, stepCountIs, streamText, tool } from "ai";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { MCP_BETA, mcpServer, testApi } from "./setup.ts";

type Api = (request: Request) => Promise<Response>;

/** A client that shares no code with the official SDK. */
function model(api: Api): ReturnType<ReturnType<typeof createAnthropic>> {
  const fetch: typeof globalThis.fetch = (input, init) => api(new Request(input, init));
  return createAnthropic({ apiKey: "rehearsal", fetch })("claude-opus-4-7");
}

const tools = {
  company_note: tool({
    description: "Reads the note kept on a company.",
    inputSchema: z.object({ name: z.string() }),
    execute: ({ name }) => Promise.resolve(`a note on ${name}`),
  }),
};
const prompt = 'Read the note on the company "Acme Labs".';

describe("an independent client", () => {
  it("runs its own tools", async () => {
    const result = await generateText({
      model: model(testApi().api),
      prompt,
      tools,
      stopWhen: stepCountIs(4),
    });
    expect(result.steps).toHaveLength(2);
    expect(result.text).toContain("company_note: a note on Acme Labs");
    expect(result.finishReason).toBe("stop");
  });

  it("streams", async () => {
    const result = streamText({
      model: model(testApi().api),
      prompt,
      tools,
      stopWhen: stepCountIs(4),
    });
    expect(await result.text).toContain("company_note: a note on Acme Labs");
  });

  it("reads the blocks of the connector, whole and streamed", async () => {
    const { api } = testApi({
      "crm.example.com": mcpServer([{ name: "find", run: () => ({ text: "found" }) }]),
    });
    // The client still sends the connector's first beta: its request is brought up to date.
    const updated: Api = async (request) => {
      const body: Record<string, unknown> = JSON.parse(await request.text());
      const headers = new Headers(request.headers);
      headers.set("anthropic-beta", MCP_BETA);
      const toolset = { type: "mcp_toolset", mcp_server_name: "crm" };
      return api(
        new Request(request.url, {
          method: "POST",
          headers,
          body: JSON.stringify({ ...body, tools: [toolset] }),
        }),
      );
    };
    const mcpServers = [{ type: "url" as const, name: "crm", url: "https://crm.example.com/mcp" }];
    const call = {
      model: model(updated),
      prompt: "find it",
      providerOptions: { anthropic: { mcpServers } },
    };
    const whole = await generateText(call);
    const streamed = streamText(call);
    await streamed.consumeStream();
    for (const content of [whole.content, await streamed.content]) {
      expect(content.map(({ type }) => type)).toEqual(["tool-call", "tool-result", "text"]);
    }
  });

  it("is told what to do about the connector's first beta", async () => {
    const mcpServers = [{ type: "url" as const, name: "crm", url: "https://crm.example.com/mcp" }];
    const call = generateText({
      model: model(testApi().api),
      prompt,
      providerOptions: { anthropic: { mcpServers } },
    });
    await expect(call).rejects.toThrow(/mcp_toolset/);
  });
});
