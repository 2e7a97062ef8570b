import { aborted } from "../base/waiting.ts";

/** Runs the work with a signal that Ctrl-C, a closed terminal or a polite kill sets. */
export async function untilStopped<const T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const name of signals) process.on(name, abort);
  try {
    return await work(stop.signal);
  } finally {
    for (const name of signals) process.off(name, abort);
  }
}

/** Goes on until Ctrl-C, then closes what serves. */
export async function serveUntilStopped(served: { close(): Promise<void> }): Promise<0> {
  return await untilStopped(async (signal) => {
    await aborted(signal);
    await served.close();
    return 0;
  });
}
