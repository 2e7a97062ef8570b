import { z } from "zod";
import type { Json } from "../../base/json.ts";
import type { TraceEvent } from "../../wire/trace-event.ts";

const json: z.ZodType<Json> = z.json();
const headers = z.record(z.string(), z.string());

const traceEvent = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("api-request"),
    exchange: z.number(),
    method: z.string(),
    path: z.string(),
    headers,
    body: json,
  }),
  z.object({
    kind: z.literal("api-reply"),
    exchange: z.number(),
    status: z.number(),
    headers,
    body: json,
  }),
  z.object({
    kind: z.literal("mcp-call"),
    caller: z.enum(["connector", "notebook"]),
    server: z.string(),
    method: z.string(),
    params: json,
    outcome: z.discriminatedUnion("status", [
      z.object({ status: z.literal("result"), result: json }),
      z.object({ status: z.literal("error"), code: z.number(), message: z.string() }),
    ]),
  }),
]) satisfies z.ZodType<TraceEvent>;

/** The events of a report's trace that can be drawn; what is no event is left out. */
export function traceEvents(trace: readonly Json[]): TraceEvent[] {
  return trace.flatMap((event) => traceEvent.safeParse(event).data ?? []);
}
