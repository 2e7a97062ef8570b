import { z } from "zod";
import type { Json } from "../base/json.ts";
import { errorJson } from "../wire/error-json.ts";

const json = z.custom<Json>((value) => value !== undefined);
const counter = z.number().int().nonnegative();

/** An argument of a call: JSON, or something that only the learner's side can make of it. */
const argument = z.discriminatedUnion("type", [
  z.object({ type: z.literal("json"), value: json }),
  /** An Anthropic client whose requests are answered by the judging side. */
  z.object({ type: z.literal("anthropic"), client: counter }),
  /** A function that runs on the judging side. */
  z.object({ type: z.literal("callback"), callback: counter }),
  /** A connected MCP client whose server answers on the judging side. */
  z.object({
    type: z.literal("mcp-client"),
    channel: z.string(),
    era: z.enum(["modern", "legacy"]),
  }),
]);

export type Argument = z.infer<typeof argument>;

/** What is said in place of a value that cannot cross. No more: the process that says it may be anybody's. */
const unsent = z.enum([
  "undefined",
  "null",
  "an object that JSON cannot hold",
  "a bigint",
  "a boolean",
  "a function",
  "a number",
  "a string",
  "a symbol",
  "a value that is too large",
  "a value that is nested too deeply",
  "no reply",
]);

export type Unsent = z.infer<typeof unsent>;

const callEnd = [
  z.object({ type: z.literal("returned"), call: counter, value: json.optional() }),
  z.object({ type: z.literal("not-json"), call: counter, found: unsent }),
  z.object({ type: z.literal("threw"), call: counter, error: errorJson }),
] as const;

/** What the judging side sends to the learner's side. */
export const toLearner = z.discriminatedUnion("type", [
  z.object({ type: z.literal("describe") }),
  z.object({
    type: z.literal("call"),
    call: counter,
    args: z.array(argument),
  }),
  /** Connects to a server that the answer makes, given these arguments. */
  z.object({ type: z.literal("connect"), channel: z.string(), args: z.array(argument) }),
  /** How an invocation of a callback ended. */
  z.object({ type: z.literal("called-back"), invocation: counter, end: z.union(callEnd) }),
]);

/** What the learner's side sends to the judging side. */
export const toJudge = z.discriminatedUnion("type", [
  z.object({ type: z.literal("not-started") }),
  z.object({ type: z.literal("value"), value: json }),
  z.object({ type: z.literal("function") }),
  z.object({ type: z.literal("unusable"), found: unsent }),
  z.object({ type: z.literal("fetch"), channel: z.string(), client: counter }),
  z.object({ type: z.literal("no-server"), channel: z.string(), error: errorJson }),
  /** The answer invokes a callback that it was given. */
  z.object({
    type: z.literal("invoke"),
    callback: counter,
    invocation: counter,
    args: z.array(json),
  }),
  ...callEnd,
]);

export type ToLearner = z.infer<typeof toLearner>;
export type ToJudge = z.infer<typeof toJudge>;

/** How a call ended, at the side that made it. */
export type CallEnd = Extract<ToJudge, { call: number; type: "returned" | "not-json" | "threw" }>;
