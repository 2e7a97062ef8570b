import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import type { HttpSide } from "../../subjects/server-rules/observations.ts";
import type { Era } from "../../wire/era.ts";
import type { HttpTarget } from "./http-link.ts";
import { INITIALIZE, type Params, requestMessage, REVISIONS } from "./messages.ts";

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** What of the HTTP side can be seen from outside: Host and Origin, the address, the stream. */
export async function lookAtHttp(
  target: HttpTarget,
  era: Era,
  timeoutMs: number,
  session: string | undefined,
  signal: AbortSignal,
): Promise<HttpSide> {
  const url = new URL(target.url);
  const isLocal = LOOPBACK.test(url.hostname);
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  const foreign = { host: `evil.example:${port}`, origin: `http://evil.example:${port}` };
  const takes = async (names: Partial<typeof foreign>): Promise<boolean> => {
    const status = await opens(target, era, names, timeoutMs, signal);
    return status !== undefined && status >= 200 && status < 300;
  };
  const [host, origin, both] = isLocal
    ? [
        await takes({ host: foreign.host }),
        await takes({ origin: foreign.origin }),
        await takes(foreign),
      ]
    : [];
  return {
    ...(host !== undefined && {
      takesForeign: { host, origin: origin ?? false, both: both ?? false },
    }),
    reachableAt: isLocal ? await reachableAt(Number(port), timeoutMs) : [],
    streamAnswers: await streamAnswers(target, session, timeoutMs, signal),
  };
}

/** The status that opening a connection with such headers gets; undefined for none. */
async function opens(
  { url, headers }: HttpTarget,
  era: Era,
  names: Record<string, string>,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<number | undefined> {
  const [method, params]: [string, Params] =
    era === "modern" ? ["server/discover", {}] : ["initialize", INITIALIZE];
  const modern = { "mcp-protocol-version": REVISIONS.modern, "mcp-method": method };
  return await statusOf(url, "POST", timeoutMs, {
    signal,
    body: JSON.stringify(requestMessage(1, era, method, params)),
    headers: {
      ...headers,
      ...names,
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      ...(era === "modern" && modern),
    },
  });
}

/** Sends a request whose Host may be another one, which `fetch` does not allow. */
function statusOf(
  url: string,
  method: string,
  timeoutMs: number,
  { body, ...options }: { body?: string; headers: Record<string, string>; signal: AbortSignal },
): Promise<number | undefined> {
  const start = url.startsWith("https:") ? httpsRequest : httpRequest;
  return new Promise((resolve) => {
    const request = start(url, { method, agent: false, ...options });
    const finish = (status: number | undefined): void => {
      clearTimeout(late);
      request.destroy();
      resolve(status);
    };
    const late = setTimeout(() => finish(undefined), timeoutMs);
    request.on("response", ({ statusCode }) => finish(statusCode));
    request.on("error", () => finish(undefined));
    request.end(body);
  });
}

/** A stream of 2025 has to send its headers as soon as it is open, or to be refused. */
async function streamAnswers(
  { url, headers }: HttpTarget,
  session: string | undefined,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  const own = session === undefined ? {} : { "mcp-session-id": session };
  const status = await statusOf(url, "GET", Math.min(timeoutMs, 10_000), {
    signal,
    headers: {
      ...headers,
      ...own,
      accept: "text/event-stream",
      "mcp-protocol-version": REVISIONS.legacy,
    },
  });
  return status !== undefined;
}

/** This machine's addresses beside loopback at which the port takes connections. */
async function reachableAt(port: number, timeoutMs: number): Promise<string[]> {
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === "IPv4")
    .map(({ address }) => address);
  const found = await Promise.all(
    others.map(async (address) =>
      (await takesConnection(address, port, timeoutMs)) ? [address] : [],
    ),
  );
  return found.flat();
}

function takesConnection(host: string, port: number, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: Math.min(timeoutMs, 2_000) });
    const finish = (taken: boolean): void => {
      socket.destroy();
      resolve(taken);
    };
    socket.on("connect", () => finish(true));
    socket.on("timeout", () => finish(false));
    socket.on("error", () => finish(false));
  });
}
