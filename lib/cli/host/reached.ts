import { z } from "zod";
import type { HostRun } from "../../subjects/hosts/host-run.ts";
import { LIST_RESOURCES, offeredName, READ_RESOURCE } from "../../subjects/hosts/names.ts";

const json = z.json();
const text = z.object({ type: z.literal("text"), text: z.string() });
const result = z.object({
  type: z.literal("tool_result"),
  tool_use_id: z.string(),
  content: z.union([z.string(), z.array(z.looseObject({ type: z.string() }))]).default([]),
  is_error: z.boolean().nullish(),
});
const call = z.object({
  type: z.literal("tool_use"),
  id: z.string(),
  name: z.string(),
  input: json,
});
const content = z.union([z.string(), z.array(z.unknown())]);
const request = z.object({
  system: content.default([]),
  messages: z.array(z.object({ content })),
  tools: z.array(z.unknown()).default([]),
});
const tool = z.object({
  name: z.string(),
  description: z.string().default(""),
  input_schema: json,
});

type ApiRequest = z.infer<typeof request>;

/** What a host sent to the Messages API, as far as it is about MCP. */
export class Reached {
  readonly #server: string;
  readonly #requests: ApiRequest[] = [];

  constructor(server: string) {
    this.#server = server;
  }

  /** Takes the body of a request; one that is of another shape is left out. */
  take(body: unknown): void {
    const read = request.safeParse(body);
    if (read.success) this.#requests.push(read.data);
  }

  /** The tools of the server, and the host's own for Resources, in the first request that has any. */
  offered(): HostRun["offered"] {
    const start = offeredName(this.#server);
    const lists = this.#requests.map(({ tools }) =>
      tools
        .flatMap((entry) => tool.safeParse(entry).data ?? [])
        .filter(({ name }) => name.startsWith(start) || isForResources(name)),
    );
    const ofServer = lists.find((list) => list.some(({ name }) => name.startsWith(start)));
    return ofServer ?? lists.find((list) => list.length > 0) ?? [];
  }

  /** Each call that the model asked for, with what came back for it, in order. */
  seen(): HostRun["seen"] {
    const blocks = this.#requests.flatMap(({ messages }) =>
      messages.flatMap(({ content: said }) => (typeof said === "string" ? [] : said)),
    );
    const read = <T>(schema: z.ZodType<T>): T[] =>
      blocks.flatMap((block) => schema.safeParse(block).data ?? []);
    const results = new Map(read(result).map((one) => [one.tool_use_id, one]));
    const calls = new Map(read(call).map((one) => [one.id, one]));
    return [...calls.values()].flatMap(({ id, name, input }) => {
      const came = results.get(id);
      if (came === undefined) return [];
      return [
        { tool: name, input, content: textsOf(came.content), isError: came.is_error === true },
      ];
    });
  }

  /** The part of the server's instructions that the model got. */
  instructions(given: string | undefined): string | null {
    if (given === undefined || given.trim() === "") return null;
    const texts = this.#requests.flatMap(({ system, messages }) => [
      ...textsOf(system),
      ...messages.flatMap(({ content: said }) => textsOf(said)),
    ]);
    const parts = texts.map((one) => beginningIn(given.trim(), one));
    const longest = parts.toSorted((a, b) => b.length - a.length)[0] ?? "";
    return longest === "" ? null : longest;
  }
}

function isForResources(name: string): boolean {
  return name === LIST_RESOURCES || name === READ_RESOURCE;
}

function textsOf(said: unknown[] | string): string[] {
  if (typeof said === "string") return [said];
  return said.map((block) => {
    const read = text.safeParse(block).data;
    if (read !== undefined) return read.text;
    return `[${z.object({ type: z.string() }).safeParse(block).data?.type ?? "block"}]`;
  });
}

/** Fewer characters are found in any prompt. */
const SHORTEST_BEGINNING = 20;

/** The longest beginning of a text that another one holds, with what the host put at the cut. */
function beginningIn(whole: string, other: string): string {
  let least = 0;
  let most = whole.length;
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (other.includes(whole.slice(0, middle))) least = middle;
    else most = middle - 1;
  }
  if (least === whole.length) return whole;
  if (least < SHORTEST_BEGINNING) return "";
  const end = other.indexOf(whole.slice(0, least)) + least;
  const mark = other.slice(end).split("\n")[0] ?? "";
  return whole.slice(0, least) + mark.slice(0, 40);
}
