import {
  type McpServer,
  requireScopes,
  type StandardSchemaWithJSON,
  type ToolAnnotations,
} from "@modelcontextprotocol/server";
import { z } from "zod";
import { scopeOf } from "./authorize.ts";
import type { Settings } from "./catalog.ts";
import { type Context, contextOf, type WriteContext } from "./context.ts";
import { envelope, failureOf } from "./errors.ts";
import { argumentIssues } from "./issues.ts";
import { type Answer, answerResult, errorResult } from "./result.ts";

interface Described<Input extends z.ZodObject> {
  name: string;
  title: string;
  description: string;
  annotations: ToolAnnotations;
  /** What calling it takes; a caller that authorize.ts knows needs a scope of this name. */
  permission: string;
  input: Input;
}

/** A tool that may be repeated as often as one likes. Throw its Failure for an error that you know. */
export interface ReadTool<Input extends z.ZodObject = z.ZodObject> extends Described<Input> {
  idempotencyKey?: undefined;
  handle: (input: z.output<Input>, context: Context) => Promise<Answer>;
}

/** A tool that changes something, once for each key. */
export interface WriteTool<Input extends z.ZodObject = z.ZodObject> extends Described<Input> {
  /** The input that is the key. */
  idempotencyKey: keyof z.output<Input> & string;
  handle: (input: z.output<Input>, context: WriteContext) => Promise<Answer>;
}

/** A tool of this server. */
export type Tool<Input extends z.ZodObject = z.ZodObject> = ReadTool<Input> | WriteTool<Input>;

export function defineTool<Input extends z.ZodObject>(tool: WriteTool<Input>): WriteTool<Input>;
export function defineTool<Input extends z.ZodObject>(tool: ReadTool<Input>): ReadTool<Input>;
export function defineTool<Input extends z.ZodObject>(tool: Tool<Input>): Tool<Input> {
  return tool;
}

/** Registers a tool whose every failure reaches the model as the envelope. */
export function registerTool<Input extends z.ZodObject>(
  server: McpServer,
  settings: Settings,
  tool: Tool<Input>,
): void {
  const { name, title, description, annotations, permission, input } = tool;
  const config = {
    title,
    description,
    annotations,
    inputSchema: shownOnly(input),
    scopeChallenge: requireScopes(scopeOf(permission)),
  };
  const writes = annotations.readOnlyHint !== true;
  server.registerTool(name, config, async (args, request) => {
    const context = contextOf(request, settings);
    let key: string | undefined;
    try {
      const parsed = await input.safeParseAsync(args);
      if (!parsed.success) return errorResult(refusal(parsed.error, args));
      key = keyOf(tool, parsed.data);
      return answerResult(await call(tool, parsed.data, context, key));
    } catch (thrown) {
      const { signal } = context;
      return errorResult(failureOf(thrown, { writes, idempotencyKey: key, signal }));
    }
  });
}

function keyOf<Input extends z.ZodObject>(tool: Tool<Input>, input: z.output<Input>) {
  return isWrite(tool) ? String(input[tool.idempotencyKey]) : undefined;
}

function call<Input extends z.ZodObject>(
  tool: Tool<Input>,
  input: z.output<Input>,
  context: Context,
  idempotencyKey = "",
): Promise<Answer> {
  return isWrite(tool)
    ? tool.handle(input, { ...context, idempotencyKey })
    : tool.handle(input, context);
}

const isWrite = <Input extends z.ZodObject>(tool: Tool<Input>): tool is WriteTool<Input> =>
  tool.idempotencyKey !== undefined;

/** Nothing was done yet: so this is certain for a write, too. */
function refusal(error: z.ZodError, args: unknown) {
  const issues = argumentIssues(error, args);
  const field = issues[0]?.field ?? "";
  const message = issues
    .map((issue) => (issue.field === "" ? "The arguments" : issue.field) + ": " + issue.message)
    .join(" ");
  return envelope("VALIDATION", { writes: false }, { field, message, issues });
}

/**
 * Shows the schema to clients but lets every argument through: the SDK's own answer to a wrong argument
 * is bare text without the envelope.
 */
function shownOnly(input: z.ZodType): StandardSchemaWithJSON<unknown, unknown> {
  const shown = () => ({ ...z.toJSONSchema(input, { target: "draft-2020-12", io: "input" }) });
  return {
    "~standard": {
      version: 1,
      vendor: "sketch",
      validate: (value: unknown) => ({ value }),
      jsonSchema: { input: shown, output: shown },
    },
  };
}
