import { z } from "zod";
import { createHub, HUB_URL } from "../../../rehearsal/hub/hub.ts";
import { ANONYMOUS_TOOLS, HUB_TOOLS, TOKEN_TOOLS } from "../../../rehearsal/hub/tool-names.ts";
import { judgeRepair, type RepairEvidence } from "../../judge/01-connector-call/repair.ts";
import { returnedObject } from "../../judge/01-connector-call/server-entry.ts";
import { type Examination, examination } from "../drive.ts";
import { exposedTools } from "./allow-list.ts";
import { madeUpToken, shuffled, toolNames } from "../made-up.ts";
import { sendConnectorCall } from "./send.ts";

interface Situation {
  token: string;
  listed: string[];
}

const wanted: string[] = [HUB_TOOLS.search, HUB_TOOLS.fs];
const everyTool = [...ANONYMOUS_TOOLS, ...TOKEN_TOOLS];

const variants: [Situation, ...Situation[]] = [
  { token: "", listed: [...ANONYMOUS_TOOLS] },
  { token: "hf_2f8Qm1", listed: everyTool },
  { token: "hf_2f8Qm1", listed: [...everyTool, "delete_repo"] },
  { token: "", listed: [HUB_TOOLS.whoami, "hub_search", HUB_TOOLS.fs] },
  { token: "", listed: [HUB_TOOLS.whoami, HUB_TOOLS.search] },
  { token: "hf_2f8Qm1", listed: [HUB_TOOLS.whoami, "hub_search", "hub_fs"] },
];

const entries = z.array(z.record(z.string(), z.json())).catch([]);

/** 01.4: the repaired pieces of the published example, on several listings. */
export const repairExamination: Examination = examination({
  variants,
  generate: (random) => ({
    token: random.pick(["", madeUpToken(random, "hf_")]),
    listed: shuffled(random, [
      ...everyTool.filter(() => random.next() < 0.7),
      ...toolNames(random, random.between(1, 3)),
    ]),
  }),
  world: ({ token }) => ({
    servers: { [HUB_URL]: createHub(token === "" ? {} : { tokens: [token] }) },
  }),
  async drive(answer, world, { token, listed }): Promise<RepairEvidence> {
    const outcome = await answer.call([
      { type: "json", value: token === "" ? {} : { HF_TOKEN: token } },
      { type: "json", value: listed },
    ]);
    const parts = returnedObject(outcome);
    const toolsets = entries.parse(parts["tools"]);
    const { status, message } = await sendConnectorCall(world, {
      mcp_servers: parts["mcp_servers"] ?? [],
      tools: parts["tools"] ?? [],
    });
    const exposed = [...new Set(toolsets.flatMap((toolset) => exposedTools(toolset, listed)))];
    const servers = entries.parse(parts["mcp_servers"]);
    return { token, listed, wanted, outcome, servers, exposed, status, message };
  },
  judge: judgeRepair,
});
