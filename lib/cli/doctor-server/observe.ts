import type { ListName, Observations, Reply } from "../../subjects/server-rules/observations.ts";
import {
  type ListedTool,
  openingOf,
  resourcesIn,
  toolsIn,
} from "../../subjects/server-rules/seen.ts";
import type { Era } from "../../wire/era.ts";
import { callTools } from "./calls.ts";
import { lookAtHttp } from "./http-side.ts";
import { askList } from "./listings.ts";
import type { HttpTarget } from "./http-link.ts";
import type { Link } from "./messages.ts";
import { type Opened, openHttp, openStdio } from "./open.ts";
import { sdkComplaint } from "./sdk-client.ts";
import type { StdioTarget } from "./stdio-server.ts";

export type Target = StdioTarget | HttpTarget;

/** How a server is looked at. */
export interface ObserveOptions {
  /** Tools that are called although they do not say that they only read. */
  call: readonly string[];
  /** How long one answer may take, in milliseconds. */
  timeoutMs: number;
  signal: AbortSignal;
  /** Told what is being done. */
  status: (text: string) => void;
}

/** Resources that are read. */
const MOST_READS = 5;
const NOBODY = "no_such_tool_of_the_doctor";

/**
 * Looks at a server with raw messages in both eras and with the official client. Calls only tools that
 * say that they only read, and those that are named. Throws LabError `server-not-started`,
 * `server-unreachable`.
 */
export async function observe(target: Target, options: ObserveOptions): Promise<Observations> {
  options.status("Opening the connection …");
  const opened = await (target.kind === "stdio"
    ? openStdio(target, options)
    : openHttp(target, options));
  try {
    return await look(target, opened, options);
  } finally {
    await Promise.all(Object.values(opened.links).map((link) => link.close()));
  }
}

async function look(
  target: Target,
  opened: Opened,
  options: ObserveOptions,
): Promise<Observations> {
  const { opening, diesOnDiscover, links, servers } = opened;
  const eras = (["modern", "legacy"] as const).filter((one) => opening[one].status === "result");
  const era = eras[0];
  const link = era === undefined ? undefined : links[era];
  const seen: Observations = {
    transport: target.kind,
    server: era === undefined ? "server" : nameOf(opening[era]),
    opening,
    diesOnDiscover,
    sdk: {},
    era,
    lists: {},
    calls: [],
    reads: [],
    noise: { lines: 0, first: "" },
  };
  if (era !== undefined && link !== undefined) {
    await ask(seen, link, era, options);
    await askOfficially(seen, eras, target, options);
  }
  if (target.kind === "http") {
    options.status("Looking at the HTTP side …");
    const session = links.legacy?.session?.();
    const { timeoutMs, signal } = options;
    seen.http = await lookAtHttp(target, era ?? "legacy", timeoutMs, session, signal);
  }
  for (const { noise } of servers) {
    if (noise.lines > seen.noise.lines) seen.noise = noise;
  }
  return seen;
}

/** Lists, calls and reads. */
async function ask(
  seen: Observations,
  link: Link,
  era: Era,
  { call, status }: ObserveOptions,
): Promise<void> {
  for (const name of ["tools", "resources", "templates", "prompts"] satisfies ListName[]) {
    status(`Listing ${name} …`);
    seen.lists[name] = await askList(link, era, name);
  }
  const resources = resourcesIn(seen).slice(0, MOST_READS);
  for (const { uri } of resources) {
    status(`Reading ${uri} …`);
    seen.reads.push({ uri, reply: await link.request(era, "resources/read", { uri }) });
  }
  status("Calling what only reads …");
  const tools = toolsIn(seen).filter((tool) => mayBeCalled(tool, call));
  seen.calls = await callTools(link, era, tools, JSON.stringify(resources));
  const has = openingOf(seen.opening[era])?.capabilities ?? {};
  if ("tools" in has) {
    seen.unknownTool = await link.request(era, "tools/call", { name: NOBODY, arguments: {} });
  }
  if ("resources" in has) {
    const uri = `${resources[0]?.uri.split(":")[0] ?? "doctor"}://no-such-resource-of-the-doctor`;
    seen.unknownResource = await link.request(era, "resources/read", { uri });
  }
}

const mayBeCalled = ({ name, annotations }: ListedTool, named: readonly string[]): boolean =>
  annotations?.readOnlyHint === true || named.includes(name);

/** The official client goes through lists by itself, so it is not asked where one has no end. */
async function askOfficially(
  seen: Observations,
  eras: readonly Era[],
  target: Target,
  { timeoutMs, signal, status }: ObserveOptions,
): Promise<void> {
  if (Object.values(seen.lists).some(({ end }) => end === "loop" || end === "endless")) return;
  for (const one of eras) {
    status(`Asking with the official client, ${one} era …`);
    const complaint = await sdkComplaint(target, one, timeoutMs, signal);
    if (complaint !== undefined) seen.sdk[one] = complaint;
  }
}

/** The name that the server gives itself; hosts take it from their config, mostly the same. */
function nameOf(reply: Reply): string {
  const text = JSON.stringify(reply.status === "result" ? reply.result : {});
  return /"serverInfo":\{[^{}]*"name":"([^"]{1,60})"/.exec(text)?.[1] ?? "server";
}
