import { z } from "zod";
import { isObject, safeParseJson, type JsonObject } from "../../base/json.ts";
import type { OfferedTool } from "../../services/messages-api/offered-tool.ts";
import { type Decision, decide, type Situation } from "../../services/messages-api/planner.ts";
import type { HostRun } from "../../subjects/hosts/host-run.ts";
import { LIST_RESOURCES, offeredName, READ_RESOURCE } from "../../subjects/hosts/names.ts";

/** A call that the rehearsed model is to make; without an input the planner makes one up. */
export interface WantedCall {
  tool: string;
  input?: JsonObject | undefined;
}

const listing = z.object({
  tools: z.array(
    z.object({
      name: z.string(),
      annotations: z.object({ readOnlyHint: z.boolean().optional() }).optional(),
    }),
  ),
});
const resources = z.object({ resources: z.array(z.object({ uri: z.string() })) });

/** More read-only tools than this are not called unless they are named. */
const MOST_TOOLS = 8;

/**
 * What the rehearsed model calls where nobody names tools: each tool that its server says only reads, then
 * the list of Resources, the first of them, and one that is not there.
 */
export function usualCalls(server: string, asked: HostRun["asked"]): WantedCall[] {
  const [uri] = resultsOf(asked, "resources/list").flatMap(
    (result) => resources.safeParse(result).data?.resources.map((one) => one.uri) ?? [],
  );
  const read = (one: string): WantedCall => ({ tool: READ_RESOURCE, input: { server, uri: one } });
  return [
    ...readersIn(asked)
      .slice(0, MOST_TOOLS)
      .map((tool) => ({ tool })),
    { tool: LIST_RESOURCES, input: {} },
    ...(uri === undefined ? [] : [read(uri), read(`${uri}-that-is-not-there`)]),
  ];
}

/** The server's tools that say that they only read. */
function readersIn(asked: HostRun["asked"]): string[] {
  return resultsOf(asked, "tools/list").flatMap((result) =>
    (listing.safeParse(result).data?.tools ?? [])
      .filter(({ annotations }) => annotations?.readOnlyHint === true)
      .map(({ name }) => name),
  );
}

/** The results of all requests with this method. */
export function resultsOf(asked: HostRun["asked"], method: string): unknown[] {
  return asked.flatMap((one) =>
    one.method === method && one.outcome.status === "result" ? [one.outcome.result] : [],
  );
}

/** Chooses in the planner's place: it makes the calls in turn, one a step, then says what came of it. */
export class Plan {
  readonly #given: { server: string; prompt: string; calls: readonly WantedCall[] | undefined };
  readonly #asked: () => HostRun["asked"];
  #calls: readonly WantedCall[] | undefined;
  #missing: string[] = [];

  /** @param asked what the server has been asked so far */
  constructor(
    given: { server: string; prompt: string; calls: readonly WantedCall[] | undefined },
    asked: () => HostRun["asked"],
  ) {
    this.#given = given;
    this.#asked = asked;
  }

  /** The tools that were to be called, and that the host did not offer. */
  get missing(): readonly string[] {
    return this.#missing;
  }

  decide(situation: Situation): Decision {
    const { server, prompt } = this.#given;
    const own = situation.tools.some(({ name }) => name.startsWith(offeredName(server)));
    if (own) this.#calls ??= this.#settle(situation.tools);
    const call = this.#calls?.[situation.steps.length];
    const asked: Situation = { ...situation, question: prompt, forced: undefined, tools: [] };
    if (call === undefined) return decide(asked);
    const tool = this.#find(call, situation.tools);
    if (tool === undefined) return decide(asked);
    if (call.input !== undefined) return { kind: "calls", calls: [{ tool, input: call.input }] };
    const readOnly = readersIn(this.#asked()).some(
      (name) => offeredName(server, name) === tool.name,
    );
    const known = { ...tool, ...(readOnly ? { readOnly } : {}) };
    return decide({ ...asked, tools: [known], forced: known });
  }

  /** The calls of which the host offers the tool. */
  #settle(tools: readonly OfferedTool[]): WantedCall[] {
    const { server, calls = usualCalls(server, this.#asked()) } = this.#given;
    const [there, missing] = [true, false].map((offered) =>
      calls.filter((call) => (this.#find(call, tools) !== undefined) === offered),
    );
    if (this.#given.calls !== undefined) this.#missing = (missing ?? []).map(({ tool }) => tool);
    return there ?? [];
  }

  #find({ tool }: WantedCall, tools: readonly OfferedTool[]): OfferedTool | undefined {
    const offered = offeredName(this.#given.server, tool);
    return tools.find(({ name }) => name === tool || name === offered);
  }
}

/** Reads `name` or `name={…}`; undefined where what is behind the sign is no JSON object. */
export function readWantedCall(text: string): WantedCall | undefined {
  const [tool = "", ...rest] = text.split("=");
  if (rest.length === 0) return { tool };
  const input = safeParseJson(rest.join("="));
  return isObject(input) ? { tool, input } : undefined;
}
