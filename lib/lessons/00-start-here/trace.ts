import { anthropic } from "../../base/cell-modules.ts";
import { HUB_URL } from "../../base/hub-names.ts";
import { type Examination, examination } from "../../exercises/examination.ts";
import type { World } from "../../exercises/world.ts";
import { judgeTraceReading } from "./trace.judge.ts";

/** 00.1: what the trace of the notebook's first call shows. */
export const traceExamination: Examination = examination({
  variants: ['Which models does our prospect "northwind-robotics" publish?'],
  async drive(answer, world, question) {
    const shape = await answer.shape();
    const call = await firstConnectorCall(world, question);
    const { answeredBy } = world;
    return { answer: shape.type === "value" ? shape.value : null, answeredBy, ...call };
  },
  judge: judgeTraceReading,
});

/** Makes the notebook's first call again and says which server and tool it used. */
async function firstConnectorCall(
  world: World,
  question: string,
): Promise<{ server: string; tool: string }> {
  const client = new (anthropic().Anthropic)({
    apiKey: "rehearsal",
    authToken: null,
    baseURL: "https://api.anthropic.com",
    fetch: (input, init) => world.fetch(new Request(input, init)),
  });
  const reply = await client.beta.messages.create({
    model: "claude-opus-4-7",
    max_tokens: 1024,
    betas: ["mcp-client-2025-11-20"],
    mcp_servers: [{ type: "url", name: "huggingface", url: HUB_URL }],
    tools: [
      {
        type: "mcp_toolset",
        mcp_server_name: "huggingface",
        default_config: { enabled: false },
        configs: { hub_repo_search: { enabled: true } },
      },
    ],
    messages: [{ role: "user", content: question }],
  });
  const use = reply.content.find((block) => block.type === "mcp_tool_use");
  return { server: use?.server_name ?? "", tool: use?.name ?? "" };
}
