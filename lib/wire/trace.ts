import { toJson } from "./error-json.ts";
import { type Json, safeParseJson } from "../base/json.ts";
import { maskSecrets } from "./mask.ts";
import type { TraceEvent } from "./trace-event.ts";

/** Everything a session sent and received, in order, without secrets. */
export class Trace {
  /** Who answers for the Messages API. */
  readonly answeredBy: "rehearsal" | "Claude";
  #events: TraceEvent[] = [];
  #secrets: readonly string[];
  #exchanges = 0;

  /** @param secrets values that are masked wherever they turn up */
  constructor(answeredBy: Trace["answeredBy"], secrets: readonly string[] = []) {
    this.answeredBy = answeredBy;
    this.#secrets = secrets;
  }

  get events(): readonly TraceEvent[] {
    return this.#events;
  }

  /** The events of one kind, such as `of("api-request")`. */
  of<K extends TraceEvent["kind"]>(kind: K): Extract<TraceEvent, { kind: K }>[] {
    return this.#events.filter(
      (event): event is Extract<TraceEvent, { kind: K }> => event.kind === kind,
    );
  }

  record(event: TraceEvent): void {
    const json = toJson(event) ?? null;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a masked copy of the same event
    this.#events.push(maskSecrets(json, this.#secrets) as unknown as TraceEvent);
  }

  /** The same `fetch`, with each request and reply recorded. A stream is recorded once it has ended. */
  through(fetch: (request: Request) => Promise<Response>): (request: Request) => Promise<Response> {
    return async (request) => {
      const exchange = ++this.#exchanges;
      const { pathname, search } = new URL(request.url);
      this.record({
        kind: "api-request",
        exchange,
        method: request.method,
        path: pathname + search,
        headers: Object.fromEntries(request.headers),
        body: parseBody(await request.clone().text()),
      });
      const reply = (status: number, headers: Record<string, string>, body: Json): void =>
        this.record({ kind: "api-reply", exchange, status, headers, body });
      try {
        const response = await fetch(request);
        const headers = Object.fromEntries(response.headers);
        const text = response.clone().text();
        if (headers["content-type"]?.startsWith("text/event-stream")) {
          void text.then(
            (events) => reply(response.status, headers, parseEvents(events)),
            () => reply(response.status, headers, null),
          );
        } else {
          reply(response.status, headers, parseBody(await text));
        }
        return response;
      } catch (error) {
        reply(0, {}, null);
        throw error;
      }
    };
  }
}

function parseBody(text: string): Json {
  const json = safeParseJson(text);
  if (json !== undefined) return json;
  return text === "" ? null : text;
}

/** The data of each server-sent event, in order. */
function parseEvents(text: string): Json {
  return text
    .split("\n")
    .filter((line) => line.startsWith("data:"))
    .map((line) => parseBody(line.slice("data:".length).trim()));
}
