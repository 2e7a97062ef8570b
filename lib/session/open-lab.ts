import type { Anthropic } from "@anthropic-ai/sdk";
import type { Transport } from "@modelcontextprotocol/client";
import { anthropic } from "../base/cell-modules.ts";
import { findProject } from "../base/project.ts";
import { addressOf, HUB_URL } from "../base/hub-names.ts";
import { tellApiErrors } from "./api-errors.ts";
import { createLabCrm, type LabCrm } from "./crm.ts";
import { drawBanner } from "../draw/banner.ts";
import { display } from "./display.ts";
import { loadEnvironment } from "./environment.ts";
import { secretsIn } from "../wire/mask.ts";
import { liveReach } from "./live-reach.ts";
import { answeredBy, keepMode, readHosts, readMode, readModel } from "./mode.ts";
import { recordMcp } from "../wire/record-mcp.ts";
import { recordTransport } from "../wire/record-connection.ts";
import { rehearsedServices } from "./rehearsed-services.ts";
import type { HubFailure } from "../services/hub/hub.ts";
import type { McpCall } from "../wire/trace-event.ts";
import { Trace } from "../wire/trace.ts";

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
  hub: {
    url: string;
    /** Reaches the server from this notebook; give it to an MCP client's transport. */
    fetch: typeof fetch;
    /** A token that the server knows: made up in rehearsal, live it is `HF_TOKEN`, where set. */
    token: string | undefined;
  };
  /** The lab's CRM, a real MCP server in this process. It is started when it is first needed. */
  crm: LabCrm;
  /**
   * Puts what goes over a transport of yours into the trace. Returns the transport; connect a client
   * to it afterwards.
   * @param server the server's name in the trace
   */
  record: <T extends Transport>(transport: T, server: string) => T;
}

/** What the rehearsed Hub takes for a token; it opens nothing anywhere. */
const REHEARSAL_TOKEN = "hf_rehearsal_only";

/** How a session is opened. */
export interface LabOptions {
  /** Requests that one live session may send. Default 20. */
  liveRequests?: number;
  /**
   * Names of tools that the rehearsal may call although it does not know that they only read. It calls
   * these once, with arguments that are made up.
   */
  allowTools?: readonly string[];
  /** How the rehearsed Hub fails, for every request of the session. Default: it does not. */
  hubFailure?: HubFailure;
}

/**
 * Opens a session and shows its banner. Without any configuration it rehearses: nothing leaves this
 * machine and no key is used. `MCP_LAB_MODE=live` with `ANTHROPIC_API_KEY` sends the same cells to
 * Claude.
 *
 * @throws LabError `mode-unknown`, `live-without-key`, `live-key-unusable`, `rehearse-hosts-unusable`
 */
export async function openLab(options: LabOptions = {}): Promise<Lab> {
  const env = loadEnvironment(findProject(process.cwd()));
  const mode = readMode(env);
  const live = mode.mode === "live";
  const hosts = live ? [] : readHosts(env);
  const trace = new Trace(answeredBy(mode.mode), secretsIn(env));
  const onMcp = (call: McpCall): void => trace.record(call);
  const ownToken = env.HF_TOKEN?.trim() || undefined;
  const tokens = ownToken === undefined ? [REHEARSAL_TOKEN] : [REHEARSAL_TOKEN, ownToken];
  const rehearsed = rehearsedServices({ tokens, failure: options.hubFailure }, onMcp, {
    hosts,
    allowTools: options.allowTools,
  });
  const reach =
    mode.mode === "live"
      ? liveReach(fetch, options.liveRequests ?? 20, [mode.apiKey, ...(ownToken ? [ownToken] : [])])
      : rehearsed.api;
  const traced = trace.through(reach);
  const model = readModel(env);
  const createClient = (): Anthropic => {
    tellApiErrors(anthropic(), model);
    return new (anthropic().Anthropic)({
      apiKey: mode.mode === "live" ? mode.apiKey : "rehearsal",
      authToken: null,
      // Live, the SDK's own variable may name a gateway; in rehearsal nothing is reached anyway.
      ...(live ? {} : { baseURL: "https://api.anthropic.com" }),
      fetch: (input, init) => traced(new Request(input, init)),
    });
  };
  let client: Anthropic | undefined;
  keepMode(mode.mode);
  display(drawBanner({ mode: mode.mode, model, hosts }));
  const hub = {
    url: HUB_URL,
    fetch: recordMcp(serverName, live ? fetch : rehearsed.mcp, onMcp),
    token: live ? ownToken : REHEARSAL_TOKEN,
  };
  const crm = createLabCrm(onMcp);
  const record: Lab["record"] = (transport, server) => recordTransport(transport, server, onMcp);
  return {
    mode: mode.mode,
    /** Not every lesson calls the API, and its SDK takes long to load. */
    get client() {
      return (client ??= createClient());
    },
    model,
    trace,
    hub,
    crm,
    record,
  };
}

/** As requests to the Messages API name it; any other server goes by its host. */
function serverName(url: URL): string {
  return addressOf(url) === HUB_URL ? "huggingface" : url.hostname;
}
