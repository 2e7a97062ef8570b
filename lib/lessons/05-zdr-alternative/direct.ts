import { createRandom } from "../../base/random.ts";
import {
  type DirectEvidence,
  judgeDirect,
  type ServerCall,
  type ServerTool,
} from "./direct.judge.ts";
import type { CallArgument } from "../../exercises/answer.ts";
import { type Examination, examination } from "../../exercises/examination.ts";
import { type DirectVariant, directVariant } from "./direct-variant.ts";
import { recordedServer } from "./recorded-server.ts";
import { type OfferedTool, type ScriptedCall, scriptedApi } from "./scripted-api.ts";

/** 05.3: one question down the direct path, judged by what was sent and who was called. */
export const directExamination: Examination = examination<DirectVariant, DirectEvidence>({
  variants: [directVariant(createRandom(503)), directVariant(createRandom(2053))],
  world: ({ tools, final }) => ({
    api: scriptedApi((offered) => callsOf(offered, tools), final),
  }),
  async drive(answer, world, { question, final, tools, env, era }) {
    const calls: ServerCall[] = [];
    const client = (server: ServerTool["server"]): CallArgument => ({
      type: "mcp-client",
      era,
      serve: () =>
        recordedServer(
          tools.filter((tool) => tool.server === server),
          (call) => calls.push(call),
        ),
    });
    const allowed = (server: ServerTool["server"]): string[] =>
      tools.filter((tool) => tool.allowed && tool.server === server).map(({ name }) => name);
    const task = { question, allow: { hub: allowed("hub"), crm: allowed("crm") }, env };
    const outcome = await answer.call([
      { type: "anthropic" },
      client("hub"),
      client("crm"),
      { type: "json", value: task },
    ]);
    const requests = world.trace.of("api-request").map(({ headers, body }) => ({ headers, body }));
    return { question, final, tools, secrets: Object.values(env), outcome, requests, calls };
  },
  judge: judgeDirect,
});

const call = (id: string, name: string): ScriptedCall => ({
  id,
  name,
  input: { query: `probe ${id}` },
});

/**
 * Each offered tool is called once. Then the model asks for tools that were not offered, under the
 * names that they would have had.
 */
function callsOf(offered: readonly OfferedTool[], tools: readonly ServerTool[]): ScriptedCall[] {
  const names = new Set(offered.map(({ name }) => name));
  const forged = tools
    .filter((tool) => !tool.allowed)
    .flatMap((forbidden) => [
      forbidden.name,
      ...tools
        .filter((tool) => tool.allowed && tool.server === forbidden.server)
        .flatMap((tool) =>
          [...names]
            .filter((name) => name.includes(tool.name))
            .map((name) => name.replace(tool.name, forbidden.name)),
        ),
    ])
    .filter((name) => !names.has(name));
  return [
    ...offered.map(({ name }, index) => call(`toolu_offered_${index}`, name)),
    ...[...new Set(forged)].map((name, index) => call(`toolu_forged_${index}`, name)),
  ];
}
