/** A reply, unless the signal is aborted first: then it rejects with the signal's reason, as `fetch` does. */
export function untilAborted(reply: Promise<Response>, signal: AbortSignal): Promise<Response> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    void reply.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
