import { describe, expect, it } from "vitest";
import { MCP_BETA, mcpServer, messageBody, post, testApi } from "./setup.ts";

const crm = mcpServer([
  {
    name: "find_company",
    description: "Finds companies by name.",
    annotations: { readOnlyHint: true },
    inputSchema: {
      type: "object",
      properties: { name: { type: "string" } },
      required: ["name"],
    },
    run: ({ name }) => ({ text: `1 company: ${String(name)}\nmore` }),
  },
]);

describe("a message without tools", () => {
  it("says that this is a rehearsal and restates the request", async () => {
    const { client } = testApi();
    const message = await client.messages.create({
      model: "claude-opus-4-7",
      max_tokens: 1024,
      messages: [{ role: "user", content: "What is MCP?" }],
    });
    expect(message.stop_reason).toBe("end_turn");
    expect(message.content).toEqual([
      {
        type: "text",
        text: expect.stringMatching(/^Rehearsal, not Claude: .*"What is MCP\?"/),
      },
    ]);
  });

  it("gives the same bytes again in a new instance", async () => {
    const replies = await Promise.all([1, 2].map(() => post(testApi().api, messageBody())));
    expect(replies[0]?.body).toEqual(replies[1]?.body);
    expect(replies[0]?.headers.get("request-id")).toBe(replies[1]?.headers.get("request-id"));
  });
});

describe("a connector turn", () => {
  it("calls the tool over MCP and cites it", async () => {
    const { client, exchanges } = testApi({ "crm.example.com": crm });
    const message = await client.beta.messages.create({
      model: "claude-opus-4-7",
      max_tokens: 1024,
      betas: [MCP_BETA],
      mcp_servers: [{ type: "url", name: "crm", url: "https://crm.example.com/mcp" }],
      tools: [{ type: "mcp_toolset", mcp_server_name: "crm" }],
      messages: [{ role: "user", content: "Find the company Northwind Robotics." }],
    });
    expect(message.content).toEqual([
      {
        type: "mcp_tool_use",
        id: expect.stringMatching(/^mcptoolu_/),
        name: "find_company",
        server_name: "crm",
        input: { name: "Northwind Robotics" },
      },
      {
        type: "mcp_tool_result",
        tool_use_id: expect.stringMatching(/^mcptoolu_/),
        is_error: false,
        content: [{ type: "text", text: "1 company: Northwind Robotics\nmore" }],
      },
      {
        type: "text",
        text: expect.stringContaining("find_company (crm): 1 company: Northwind Robotics"),
      },
    ]);
    expect(message.stop_reason).toBe("end_turn");
    expect(exchanges.map(({ method }) => method)).toEqual([
      "server/discover",
      "tools/list",
      "tools/call",
    ]);
  });
});
