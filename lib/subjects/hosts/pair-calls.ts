import { isObject } from "../../base/json.ts";
import type { HostRun } from "./host-run.ts";
import { offeredName, READ_RESOURCE } from "./names.ts";

export type Asked = HostRun["asked"][number];
export type Seen = HostRun["seen"][number];

/** A call of the model's, and the requests that the host made of it; none where it knew the answer. */
export interface PairedCall {
  seen: Seen;
  asked: Asked[];
}

/** A run in its order: what opened the connection, then call by call, then what belongs to no call. */
export interface PairedRun {
  opening: Asked[];
  calls: PairedCall[];
  rest: Asked[];
}

/** Which request to the server belongs to which call of the model's. */
export function pairCalls(run: HostRun): PairedRun {
  const first = run.asked.findIndex(isCalled);
  const opening = first === -1 ? run.asked : run.asked.slice(0, first);
  let rest = run.asked.slice(opening.length);
  const calls = run.seen.map((seen): PairedCall => {
    const at = rest.findIndex((asked) => belongs(asked, seen, run.server));
    if (at === -1) return { seen, asked: [] };
    const asked = rest.slice(0, at + 1);
    rest = rest.slice(at + 1);
    return { seen, asked };
  });
  return { opening, calls, rest };
}

/** Whether a request is made when the model calls, and not when the connection opens. */
function isCalled({ method }: Asked): boolean {
  return method === "tools/call" || method === "resources/read";
}

function belongs({ method, params }: Asked, { tool, input }: Seen, server: string): boolean {
  if (!isObject(params)) return false;
  const { name, uri } = params;
  if (method === "tools/call")
    return typeof name === "string" && offeredName(server, name) === tool;
  return (
    method === "resources/read" && tool === READ_RESOURCE && isObject(input) && input["uri"] === uri
  );
}
