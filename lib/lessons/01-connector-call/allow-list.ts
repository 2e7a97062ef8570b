import { z } from "zod";
import { configureTools } from "../../services/messages-api/toolset.ts";
import { HUB_TOOLS, ANONYMOUS_TOOLS, TOKEN_TOOLS } from "../../base/hub-names.ts";
import { type AllowListEvidence, type Exposure, judgeAllowList } from "./allow-list.judge.ts";
import { returnedObject } from "./server-entry.judge.ts";
import { type Examination, examination } from "../../exercises/examination.ts";
import { serverListing } from "./listed-server.ts";
import { sendConnectorCall } from "./send.ts";

/** What to allow, of what a server lists. */
export interface Task {
  server: string;
  /** The tools to allow. */
  tools: string[];
  /** What the server lists today. */
  today: string[];
  /** What it adds later. */
  later: string[];
}

const ADDRESS = "https://mcp.example.com/mcp";

const variants: [Task, ...Task[]] = [
  {
    server: "huggingface",
    tools: [HUB_TOOLS.search, HUB_TOOLS.fs],
    today: [...ANONYMOUS_TOOLS, ...TOKEN_TOOLS],
    later: ["delete_repo", "hub_repo_search_and_buy"],
  },
  {
    server: "calendar",
    tools: ["list_events"],
    today: ["list_events", "create_event", "delete_event"],
    later: ["share_calendar"],
  },
  {
    server: "tracker",
    tools: ["search_issues", "get_issue"],
    today: ["get_issue", "search_issues"],
    later: ["close_issue", "toString"],
  },
];

/** 01.2: what the toolset would lay open, on listings it was made for and on others. */
export const allowListExamination: Examination = examination({
  variants,
  world: ({ today }) => ({
    servers: {
      [ADDRESS]: serverListing(() => today.map((name) => ({ name, description: name }))),
    },
  }),
  async drive(answer, world, { server, tools, today, later }): Promise<AllowListEvidence> {
    const outcome = await answer.call([
      { type: "json", value: server },
      { type: "json", value: tools },
    ]);
    const toolset = returnedObject(outcome);
    const { status, message } = await sendConnectorCall(world, {
      mcp_servers: [{ type: "url", name: server, url: ADDRESS }],
      tools: [toolset],
    });
    const exposures: Exposure[] =
      Object.keys(toolset).length === 0
        ? []
        : [
            { listing: "today's listing", exposed: exposedTools(toolset, today) },
            {
              listing: "a listing with tools that were added later",
              exposed: exposedTools(toolset, [...today, ...later]),
            },
          ];
    return { server, tools, outcome, exposures, status, message };
  },
  judge: judgeAllowList,
});

const options = z.object({ enabled: z.boolean().optional().catch(undefined) }).catch({});
const lenient = z.object({
  default_config: options.optional().catch(undefined),
  configs: z.record(z.string(), options).nullish().catch(undefined),
});

/** What a toolset lays open of a listing, as far as it can be read; the API says what is wrong with it. */
export function exposedTools(toolset: unknown, names: readonly string[]): string[] {
  const { default_config, configs } = lenient.catch({}).parse(toolset);
  return configureTools(
    { type: "mcp_toolset", mcp_server_name: "", default_config, configs },
    names.map((name) => ({ name, input_schema: {} })),
  )
    .filter(({ enabled }) => enabled)
    .map(({ tool }) => tool.name);
}
