import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { Json } from "../../base/json.ts";
import { createMessagesApi } from "../../services/messages-api/messages-api.ts";
import { serveMessagesApi } from "../../services/messages-api/serve.ts";
import { type HostRun, hostRunSchema } from "../../subjects/hosts/host-run.ts";
import { maskSecrets } from "../../wire/mask.ts";
import { askedIn, type Passed, saidIn } from "./asked.ts";
import type { ChosenServer } from "./choose-server.ts";
import type { ClaudeCode } from "./claude-code.ts";
import { type HostEnd, runToEnd } from "./host-process.ts";
import { hostEnvironment, hostWords } from "./isolated.ts";
import { Plan, resultsOf, type WantedCall } from "./plan.ts";
import { Reached } from "./reached.ts";
import { tapServer } from "./tap-server.ts";

/** What a host is run with. */
export interface HostOptions {
  claudeCode: ClaudeCode;
  server: ChosenServer;
  prompt: string;
  /** Left out: the usual ones. */
  calls?: readonly WantedCall[] | undefined;
  /** Ends the run early. */
  signal: AbortSignal;
  /** The day that the recording says. */
  today: string;
  /** Default: three minutes. */
  milliseconds?: number | undefined;
}

/** A run, and how it went. */
export interface HostOutcome extends HostEnd {
  run: HostRun;
  /** What the server said on stderr, or how HTTP refused; secrets are masked. */
  serverSaid: readonly string[];
  /** The tools that were to be called, and that the host did not offer. */
  missing: readonly string[];
}

const outcomeSchema: z.ZodType<HostOutcome> = z.object({
  run: hostRunSchema,
  ended: z.enum(["by itself", "time limit", "stopped"]),
  said: z.string(),
  serverSaid: z.array(z.string()),
  missing: z.array(z.string()),
});

/** A run takes ten seconds; a server may have to be fetched first. */
const TIME_LIMIT_MS = 180_000;

/**
 * Runs the real Claude Code against a server and the rehearsed Messages API, with a home and a project of
 * its own in a temporary folder, which is removed.
 */
export async function runHost(options: HostOptions): Promise<HostOutcome> {
  const { claudeCode, server, prompt, signal, milliseconds = TIME_LIMIT_MS } = options;
  const folder = fs.mkdtempSync(join(tmpdir(), "mcp-lab-host-"));
  try {
    const record = join(folder, "record");
    const project = join(folder, "project");
    for (const name of ["home", "project", "tmp"]) fs.mkdirSync(join(folder, name));
    const note = (one: Passed): void => fs.appendFileSync(record, `${JSON.stringify(one)}\n`);
    const tapped = await tapServer(server, record, note);
    const watched = await watchedApi(options, () => askedIn(readPassed(record)));
    try {
      const config = join(project, ".mcp.json");
      fs.writeFileSync(config, JSON.stringify({ mcpServers: { [server.name]: tapped.entry } }));
      const words = [claudeCode.entry, ...hostWords(server.name, config, prompt)];
      const env = hostEnvironment(folder, watched.url, server.variables);
      const end = await runToEnd(words, { cwd: project, env }, { signal, milliseconds });
      const passed = readPassed(record);
      const outcome = {
        run: runOf(options, askedIn(passed), watched.reached),
        ended: end.ended,
        said: end.said,
        serverSaid: saidIn(passed),
        missing: [...watched.plan.missing],
      };
      return outcomeSchema.parse(maskSecrets(withoutFolder(outcome, folder), server.secrets));
    } finally {
      await Promise.all([watched.close(), tapped.close()]);
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The same without the name of the temporary folder, which is another one each time. */
function withoutFolder(outcome: HostOutcome, folder: string): Json {
  const inNames = folder.replaceAll(/[^a-zA-Z0-9]/g, "-");
  const text = [folder, inNames].reduce(
    (whole, one) => whole.replaceAll(JSON.stringify(one).slice(1, -1), "(folder)"),
    JSON.stringify(outcome),
  );
  return z.json().parse(JSON.parse(text));
}

/** The rehearsed Messages API, which keeps what reaches it. */
async function watchedApi(
  { server, prompt, calls }: HostOptions,
  asked: () => HostRun["asked"],
): Promise<{ url: string; reached: Reached; plan: Plan; close: () => Promise<void> }> {
  const reached = new Reached(server.name);
  const plan = new Plan({ server: server.name, prompt, calls }, asked);
  const api = createMessagesApi({ decide: (situation) => plan.decide(situation) });
  const served = await serveMessagesApi(async (request) => {
    const body: unknown = await request
      .clone()
      .json()
      .catch(() => undefined);
    if (!request.url.includes("count_tokens")) reached.take(body);
    return await api(request);
  });
  return { ...served, reached, plan };
}

function runOf(
  { claudeCode, server, prompt, today }: HostOptions,
  asked: HostRun["asked"],
  reached: Reached,
): HostRun {
  return {
    host: { name: "Claude Code", version: claudeCode.version },
    recorded: today,
    server: server.name,
    prompt,
    asked,
    offered: reached.offered(),
    instructions: reached.instructions(instructionsOf(asked)),
    seen: reached.seen(),
  };
}

const greeting = z.object({ instructions: z.string() });

/** What the server says of itself when a connection opens, in either era. */
function instructionsOf(asked: HostRun["asked"]): string | undefined {
  return ["initialize", "server/discover"]
    .flatMap((method) => resultsOf(asked, method))
    .flatMap((result) => greeting.safeParse(result).data?.instructions ?? [])[0];
}

function readPassed(record: string): Passed[] {
  if (!fs.existsSync(record)) return [];
  const lines = fs.readFileSync(record, "utf8").split("\n");
  // The last one may be half written.
  return lines.slice(0, -1).map((line): Passed => passedSchema.parse(JSON.parse(line)));
}

const passedSchema = z.object({ from: z.enum(["host", "server", "stderr"]), text: z.string() });
