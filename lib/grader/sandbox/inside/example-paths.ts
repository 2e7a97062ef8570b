import type * as original from "../../../session/example-paths.ts";
import { Trace } from "../../../wire/trace.ts";
import type { TraceEvent } from "../../../wire/trace-event.ts";
import { made } from "./made.ts";

/** Two traces that were made with the bundle. */
export const examplePaths: typeof original.examplePaths = async () => ({
  connector: traceOf(made.connector),
  direct: traceOf(made.direct),
});

function traceOf(events: readonly TraceEvent[]): Trace {
  const trace = new Trace("rehearsal");
  for (const event of events) trace.record(event);
  return trace;
}
