import { hash, timingSafeEqual } from "node:crypto";
import { ApiError } from "./api-error.ts";

/** A key that opens the REST API. */
export interface CrmKey {
  key: string;
  /** `read-only` may not write. */
  access: "read-only" | "read-write";
}

const digest = (text: string): Buffer => hash("sha256", text, "buffer");

/**
 * Returns a function that finds the key that a caller shows. Every known key is compared, in constant
 * time on digests, so that neither a prefix nor the position of the key shows in the time. It throws
 * ApiError `unauthorized`.
 */
export function createKeyRing(keys: readonly CrmKey[]): (given: string) => CrmKey {
  const ring = keys.map((key) => ({ key, digest: digest(key.key) }));
  return (given) => {
    const shown = digest(given);
    let found: CrmKey | undefined;
    for (const entry of ring) {
      if (timingSafeEqual(entry.digest, shown)) found = entry.key;
    }
    if (found === undefined) {
      throw new ApiError("unauthorized", "The API key is missing or not known.");
    }
    return found;
  };
}

/** Throws ApiError `forbidden` unless the key may write. */
export function requireWrite(key: CrmKey): void {
  if (key.access === "read-write") return;
  throw new ApiError("forbidden", "This key may read but not write.", {
    required_permission: "crm:write",
  });
}

/** How much a key may ask for. */
export interface RateLimit {
  /** Requests in one window. */
  requests: number;
  /** Length of a window, in milliseconds. */
  windowMs: number;
}

/**
 * Counts requests by key in fixed windows. The function returned throws ApiError `rate_limited` with
 * the seconds that are left, rounded up, once a window is used up. `now` is in milliseconds.
 */
export function createRateLimiter(limit: RateLimit, now: () => number): (key: string) => void {
  const windows = new Map<string, { endsAt: number; used: number }>();
  return (key) => {
    const time = now();
    let window = windows.get(key);
    if (window === undefined || time >= window.endsAt) {
      window = { endsAt: time + limit.windowMs, used: 0 };
      windows.set(key, window);
    }
    if (window.used >= limit.requests) {
      const retryAfterSeconds = Math.ceil((window.endsAt - time) / 1000);
      throw new ApiError("rate_limited", "Too many requests with this key.", { retryAfterSeconds });
    }
    window.used += 1;
  };
}
