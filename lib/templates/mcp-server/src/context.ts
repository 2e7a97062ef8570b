import type { AuthInfo, ServerContext } from "@modelcontextprotocol/server";
import type { Settings } from "./catalog.ts";

/** What a handler gets besides its input. */
export interface Context {
  /** Aborts when the client cancels the call or leaves: hand it to fetch, and to whatever else waits. */
  signal: AbortSignal;
  settings: Settings;
  /** Who calls, where authorize.ts knows; over stdio it is the user who started the server. */
  caller?: AuthInfo;
}

/** What a handler that changes something gets, too. */
export interface WriteContext extends Context {
  /** The same for a repeated call: hand it to your system, so that the write is done once. */
  idempotencyKey: string;
}

/** The context of one request. */
export function contextOf({ mcpReq, http }: ServerContext, settings: Settings): Context {
  const caller = http?.authInfo;
  return { signal: mcpReq.signal, settings, ...(caller !== undefined && { caller }) };
}
