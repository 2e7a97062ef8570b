import { once } from "node:events";

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

/** Resolves when the signal is set. */
export async function stopped(signal: AbortSignal): Promise<undefined> {
  if (!signal.aborted) await once(signal, "abort");
}
