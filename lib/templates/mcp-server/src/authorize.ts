import type { AuthInfo } from "@modelcontextprotocol/server";
import type { Settings } from "./catalog.ts";

/** What authorize gets besides the request. */
export interface Gate {
  settings: Settings;
  /** Where a client that was refused reads who issues tokens; http.ts answers there. */
  resourceMetadataUrl: string;
}

/** Says of a request who sent it, or is the reply that refuses it. */
export type Authorize = (request: Request, gate: Gate) => Promise<AuthInfo | Response | undefined>;

/**
 * AUTHORIZATION: this is the place for it.
 *
 * It is asked before every HTTP request, whose body it leaves unread. As it is, anybody who can reach 127.0.0.1 may call: every program
 * and every user of this machine. Check the token here before the server listens on anything else. The
 * SDK knows MCP's own signals, 401 with WWW-Authenticate and resource_metadata, and 403 insufficient_scope:
 *
 *     const verifyAccessToken = async (token: string): Promise<AuthInfo> => { … };
 *     return requireBearerAuth({
 *       verifier: { verifyAccessToken },
 *       resourceMetadataUrl: gate.resourceMetadataUrl,
 *     })(request);
 *
 * Handlers get what it returns as context.caller. Each tool and Resource then asks for its permission as
 * a scope, and the client is told which one it lacks.
 */
export const authorize: Authorize = async (_request, _gate) => undefined;

/** Who issues the tokens, such as https://login.example; needed as soon as authorize refuses anybody. */
export const authorizationServers: readonly string[] = [];

/** A permission of the sketch as a scope of OAuth: what a scope may not hold becomes an underscore. */
export function scopeOf(permission: string): string {
  return permission.replaceAll(/[^\x21\x23-\x5B\x5D-\x7E]+/g, "_") || "_";
}
