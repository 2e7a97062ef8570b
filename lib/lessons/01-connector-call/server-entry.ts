import { z } from "zod";
import { HUB_URL, TOKEN_TOOLS } from "../../base/hub-names.ts";
import { createHub } from "../../services/hub/hub.ts";
import {
  judgeServerEntry,
  returnedObject,
  type ServerEntryEvidence,
} from "./server-entry.judge.ts";
import { type Examination, examination } from "../../exercises/examination.ts";
import type { World } from "../../exercises/world.ts";
import { sendConnectorCall } from "./send.ts";

export type Environment = Record<string, string>;

const variants: [Environment, ...Environment[]] = [
  {},
  { HF_TOKEN: "hf_2f8Qm1", PATH: "/usr/bin" },
  { HF_TOKEN: "" },
  { HF_TOKEN: "hf_another_one", ANTHROPIC_API_KEY: "not-for-the-hub" },
];

/** 01.1: the entry is made from several environments and really used. */
export const serverEntryExamination: Examination = examination({
  variants,
  world: ({ HF_TOKEN }) => ({
    servers: { [HUB_URL]: createHub(HF_TOKEN ? { tokens: [HF_TOKEN] } : {}) },
  }),
  async drive(answer, world, env): Promise<ServerEntryEvidence> {
    const outcome = await answer.call([{ type: "json", value: env }]);
    const entry = returnedObject(outcome);
    const { status, message } = await sendConnectorCall(world, {
      mcp_servers: [entry],
      tools: [{ type: "mcp_toolset", mcp_server_name: entry["name"] ?? null }],
    });
    return { token: env.HF_TOKEN, outcome, status, message, caller: callerSeen(world) };
  },
  judge: judgeServerEntry,
});

const listing = z.looseObject({ tools: z.array(z.looseObject({ name: z.string() })) });

/** Whom the Hub took the connector for: it offers some tools to callers with a token only. */
function callerSeen(world: World): ServerEntryEvidence["caller"] {
  const list = world.trace.of("mcp-call").find(({ method }) => method === "tools/list");
  if (list?.outcome.status !== "result") return undefined;
  const names = listing.parse(list.outcome.result).tools.map(({ name }) => name);
  return names.some((name) => TOKEN_TOOLS.includes(name)) ? "token" : "anonymous";
}
