import { serveStdio, StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import { type CrmApi, noReply } from "../../services/crm/api/api-call.ts";
import { createCrmApi } from "../../services/crm/api/api.ts";
import { createCrmServer } from "../../services/crm/server/create-server.ts";
import { inProcessBackend } from "../../services/crm/server/embedded.ts";
import { type OpenCrm, openCrm } from "../../services/crm/server/open-crm.ts";
import type { Database } from "../../services/crm/store/database.ts";
import { openStore } from "../../services/crm/store/store.ts";
import { judgeStart, type StartEvidence, type StartRun } from "./start.judge.ts";
import type { Answer } from "../../exercises/answer.ts";
import { type Examination, examination } from "../../exercises/examination.ts";
import type { World } from "../../exercises/world.ts";
import { type RecordedServer, recordServer } from "./recorded-server.ts";

/** With what the server is started, and what it lists. */
export interface Variant {
  key: string;
  refusedKey: string;
  baseUrl: string;
  /** A variable in which one is not replaced. */
  literal: { CRM_API_KEY: string } | { CRM_BASE_URL: string };
  /** Words after the program's name. */
  args: readonly string[];
  /** A tool that the CRM does not have otherwise. */
  extraTool: string | undefined;
  /** Whether it is also started where the CRM cannot be reached, and where the process ends: once is enough. */
  fails: boolean;
}

export const startExamination: Examination = examination<Variant, StartEvidence>({
  variants: [
    {
      key: "crm_test_NotARealKey0005",
      refusedKey: "crm_test_NotARealKey0006",
      baseUrl: "https://crm.example",
      literal: { CRM_API_KEY: "${CRM_API_KEY}" },
      args: ["crm", "--stdio"],
      extraTool: undefined,
      fails: true,
    },
    {
      key: "crm_live_NotARealKey0007",
      // An empty one is refused like any other: it is no variable that nobody has replaced.
      refusedKey: "",
      baseUrl: "http://127.0.0.1:8788",
      literal: { CRM_BASE_URL: "http://${CRM_HOST}:8788" },
      args: ["crm", "--stdio", "--region", "emea"],
      extraTool: "crm_forecast",
      fails: false,
    },
  ],
  drive: driveStart,
  judge: judgeStart,
});

/** The same data for every call, as filling it takes longer than all of them: the key only reads. */
let data: Database | undefined;

async function driveStart(
  answer: Answer,
  { workspace }: World,
  variant: Variant,
): Promise<StartEvidence> {
  const { key, refusedKey, baseUrl, literal, extraTool, fails } = variant;
  let running: CrmApi | undefined;
  const api: CrmApi = async (call) => {
    data ??= openStore();
    running ??= createCrmApi({ database: data, keys: [{ key, access: "read-only" }] });
    return await running(call);
  };
  let reachable = true;
  let crashes = false;
  const crms: OpenCrm[] = [];
  const recorded = await recordServer(async (env, socket) => {
    if (crashes) throw new Error("the server ends");
    if (Object.values(env).some((value) => value?.includes("${"))) throw new Error("literal");
    const backend = inProcessBackend(
      async (call) => (reachable ? api(call) : noReply()),
      env.CRM_API_KEY ?? "",
    );
    const options = { backend, log: () => {}, sleep: async () => {} };
    const crm = await openCrm({ kind: "embedded" }, options);
    crms.push(crm);
    const transport = new StdioServerTransport(socket, socket);
    serveStdio(() => serverOf(crm, extraTool), { transport });
  }, workspace);
  const run = (env: Record<string, string>): Promise<StartRun> =>
    startOnce(answer, recorded, variant.args, env);
  const good = { CRM_API_KEY: key, CRM_BASE_URL: baseUrl };
  try {
    const accepted = await run(good);
    const refused = await run({ ...good, CRM_API_KEY: refusedKey });
    const unreplaced = await run({ ...good, ...literal });
    reachable = false;
    const down = fails ? await run(good) : undefined;
    crashes = true;
    const crashed = fails ? await run(good) : undefined;
    return {
      tools: [...TOOLS, ...(extraTool === undefined ? [] : [extraTool])],
      accepted,
      refused,
      literal: unreplaced,
      down,
      crashed,
      secrets: [key, refusedKey].filter((one) => one !== ""),
    };
  } finally {
    await recorded.close();
    for (const crm of crms) crm.close();
  }
}

/** What the CRM's server lists. */
const TOOLS = [
  "crm_search",
  "crm_find_companies",
  "crm_account_brief",
  "crm_pipeline",
  "crm_draft_outreach",
  "crm_log_activity",
  "crm_move_deal",
];

function serverOf(crm: OpenCrm, extraTool: string | undefined): ReturnType<typeof createCrmServer> {
  const server = createCrmServer(crm.surroundings);
  if (extraTool !== undefined) {
    server.registerTool(extraTool, { description: "Says what next quarter may bring." }, () => ({
      content: [{ type: "text", text: "More of the same." }],
    }));
  }
  return server;
}

/** Starting a process takes a moment, on a busy machine more than one. */
const TIMEOUT_MS = 20_000;

async function startOnce(
  answer: Answer,
  recorded: RecordedServer,
  own: readonly string[],
  env: Record<string, string>,
): Promise<StartRun> {
  const config = { command: recorded.command, args: recorded.args(own) };
  const outcome = await answer.call(
    [
      { type: "json", value: config },
      { type: "json", value: env },
    ],
    TIMEOUT_MS,
  );
  return { given: { args: own, env }, outcome, started: await recorded.collect() };
}
