/*
 * Takes the place of services/crm/loopback.ts: a worker cannot listen. What it serves is reached by its own
 * `fetch`, at the same addresses.
 */

type Answer = (request: Request) => Promise<Response>;

/** The first port that nobody is given by name. */
let next = 49_152;
const served = new Map<number, Answer>();

export async function serveOnLoopback(
  answer: Answer,
  port = 0,
): Promise<{ url: string; close: () => Promise<void> }> {
  const free = port === 0 ? next++ : port;
  served.set(free, answer);
  return {
    url: `http://127.0.0.1:${free}`,
    close: async () => void served.delete(free),
  };
}

/** Who answers at an address of this machine; nobody for others. */
export function servedAt({ hostname, port }: URL): Answer | undefined {
  return hostname === "127.0.0.1" || hostname === "localhost"
    ? served.get(Number(port))
    : undefined;
}
