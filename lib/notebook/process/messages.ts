import { z } from "zod";
import type { Json } from "../../base/json.ts";

/** The channel on which a process and its parent speak about cells. */
export const RUN_CHANNEL = "run";

/** How much a cell may print and draw, in UTF-16 code units; the rest is cut. */
export const MAX_OUTPUT_LENGTH = 1_000_000;

/** The most text that crosses in one message: JSON can take six characters for one. */
export const MAX_TEXT_LENGTH = 500_000;

const position = z.object({ offset: z.number(), line: z.number(), character: z.number() });
const diagnostic = z.object({
  start: position,
  end: position,
  messageText: z.string(),
  category: z.number(),
  code: z.number(),
  fileName: z.string().exactOptional(),
});
export type Diagnostic = z.infer<typeof diagnostic>;

/** What tslab's converter makes of a cell's source and the declarations before it. */
const convertResult = z.object({
  output: z.string().exactOptional(),
  declOutput: z.string().exactOptional(),
  diagnostics: z.array(diagnostic),
  hasToplevelAwait: z.boolean().exactOptional(),
  sideOutputs: z.array(z.object({ path: z.string(), data: z.string() })).exactOptional(),
  lastExpressionVar: z.string().exactOptional(),
});
export type ConvertResult = z.infer<typeof convertResult>;

/** What a cell's leading comments say: `@module name`, `@jsx`, `@browser`, `@node`. */
const metadata = z.object({
  module: z.string().exactOptional(),
  mode: z.enum(["node", "browser"]).exactOptional(),
  jsx: z.boolean().exactOptional(),
});
export type CodeMetadata = z.infer<typeof metadata>;

/**
 * What tslab's converter did with a cell. `module`: a `@module` cell was registered; `skipped`: a
 * `@browser` cell, which tslab does nothing with; `thrown`: the converter itself failed.
 */
const conversion = z.discriminatedUnion("status", [
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
export type Conversion = z.infer<typeof conversion>;

/** Asks the converter process for a cell. */
export const convertRequest = z.object({
  prevDecl: z.string(),
  src: z.string(),
});

/** The converter process's answer to one request, in order. */
export const convertReply = conversion;

const json: z.ZodType<Json> = z.json();

/** What a process that may not hold it has from its parent: see `Examiner.serve`. */
const service = z.enum(["crm", "inspect-config"]);
export type Service = z.infer<typeof service>;

/** What the parent tells the executor process. */
export const executorCommand = z.discriminatedUnion("type", [
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
export type ExecutorCommand = z.infer<typeof executorCommand>;

/**
 * What the executor process, which runs foreign code, tells the parent. `cell` is the number that
 * `execute` gave.
 */
export const executorReport = z.discriminatedUnion("type", [
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
  z.object({ type: z.literal("serve"), channel: z.string().regex(/^service-\d{1,6}$/), service }),
]);
export type ExecutorReport = z.infer<typeof executorReport>;
