import { z } from "zod";
import type { Json } from "../../base/json.ts";
import type { CodeMetadata, ConvertResult, Diagnostic } from "./tslab.ts";

/** The channel on which a process and its parent speak about cells. */
export const RUN_CHANNEL = "run";

/** How much a cell may print and draw, in UTF-16 code units; the rest is cut. */
export const MAX_OUTPUT_LENGTH = 1_000_000;

/** The most text that crosses in one message: JSON can take six characters for one. */
export const MAX_TEXT_LENGTH = 500_000;

const position = z.object({ offset: z.number(), line: z.number(), character: z.number() });
const diagnostic: z.ZodType<Diagnostic> = z.object({
  start: position,
  end: position,
  messageText: z.string(),
  category: z.number(),
  code: z.number(),
  fileName: z.string().exactOptional(),
});
const convertResult: z.ZodType<ConvertResult> = z.object({
  output: z.string().exactOptional(),
  declOutput: z.string().exactOptional(),
  diagnostics: z.array(diagnostic),
  hasToplevelAwait: z.boolean().exactOptional(),
  sideOutputs: z.array(z.object({ path: z.string(), data: z.string() })).exactOptional(),
  lastExpressionVar: z.string().exactOptional(),
});
const metadata: z.ZodType<CodeMetadata> = z.object({
  module: z.string().exactOptional(),
  mode: z.enum(["node", "browser"]).exactOptional(),
  jsx: z.boolean().exactOptional(),
});

/**
 * What tslab's converter did with a cell. `module`: a `@module` cell was registered; `skipped`: a
 * `@browser` cell, which tslab does nothing with; `thrown`: the converter itself failed.
 */
export type Conversion =
  | { status: "converted"; metadata: CodeMetadata; prevDecl: string; result: ConvertResult }
  | { status: "module"; metadata: CodeMetadata; diagnostics: Diagnostic[] }
  | { status: "skipped"; metadata: CodeMetadata }
  | { status: "thrown"; metadata: CodeMetadata; message: string };

const conversion: z.ZodType<Conversion> = z.discriminatedUnion("status", [
  z.object({
    status: z.literal("converted"),
    metadata,
    prevDecl: z.string(),
    result: convertResult,
  }),
  z.object({ status: z.literal("module"), metadata, diagnostics: z.array(diagnostic) }),
  z.object({ status: z.literal("skipped"), metadata }),
  z.object({ status: z.literal("thrown"), metadata, message: z.string() }),
]);

/** Asks the converter process for a cell. */
export type ConvertRequest = {
  prevDecl: string;
  src: string;
};

/** {@link ConvertRequest}, as the converter process reads it. */
export const convertRequest: z.ZodType<ConvertRequest> = z.object({
  prevDecl: z.string(),
  src: z.string(),
});

/** The converter process's answer to one request, in order. */
export const convertReply: z.ZodType<Conversion> = conversion;

/** What the parent tells the executor process. */
export type ExecutorCommand =
  | { type: "open"; examiner: boolean }
  | { type: "execute"; cell: number; src: string; conversion: Conversion }
  | { type: "examined"; channel: string; result: Json }
  | { type: "not-examined"; channel: string; name: string; message: string };

const json: z.ZodType<Json> = z.json();

/** {@link ExecutorCommand}, as the executor process reads it. */
export const executorCommand: z.ZodType<ExecutorCommand> = z.discriminatedUnion("type", [
  z.object({ type: z.literal("open"), examiner: z.boolean() }),
  z.object({ type: z.literal("execute"), cell: z.int(), src: z.string(), conversion }),
  z.object({ type: z.literal("examined"), channel: z.string(), result: json }),
  z.object({
    type: z.literal("not-examined"),
    channel: z.string(),
    name: z.string(),
    message: z.string(),
  }),
]);

/** What the executor process tells the parent. `cell` is the number that `execute` gave. */
export type ExecutorReport =
  | { type: "stream"; cell: number; name: "stdout" | "stderr"; text: string }
  | {
      type: "display";
      cell: number;
      data: { [mime: string]: Json };
      metadata: { [key: string]: Json };
      displayId?: string;
      update: boolean;
    }
  | { type: "cut"; cell: number }
  | { type: "done"; cell: number; ok: boolean }
  | { type: "examine"; channel: string; exercise: string };

/** {@link ExecutorReport}, as the parent reads it: the process that sends it runs foreign code. */
export const executorReport: z.ZodType<ExecutorReport> = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("stream"),
    cell: z.int(),
    name: z.enum(["stdout", "stderr"]),
    text: z.string(),
  }),
  z.object({
    type: z.literal("display"),
    cell: z.int(),
    data: z.record(z.string(), json),
    metadata: z.record(z.string(), json),
    displayId: z.string().max(100).exactOptional(),
    update: z.boolean(),
  }),
  z.object({ type: z.literal("cut"), cell: z.int() }),
  z.object({ type: z.literal("done"), cell: z.int(), ok: z.boolean() }),
  z.object({
    type: z.literal("examine"),
    channel: z.string().regex(/^answer-\d{1,6}$/),
    exercise: z.string().max(100),
  }),
]);
