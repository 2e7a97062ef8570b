import { describe, expect, it, onTestFinished } from "vitest";
import { createRehearsal } from "../../lib/services/rehearsal.ts";
import { serveMessagesApi } from "../../lib/services/messages-api/serve.ts";
import { cellRunner, printed } from "../notebook/run-cells.ts";

const runCells = cellRunner();

const cells = [
  'import { Anthropic } from "@anthropic-ai/sdk";\nimport { drawTrace, openLab } from "mcp-lab";\nconst lab = await openLab();',
  "console.log(lab.mode, lab.client instanceof Anthropic);",
  `const reply = await lab.client.beta.messages.create({
  model: lab.model,
  max_tokens: 500,
  betas: ["mcp-client-2025-11-20"],
  mcp_servers: [{ type: "url", name: "huggingface", url: lab.hub.url }],
  tools: [{ type: "mcp_toolset", mcp_server_name: "huggingface" }],
  messages: [{ role: "user", content: 'Which models does "northwind-robotics" publish?' }],
});
console.log(reply.content.map((block) => block.type));`,
  `try {
  await lab.client.messages.create({ model: lab.model, max_tokens: 0, messages: [] });
} catch (error) {
  console.log(error instanceof Anthropic.BadRequestError, lab.trace.of("api-reply").length);
}`,
  "drawTrace(lab.trace);",
];

async function outputs(env: Record<string, string>): Promise<string[]> {
  const run = await runCells(cells, { env });
  expect(run.cells.map((cell) => cell.status)).toEqual(cells.map(() => "ok"));
  return cells.map((_, index) => printed(run, index));
}

describe("a session in a notebook", () => {
  it("gives the SDK's own client, which answers the same cells in rehearsal and live over HTTP", async () => {
    const served = await serveMessagesApi(createRehearsal({ onMcp: () => {} }));
    onTestFinished(() => served.close());
    const live = {
      MCP_LAB_MODE: "live",
      ANTHROPIC_API_KEY: "sk-planted-secret",
      ANTHROPIC_BASE_URL: served.url,
    };
    const [banner, mode, blocks, errors, trace] = await outputs({ MCP_LAB_MODE: "rehearsal" });
    const [liveBanner, liveMode, ...rest] = await outputs(live);

    expect([mode, liveMode]).toEqual(["rehearsal true\n", "live true\n"]);
    expect(banner).toContain("Rehearsal: not Claude");
    expect(liveBanner).not.toContain("Rehearsal");
    expect(blocks).toBe("[ 'thinking', 'mcp_tool_use', 'mcp_tool_result', 'text' ]\n");
    expect(errors).toBe("true 2\n");
    expect(rest.slice(0, 2)).toEqual([blocks, errors]);
    expect(trace).toContain("Messages API (rehearsal)");
    expect(rest[2]).toContain("Messages API (Claude)");
    expect([liveBanner, ...rest].join("")).not.toContain("sk-planted-secret");
  });

  it("asked to go live without a key, says what is wrong and what to do", async () => {
    const run = await runCells(cells.slice(0, 1), { env: { MCP_LAB_MODE: "live" } });
    expect(run.cells[0]?.status).toBe("error");
    expect(printed(run, 0)).toContain("Put ANTHROPIC_API_KEY into .env in the project's root");
  });
});
