import Anthropic, {
  APIConnectionTimeoutError,
  APIUserAbortError,
  BadRequestError,
  NotFoundError,
} from "@anthropic-ai/sdk";
import { betaTool } from "@anthropic-ai/sdk/helpers/beta/json-schema";
import { describe, expect, it } from "vitest";
import { LISTING_BETA, MCP_BETA, mcpServer, testApi } from "./setup.ts";

const servers = {
  "crm.example.com": mcpServer([
    {
      name: "find_company",
      annotations: { readOnlyHint: true },
      inputSchema: {
        type: "object",
        properties: { name: { type: "string" } },
        required: ["name"],
      },
      run: ({ name }) => ({ text: `found ${String(name)}` }),
    },
  ]),
};

const connected = {
  model: "claude-opus-4-7",
  max_tokens: 1024,
  betas: [MCP_BETA],
  mcp_servers: [{ type: "url" as const, name: "crm", url: "https://crm.example.com/mcp" }],
  tools: [{ type: "mcp_toolset" as const, mcp_server_name: "crm" }],
  messages: [{ role: "user" as const, content: 'Find the company "Acme Labs".' }],
};

describe("the official SDK", () => {
  it("streams to the same message as without streaming", async () => {
    for (const betas of [[MCP_BETA], [LISTING_BETA]]) {
      const whole = await testApi(servers).client.beta.messages.create({ ...connected, betas });
      const stream = testApi(servers).client.beta.messages.stream({ ...connected, betas });
      const { content, stop_reason } = await stream.finalMessage();
      expect({ content, stop_reason }).toEqual({
        content: whole.content,
        stop_reason: whole.stop_reason,
      });
    }
  });

  it("reads the request id", async () => {
    const message = await testApi(servers).client.beta.messages.create(connected);
    expect(message).toHaveProperty("_request_id", "req_rehearsal_0001");
  });

  it("counts tokens as the first sampling will", async () => {
    const { max_tokens: _, ...counted } = connected;
    const { client } = testApi(servers);
    const { input_tokens } = await client.beta.messages.countTokens(counted);
    const stream = client.beta.messages.stream(connected);
    const usage: number[] = [];
    stream.on("streamEvent", (event) => {
      if (event.type === "message_start") usage.push(event.message.usage.input_tokens);
    });
    await stream.done();
    expect(usage).toEqual([input_tokens]);
  });

  it("takes a reply back as history", async () => {
    const { client } = testApi(servers);
    const first = await client.beta.messages.create(connected);
    const second = await client.beta.messages.create({
      ...connected,
      messages: [
        ...connected.messages,
        { role: "assistant", content: first.content },
        { role: "user", content: 'And the company "Borealis".' },
      ],
    });
    expect(second.content[0]).toMatchObject({ type: "mcp_tool_use", input: { name: "Borealis" } });
  });

  it("gives its error classes", async () => {
    const { client } = testApi(servers);
    await expect(client.beta.messages.create({ ...connected, tools: [] })).rejects.toThrow(
      BadRequestError,
    );
    await expect(client.models.list()).rejects.toThrow(NotFoundError);
    const failed = client.beta.messages.create({ ...connected, betas: [] });
    await expect(failed).rejects.toMatchObject({
      status: 400,
      type: "invalid_request_error",
      requestID: expect.stringMatching(/^req_/),
    });
  });

  it("does not retry what the emulator refuses", async () => {
    const { api } = testApi();
    let requests = 0;
    const client = new Anthropic({
      apiKey: "rehearsal",
      fetch: (input, init) => {
        requests += 1;
        return api(new Request(input, init));
      },
    });
    // The MCP server is down: a 400, and whether to try again is up to the caller.
    await expect(client.beta.messages.create(connected)).rejects.toMatchObject({ status: 400 });
    expect(requests).toBe(1);
  });
});

describe("a caller who does not wait", () => {
  const silent = { "crm.example.com": () => new Promise<Response>(() => {}) };

  it("times out as with the real API", async () => {
    const { client } = testApi(silent);
    const call = client.beta.messages.create(connected, { timeout: 20, maxRetries: 0 });
    await expect(call).rejects.toThrow(APIConnectionTimeoutError);
  });

  it("aborts, and the MCP request ends with it", async () => {
    const leaving = new AbortController();
    const { client, exchanges } = testApi({
      "crm.example.com": () => {
        setImmediate(() => leaving.abort());
        return new Promise<Response>(() => {});
      },
    });
    const call = client.beta.messages.create(connected, { signal: leaving.signal });
    await expect(call).rejects.toThrow(APIUserAbortError);
    await expect.poll(() => exchanges.length).toBe(1);
  });
});

describe("the SDK's tool runner", () => {
  const lookUp = betaTool({
    name: "company_note",
    description: "Reads the note kept on a company.",
    inputSchema: {
      type: "object",
      properties: { name: { type: "string" } },
      required: ["name"],
    } as const,
    run: ({ name }) => `a note on ${name}`,
  });
  const request = {
    model: "claude-opus-4-7",
    max_tokens: 1024,
    messages: [{ role: "user" as const, content: 'Read the note on the company "Acme Labs".' }],
  };

  it("falls back from message threads and ends with the tool's answer", async () => {
    const { client } = testApi();
    const final = await client.beta.messages.toolRunner({ ...request, tools: [lookUp] });
    expect(final.stop_reason).toBe("end_turn");
    expect(final.content).toMatchObject([
      { type: "text", text: expect.stringContaining("company_note: a note on Acme Labs") },
    ]);
  });

  it("streams", async () => {
    const { client } = testApi();
    const runner = client.beta.messages.toolRunner({ ...request, tools: [lookUp], stream: true });
    const stops: unknown[] = [];
    for await (const stream of runner) stops.push((await stream.finalMessage()).stop_reason);
    expect(stops).toEqual(["tool_use", "end_turn"]);
  });

  it("goes on after pause_turn", async () => {
    const { client } = testApi(servers, { iterationLimit: 1 });
    const final = await client.beta.messages.toolRunner({
      ...connected,
      tools: [lookUp, ...connected.tools],
      messages: [{ role: "user", content: 'Find the companies "Acme Labs" and "Borealis".' }],
    });
    expect(final.stop_reason).toBe("end_turn");
  });

  it("finishes a turn that mixes its tools with those of an MCP server", async () => {
    const { client, exchanges } = testApi(servers);
    const final = await client.beta.messages.toolRunner({
      ...connected,
      tools: [lookUp, ...connected.tools],
      messages: [{ role: "user", content: 'Find the company "Acme Labs" and read its note.' }],
    });
    expect(final.content[0]).toMatchObject({ type: "mcp_tool_result" });
    expect(final.stop_reason).toBe("end_turn");
    expect(exchanges.filter(({ method }) => method === "tools/call")).toHaveLength(1);
  });
});
