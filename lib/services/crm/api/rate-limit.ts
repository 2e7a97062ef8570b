import { ApiError } from "./api-error.ts";

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
