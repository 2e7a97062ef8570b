import { z } from "zod";
import { isObject } from "../../base/json.ts";
import type { ListName, Observations, Reply, ToolCall } from "./observations.ts";

const fields = z.record(z.string(), z.unknown());
const optionalText = z.string().optional().catch(undefined);
const hint = z.boolean().optional().catch(undefined);

const listedTool = z.looseObject({
  name: z.string(),
  description: optionalText,
  inputSchema: z.unknown().optional(),
  outputSchema: fields.optional().catch(undefined),
  annotations: z
    .looseObject({ readOnlyHint: hint, destructiveHint: hint })
    .optional()
    .catch(undefined),
  _meta: fields.optional().catch(undefined),
});
const listedResource = z.looseObject({
  uri: z.string(),
  description: optionalText,
  mimeType: optionalText,
  annotations: fields.optional().catch(undefined),
});
const opened = z.looseObject({
  capabilities: fields.catch({}),
  instructions: optionalText,
});
const toolResult = z.looseObject({
  content: z.array(z.unknown()).catch([]),
  structuredContent: z.unknown().optional(),
  isError: z.boolean().optional().catch(undefined),
  resultType: z.string().optional().catch(undefined),
});

export type ListedTool = z.infer<typeof listedTool>;
export type ListedResource = z.infer<typeof listedResource>;
/** A tool's result, as far as rules look at it. */
export type ToolResult = z.infer<typeof toolResult>;

const readable = <T>(schema: z.ZodType<T>, items: readonly unknown[]): T[] =>
  items.flatMap((item) => {
    const read = schema.safeParse(item);
    return read.success ? [read.data] : [];
  });

const itemsOf = ({ lists }: Observations, name: ListName): readonly unknown[] =>
  lists[name]?.items ?? [];

export const toolsIn = (seen: Observations): ListedTool[] =>
  readable(listedTool, itemsOf(seen, "tools"));
export const resourcesIn = (seen: Observations): ListedResource[] =>
  readable(listedResource, itemsOf(seen, "resources"));

/** How many entries a list has, those that cannot be read included. */
export const countOf = (seen: Observations, name: ListName): number => itemsOf(seen, name).length;

/** What the server said of itself when the connection was opened. */
export function openingOf(reply: Reply): z.infer<typeof opened> | undefined {
  return reply.status === "result" ? opened.safeParse(reply.result).data : undefined;
}

/** The result that a reply is; undefined where it is none. */
export function resultOf(reply: Reply): ToolResult | undefined {
  return reply.status === "result" ? toolResult.safeParse(reply.result).data : undefined;
}

/** The calls that succeeded, those that asked for more input left out. */
export function successesIn({ calls }: Observations): (ToolCall & { result: ToolResult })[] {
  return calls.flatMap((call) => {
    const result = resultOf(call.reply);
    const done = result !== undefined && (result.resultType ?? "complete") === "complete";
    return done && result.isError !== true ? [{ ...call, result }] : [];
  });
}

/** The calls that failed as a result with `isError`. */
export function failuresIn({ calls }: Observations): (ToolCall & { result: ToolResult })[] {
  return calls.flatMap((call) => {
    const result = resultOf(call.reply);
    return result?.isError === true ? [{ ...call, result }] : [];
  });
}

/** The texts and numbers in a value, at any depth. */
export function factsIn(value: unknown): (string | number)[] {
  if (typeof value === "string") return value.trim() === "" ? [] : [value];
  if (typeof value === "number") return [value];
  if (Array.isArray(value)) return value.flatMap(factsIn);
  return isObject(value) ? Object.values(value).flatMap(factsIn) : [];
}

/** A reply in a few words. */
export function wordsOfReply(reply: Reply): string {
  if (reply.status === "result") return `a result: ${JSON.stringify(reply.result) ?? "nothing"}`;
  if (reply.status === "error") return `the JSON-RPC error ${reply.code}: ${reply.message}`;
  if (reply.status === "http") return `HTTP ${reply.code} ${reply.detail}`;
  return NONE[reply.why](reply.detail);
}

const NONE = {
  timeout: (detail: string) => `no answer within ${detail}`,
  ended: (detail: string) => `the connection ended: ${detail}`,
  "too-large": (detail: string) => `an answer of more than ${detail}`,
  unreadable: (detail: string) => `an answer that is no MCP message: ${detail}`,
};
