import * as timers from "./timers.ts";

/** What Node's `timers/promises` does; its signal ends the waiting. */
export function setTimeout<T>(
  ms?: number,
  value?: T,
  { signal }: { signal?: AbortSignal; ref?: boolean } = {},
): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(aborted(signal));
    const timer = timers.setTimeout(() => {
      signal?.removeEventListener("abort", end);
      resolve(value);
    }, ms);
    const end = (): void => {
      timers.clearTimeout(timer);
      reject(aborted(signal));
    };
    signal?.addEventListener("abort", end, { once: true });
  });
}

function aborted(signal: AbortSignal | undefined): Error {
  return Object.assign(new Error("The operation was aborted", { cause: signal?.reason }), {
    name: "AbortError",
    code: "ABORT_ERR",
  });
}

export const setImmediate = <T>(value?: T): Promise<T | undefined> =>
  new Promise((resolve) => {
    timers.setImmediate(() => resolve(value));
  });

export default { setTimeout, setImmediate };
