import { z } from "zod";
import { isObject } from "../../base/json.ts";
import { holds, textIn } from "../tool-errors/facts.ts";
import type { ListName, Observations, Reply, ToolCall } from "./observations.ts";
import { place, type Place } from "./rule.ts";

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
  items.flatMap((item) => schema.safeParse(item).data ?? []);

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

/** A call that got a result. */
type AnsweredCall = ToolCall & { result: ToolResult };

const answeredIn = ({ calls }: Observations): AnsweredCall[] =>
  calls.flatMap((call) => {
    const result = resultOf(call.reply);
    return result === undefined ? [] : [{ ...call, result }];
  });

/** The calls that succeeded, those that asked for more input left out. */
export const successesIn = (seen: Observations): AnsweredCall[] =>
  answeredIn(seen).filter(
    ({ result: { resultType = "complete", isError } }) =>
      resultType === "complete" && isError !== true,
  );

/** The calls that failed as a result with `isError`. */
export const failuresIn = (seen: Observations): AnsweredCall[] =>
  answeredIn(seen).filter(({ result }) => result.isError === true);

/** The first fact of a result's data that its text lacks. */
export function lostInText({ tool, result }: AnsweredCall): Place[] {
  const text = textIn(result.content);
  const lost = factsIn(result.structuredContent).find((fact) => !holds(text, fact));
  return lost === undefined ? [] : [place(tool, `the text has no ${JSON.stringify(lost)}`)];
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
