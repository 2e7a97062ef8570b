import { timingSafeEqual } from "node:crypto";
import type { HubFailure } from "./failure.ts";
import type { Identity } from "./whoami.ts";

const RESOURCE_METADATA = "https://huggingface.co/.well-known/oauth-protected-resource/mcp";

/** Who a request counts as, or that it is refused. */
type Verdict =
  | { status: "accepted"; identity: Identity }
  | { status: "refused"; response: Response };

/**
 * Decides about a request's token as version 0.4.23 does: only `Authorization: Bearer X` counts,
 * an empty or other one is anonymous, a token that the Hub refuses is worse than none, and one
 * that the Hub could not be asked about is let through unverified.
 *
 * @param tokens - the tokens that the Hub knows
 * @param failure - how the Hub fails, if it does
 */
export function authorize(
  request: Request,
  tokens: readonly string[],
  failure: HubFailure | undefined,
): Verdict {
  const token = /^Bearer\s+(\S+)\s*$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  if (token === undefined) {
    return demandsLogin(request) ? refused(request) : accepted("anonymous");
  }
  if (failure === "unauthorized") return refused(request);
  if (failure !== undefined) return accepted("authentication_unverified");
  return tokens.some((known) => isSame(known, token))
    ? accepted("authenticated")
    : refused(request);
}

function demandsLogin(request: Request): boolean {
  const { searchParams } = new URL(request.url);
  return (
    searchParams.has("login") ||
    searchParams.has("auth") ||
    Boolean(searchParams.get("forceauth")) ||
    request.headers.has("x-mcp-force-auth")
  );
}

function accepted(identity: Identity): Verdict {
  return { status: "accepted", identity };
}

function refused(request: Request): Verdict {
  const { search } = new URL(request.url);
  const challenge = `Bearer resource_metadata="${RESOURCE_METADATA}${search}"`;
  return {
    status: "refused",
    response: new Response("Unauthorized", {
      status: 401,
      headers: { "www-authenticate": challenge },
    }),
  };
}

function isSame(known: string, given: string): boolean {
  const [left, right] = [Buffer.from(known), Buffer.from(given)];
  return left.length === right.length && timingSafeEqual(left, right);
}
