import { LabError } from "../../base/lab-error.ts";
import type { Observations, Reply } from "../../subjects/server-rules/observations.ts";
import type { Era } from "../../wire/era.ts";
import { httpLink, type HttpTarget } from "./http-link.ts";
import { INITIALIZE, type Link } from "./messages.ts";
import { stdioLink, wordsOfEnd } from "./stdio-link.ts";
import { StdioServer, type StdioTarget } from "./stdio-server.ts";

/** How long one answer may take, in milliseconds, and what ends everything. */
interface OpenOptions {
  timeoutMs: number;
  signal: AbortSignal;
}

/** A connection that is open, and what was seen as it opened. */
export interface Opened {
  opening: Observations["opening"];
  diesOnDiscover: boolean;
  links: Partial<Record<Era, Link>>;
  /** The processes behind them. */
  servers: StdioServer[];
}

/**
 * Starts the server once for each era. Throws LabError `server-not-started`.
 */
export async function openStdio(
  target: StdioTarget,
  { timeoutMs, signal }: OpenOptions,
): Promise<Opened> {
  const servers: StdioServer[] = [];
  const start = (): [StdioServer, Link] => {
    const server = new StdioServer(target);
    const close = (): void => void server.close();
    if (signal.aborted) close();
    signal.addEventListener("abort", close, { once: true });
    servers.push(server);
    return [server, stdioLink(server, timeoutMs)];
  };
  const [first, modernLink] = start();
  const modern = await modernLink.request("modern", "server/discover");
  const isGone = modern.status === "none" && modern.why === "ended";
  // A process of its own: what server/discover did to the first one must not count here.
  const [second, legacyLink] = start();
  const legacy = await initialize(legacyLink);
  if (isGone && legacy.status === "none" && legacy.why === "ended") throw await notStarted(second);
  if (modern.status !== "result") await first.close();
  const isModern = modern.status === "result";
  return {
    opening: { modern, legacy },
    diesOnDiscover: isGone && legacy.status === "result",
    links: { ...(isModern && { modern: modernLink }), legacy: legacyLink },
    servers,
  };
}

async function notStarted(server: StdioServer): Promise<LabError> {
  const end = wordsOfEnd(await server.ended);
  const said = server.stderr.trim().split("\n").slice(-3).join(" | ");
  return new LabError("server-not-started", {
    what: `The server ended before it said anything (${end}).`,
    where: said === "" ? "nothing on stderr" : `its last words: ${said}`,
    remedy:
      "Start the same command by itself until it runs; pass the variables it needs with --env NAME.",
  });
}

/** Opens a connection of each era. Throws LabError `server-unreachable`. */
export async function openHttp(target: HttpTarget, options: OpenOptions): Promise<Opened> {
  const { timeoutMs, signal } = options;
  const modernLink = httpLink(target, timeoutMs, signal);
  const modern = await modernLink.request("modern", "server/discover");
  const legacyLink = httpLink(target, timeoutMs, signal);
  const legacy = await initialize(legacyLink);
  if (isRefused(modern) && isRefused(legacy)) {
    throw new LabError("server-unreachable", {
      what: `Nothing answers at this address (${legacy.status === "none" ? legacy.detail : ""}).`,
      remedy: "Start the server first, and compare the port and the path, such as /mcp.",
    });
  }
  const links = { modern: modernLink, legacy: legacyLink };
  return { opening: { modern, legacy }, diesOnDiscover: false, links, servers: [] };
}

const isRefused = (reply: Reply): boolean => reply.status === "none" && reply.why === "ended";

async function initialize(link: Link): Promise<Reply> {
  const reply = await link.request("legacy", "initialize", INITIALIZE);
  if (reply.status === "result") await link.notify("notifications/initialized");
  return reply;
}
