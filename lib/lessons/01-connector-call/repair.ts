import { z } from "zod";
import { ANONYMOUS_TOOLS, HUB_TOOLS, HUB_URL, TOKEN_TOOLS } from "../../base/hub-names.ts";
import { createHub } from "../../services/hub/hub.ts";
import { judgeRepair, type RepairEvidence } from "./repair.judge.ts";
import { returnedObject } from "./server-entry.judge.ts";
import { type Examination, examination } from "../../exercises/examination.ts";
import { exposedTools } from "./allow-list.ts";
import { sendConnectorCall } from "./send.ts";

/** An environment, and what the Hub lists. */
export interface Situation {
  env: { HF_TOKEN?: string };
  listed: string[];
}

const wanted: string[] = [HUB_TOOLS.search, HUB_TOOLS.fs];
export const everyTool = [...ANONYMOUS_TOOLS, ...TOKEN_TOOLS];

const variants: [Situation, ...Situation[]] = [
  { env: {}, listed: [...ANONYMOUS_TOOLS] },
  { env: { HF_TOKEN: "hf_2f8Qm1" }, listed: everyTool },
  { env: { HF_TOKEN: "hf_2f8Qm1" }, listed: [...everyTool, "delete_repo"] },
  { env: { HF_TOKEN: "" }, listed: [...ANONYMOUS_TOOLS] },
  { env: {}, listed: [HUB_TOOLS.whoami, "hub_search", HUB_TOOLS.fs] },
  { env: {}, listed: [HUB_TOOLS.whoami, HUB_TOOLS.search] },
  { env: { HF_TOKEN: "hf_2f8Qm1" }, listed: [HUB_TOOLS.whoami, "hub_search", "hub_fs"] },
  // The new names hold the old ones, or a part of them.
  { env: {}, listed: [HUB_TOOLS.search, "hf_fs_read", "my_hf_fs"] },
  { env: {}, listed: ["hub", "hub_repo_search_v2", HUB_TOOLS.fs] },
];

const entries = z.array(z.record(z.string(), z.json())).catch([]);

/** 01.4: the repaired pieces of the published example, on several listings. */
export const repairExamination: Examination = examination({
  variants,
  world: ({ env: { HF_TOKEN } }) => ({
    servers: { [HUB_URL]: createHub(HF_TOKEN ? { tokens: [HF_TOKEN] } : {}) },
  }),
  async drive(answer, world, { env, listed }): Promise<RepairEvidence> {
    const token = env.HF_TOKEN ?? "";
    const outcome = await answer.call([
      { type: "json", value: env },
      { type: "json", value: listed },
    ]);
    const parts = returnedObject(outcome);
    const toolsets = entries.parse(parts["tools"]);
    const { status, message } = await sendConnectorCall(world, {
      mcp_servers: parts["mcp_servers"] ?? [],
      tools: parts["tools"] ?? [],
    });
    const exposed = [...new Set(toolsets.flatMap((toolset) => exposedTools(toolset, listed)))];
    const enabled = toolsets.flatMap(({ configs }) => enabledIn(configs));
    const servers = entries.parse(parts["mcp_servers"]);
    const sent = { servers, toolsets: toolsets.length, exposed, enabled, status, message };
    return { token, listed, wanted, outcome, ...sent };
  },
  judge: judgeRepair,
});

const switches = z
  .record(z.string(), z.looseObject({ enabled: z.boolean().optional() }).catch({}))
  .catch({});

/** The names that configs enable, where they say so. */
function enabledIn(configs: unknown): string[] {
  return Object.entries(switches.parse(configs)).flatMap(([name, { enabled = false }]) =>
    enabled ? [name] : [],
  );
}
