import { z } from "zod";
import { configureTools } from "../../services/messages-api/toolset.ts";
import { HUB_TOOLS, ANONYMOUS_TOOLS, TOKEN_TOOLS } from "../../base/hub-names.ts";
import {
  type AllowedServer,
  type AllowListEvidence,
  type Exposure,
  judgeAllowList,
} from "./allow-list.judge.ts";
import { returnedObject } from "./server-entry.judge.ts";
import type { Answer } from "../../exercises/answer.ts";
import { type Examination, examination } from "../../exercises/examination.ts";
import { addressOf, serverListing } from "./listed-server.ts";
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

/** The servers of one request, each with a toolset of its own. */
export type Tasks = [Task, ...Task[]];

const variants: [Tasks, ...Tasks[]] = [
  [
    {
      server: "huggingface",
      tools: [HUB_TOOLS.search, HUB_TOOLS.fs],
      today: [...ANONYMOUS_TOOLS, ...TOKEN_TOOLS],
      later: ["delete_repo", "hub_repo_search_and_buy"],
    },
  ],
  [
    {
      server: "calendar",
      tools: ["list_events"],
      today: ["list_events", "create_event", "delete_event"],
      later: ["share_calendar"],
    },
  ],
  [
    {
      server: "tracker",
      tools: ["search_issues", "get_issue"],
      today: ["get_issue", "search_issues"],
      later: ["close_issue", "toString"],
    },
  ],
  // Two servers with tools of equal names, of which each allows another.
  [
    { server: "tracker", tools: ["search"], today: ["search", "read", "close"], later: ["list"] },
    { server: "wiki", tools: ["read", "list"], today: ["search", "read", "list"], later: ["edit"] },
  ],
];

/** 01.2: what the toolsets would lay open, on listings they were made for and on others. */
export const allowListExamination: Examination = examination({
  variants,
  world: (tasks) => ({
    servers: Object.fromEntries(
      tasks.map(({ server, today }) => [
        addressOf(server),
        serverListing(() => today.map((name) => ({ name, description: name }))),
      ]),
    ),
  }),
  async drive(answer, world, tasks): Promise<AllowListEvidence> {
    const servers: AllowedServer[] = [];
    for (const task of tasks) servers.push(await allow(answer, task));
    const { status, message } = await sendConnectorCall(world, {
      mcp_servers: tasks.map(({ server: name }) => ({ type: "url", name, url: addressOf(name) })),
      tools: servers.map(({ outcome }) => returnedObject(outcome)),
    });
    return { servers, status, message };
  },
  judge: judgeAllowList,
});

async function allow(
  answer: Answer,
  { server, tools, today, later }: Task,
): Promise<AllowedServer> {
  const outcome = await answer.call([
    { type: "json", value: server },
    { type: "json", value: tools },
  ]);
  const toolset = returnedObject(outcome);
  const exposure = (listing: string, names: string[]): Exposure => {
    return { listing, exposed: exposedTools(toolset, names) };
  };
  const exposures =
    Object.keys(toolset).length === 0
      ? []
      : [
          exposure(`today's listing of ${server}`, today),
          exposure(`a listing of ${server} with tools that were added later`, [...today, ...later]),
        ];
  return { server, tools, outcome, exposures };
}

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
