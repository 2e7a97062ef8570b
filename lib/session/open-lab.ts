import type { Anthropic } from "@anthropic-ai/sdk";
import { anthropic } from "../cell-modules.ts";
import { findProject } from "../project.ts";
import { HUB_URL } from "../rehearsal/hub/hub.ts";
import { createRehearsal } from "../rehearsal/rehearsal.ts";
import { createLabCrm, type LabCrm } from "./crm.ts";
import { drawBanner } from "./draw/banner.ts";
import { display } from "./display.ts";
import { loadEnvironment } from "./environment.ts";
import { secretsIn } from "./mask.ts";
import { readMode, readModel } from "./mode.ts";
import { limitRequests } from "./request-limit.ts";
import { Trace } from "./trace.ts";

/** What a notebook works with. */
export interface Lab {
  /** Who answers: the rehearsal in this process, or Claude. */
  mode: "rehearsal" | "live";
  /** The official SDK's client, wired for the mode. */
  client: Anthropic;
  /** The model to name in requests. */
  model: string;
  /** Everything this session sent and received, secrets masked. Draw it with `drawTrace(lab.trace)`. */
  trace: Trace;
  /** The Hugging Face MCP server. In rehearsal a small one in this process answers for its address. */
  hub: { url: string };
  /** The lab's CRM, a real MCP server in this process. It is started when it is first needed. */
  crm: LabCrm;
}

/** How a session is opened. */
export interface LabOptions {
  /** Requests that one live session may send. Default 20. */
  liveRequests?: number;
}

/**
 * Opens a session and shows its banner. Without any configuration it rehearses: nothing leaves this
 * machine and no key is used. `MCP_LAB_MODE=live` with `ANTHROPIC_API_KEY` sends the same cells to
 * Claude.
 *
 * @throws LabError `mode-unknown`, `live-without-key`
 */
export async function openLab(options: LabOptions = {}): Promise<Lab> {
  const env = loadEnvironment(findProject(process.cwd()));
  const mode = readMode(env);
  const trace = new Trace(mode.mode === "live" ? "Claude" : "rehearsal", secretsIn(env));
  const reach =
    mode.mode === "live"
      ? limitRequests(fetch, options.liveRequests ?? 20)
      : createRehearsal({ onMcp: (call) => trace.record(call) });
  const traced = trace.through(reach);
  const client = new anthropic.Anthropic({
    apiKey: mode.mode === "live" ? mode.apiKey : "rehearsal",
    authToken: null,
    // Live, the SDK's own variable may name a gateway; in rehearsal nothing is reached anyway.
    ...(mode.mode === "live" ? {} : { baseURL: "https://api.anthropic.com" }),
    fetch: (input, init) => traced(new Request(input, init)),
  });
  const model = readModel(env);
  display(drawBanner({ mode: mode.mode, model, notes: [] }));
  const crm = createLabCrm((call) => trace.record(call));
  return { mode: mode.mode, client, model, trace, hub: { url: HUB_URL }, crm };
}
