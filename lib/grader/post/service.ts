import { LabError } from "../../base/lab-error.ts";
import { safeAddress } from "../../base/safe-address.ts";
import {
  type Outcome,
  type RetryWorld,
  withRetries,
} from "../../subjects/tool-errors/retry-loop.ts";
import { exchange, outcomeOf, PATIENCE, type Reply, type ServiceRequest } from "./exchange.ts";
import type { Platform } from "./platform.ts";
import { requestToken } from "./token.ts";

/** A token that ends this soon is not used any more, in milliseconds. */
const MARGIN_MS = 60_000;

/** The services of one platform. */
export interface Service {
  readonly world: RetryWorld;
  /** Sends a request once, with a token that is valid. */
  once<T>(request: ServiceRequest<T>): Promise<Outcome<Reply<T>>>;
  /**
   * Attempts until lesson 04's rules say stop.
   *
   * @param key For a write: by what an attempt finds out whether an earlier one had its effect.
   */
  retried<T>(attempt: () => Promise<Outcome<T>>, key?: string): Promise<Outcome<T>>;
  /** An address that the platform named, where the token may go. Throws LabError `post-elsewhere`. */
  own(address: string): string;
}

/**
 * Opens the services of a platform; the first request gets a token.
 *
 * @param onWait Told of waits, with their reason.
 */
export function openService(
  platform: Platform,
  world: RetryWorld,
  onWait: (ms: number, why: string) => void = () => {},
): Service {
  let held: { token: string; until: number } | undefined;

  async function token(): Promise<Outcome<string>> {
    if (held !== undefined && world.now() < held.until) return { status: "ok", value: held.token };
    const got = await requestToken(platform, world.now());
    if (got.status === "error") return got;
    const { access_token, expires_in } = got.value;
    held = { token: access_token, until: world.now() + expires_in * 1000 - MARGIN_MS };
    return { status: "ok", value: access_token };
  }

  async function once<T>(request: ServiceRequest<T>): Promise<Outcome<Reply<T>>> {
    const wasHeld = held !== undefined;
    const got = await token();
    if (got.status === "error") return got;
    const exchanged = await exchange(request.url, initOf(request, got.value));
    // The token was taken back before its time; nothing was done.
    if (exchanged.failure?.kind === "http" && exchanged.failure.status === 401) {
      held = undefined;
      if (wasHeld) return await once(request);
    }
    const isWrite = request.method === "POST";
    return outcomeOf(request, exchanged, { now: world.now(), isWrite, secrets: [got.value] });
  }

  return {
    world,
    once,
    retried: async (attempt, key) =>
      await withRetries(
        attempt,
        {
          policy: PATIENCE,
          isWrite: key !== undefined,
          idempotencyKey: key,
          onDecision(error, decision) {
            if (decision.action === "wait") onWait(decision.waitMs, error.message);
          },
        },
        world,
      ),
    own(address) {
      const { origin } = new URL(platform.lineItemsUrl);
      const url = safeAddress(address);
      const tells = held !== undefined && address.includes(held.token);
      if (url?.origin === origin && !tells) return url.href;
      throw new LabError("post-elsewhere", {
        what: `The platform names an address that is not at ${origin}, where the token belongs.`,
        where: platform.lineItemsUrl,
        remedy: "Give lineItemsUrl as an LTI launch of the course has it, with the same host.",
      });
    },
  };
}

function initOf<T>({ method, type, body }: ServiceRequest<T>, token: string): RequestInit {
  const headers: Record<string, string> = { authorization: `Bearer ${token}` };
  headers[body === undefined ? "accept" : "content-type"] = type;
  return body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) };
}
