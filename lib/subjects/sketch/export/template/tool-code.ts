/** How an exported server answers a call: the envelope of a failure, and the registering of a tool. */

export const ERRORS = `import { randomUUID } from "node:crypto";
import type { CallToolResult } from "@modelcontextprotocol/server";
import { type ErrorCode, errors } from "./catalog.ts";

/** What a tool says when it fails. MCP has no standard for it: the words are those of the sketch. */
export interface ToolError {
  code: string;
  message: string;
  retryable: boolean;
  retry_after_ms?: number;
  permission: string;
  who_can_fix: string;
  /** unknown: a write may have been done; repeat it only with its key. */
  effect: "none" | "unknown";
  field?: string;
  hint: string;
  correlation_id: string;
}

/** What a handler may say beyond its code. */
export type Details = Partial<Pick<ToolError, "message" | "field" | "effect" | "retry_after_ms">>;

/**
 * A failure that a tool knows: the model gets the row of the sketch's table, and your details. Each tool
 * throws its own Failure, which takes the codes that the sketch lists for it and no other.
 */
export class ToolFailure<Code extends ErrorCode = ErrorCode> extends Error {
  readonly code: Code;
  readonly details: Details;

  constructor(code: Code, details: Details = {}) {
    super(details.message ?? code);
    this.code = code;
    this.details = details;
  }
}

const internal = {
  code: "INTERNAL",
  when: "Something went wrong inside the server.",
  retryable: false,
  permission: "not-involved",
  who_can_fix: "operator",
  hint: "Do not repeat the call. Give the correlation id to whoever runs the server.",
};

const validation = {
  code: "VALIDATION",
  when: "The arguments are not acceptable.",
  retryable: false,
  permission: "not-involved",
  who_can_fix: "model",
  hint: "Change the named argument and call again.",
};

/** After these nobody knows how far a call came. */
const UNCERTAIN = ["TIMEOUT", "UNAVAILABLE", "INTERNAL"];

/**
 * What the model is told of a failure.
 * @param writes whether the tool may have changed something
 */
export function envelope(
  code: ErrorCode | "INTERNAL" | "VALIDATION",
  writes: boolean,
  details: Details = {},
): ToolError {
  const row = [...errors, internal, validation].find((one) => one.code === code) ?? internal;
  return {
    code: row.code,
    message: row.when,
    retryable: row.retryable,
    permission: row.permission,
    who_can_fix: row.who_can_fix,
    effect: writes && UNCERTAIN.includes(row.code) ? "unknown" : "none",
    hint: row.hint,
    correlation_id: randomUUID(),
    ...details,
  };
}

/** isError, the essentials as text, and the envelope as structured content. */
export function errorResult(error: ToolError): CallToolResult {
  const wait = error.retry_after_ms === undefined ? "" : ", after " + error.retry_after_ms + " ms";
  const lines = [
    error.code + ": " + error.message,
    "Retryable: " + (error.retryable ? "yes" + wait : "no") + ". Can be fixed by: " + error.who_can_fix + ".",
    error.hint,
    "Correlation id: " + error.correlation_id,
  ];
  return {
    isError: true,
    content: [{ type: "text", text: lines.join("\\n") }],
    structuredContent: { error },
  };
}
`;

export const TOOL = `import type {
  CallToolResult,
  McpServer,
  StandardSchemaWithJSON,
  ToolAnnotations,
} from "@modelcontextprotocol/server";
import { z } from "zod";
import { envelope, errorResult, ToolFailure } from "./errors.ts";

/** A tool of this server. */
export interface Tool<Input extends z.ZodType = z.ZodType> {
  name: string;
  title: string;
  description: string;
  annotations: ToolAnnotations;
  input: Input;
  /** The result: text for the model. Throw the tool's Failure for an error that you know. */
  handle: (input: z.output<Input>) => Promise<string>;
}

export function defineTool<Input extends z.ZodType>(tool: Tool<Input>): Tool<Input> {
  return tool;
}

/** Registers a tool whose every failure reaches the model as the envelope. */
export function registerTool<Input extends z.ZodType>(server: McpServer, tool: Tool<Input>): void {
  const { name, title, description, annotations, input, handle } = tool;
  const config = { title, description, annotations, inputSchema: shownOnly(input) };
  const writes = annotations.readOnlyHint !== true;
  server.registerTool(name, config, async (args): Promise<CallToolResult> => {
    const parsed = input.safeParse(args);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      const field = issue?.path.join(".") ?? "";
      const message = (field === "" ? "The arguments" : field) + ": " + (issue?.message ?? "");
      return errorResult(envelope("VALIDATION", writes, { field, message }));
    }
    try {
      return { content: [{ type: "text", text: await handle(parsed.data) }] };
    } catch (error) {
      if (error instanceof ToolFailure) {
        return errorResult(envelope(error.code, writes, error.details));
      }
      // Only the operator sees what went wrong: it may hold paths, queries or keys.
      const failure = envelope("INTERNAL", writes);
      console.error(failure.correlation_id, error);
      return errorResult(failure);
    }
  });
}

/**
 * Shows the schema to clients but lets every argument through: the SDK's own answer to a wrong argument
 * is bare text without the envelope.
 */
function shownOnly(input: z.ZodType): StandardSchemaWithJSON<unknown, unknown> {
  const shown = { ...z.toJSONSchema(input, { target: "draft-2020-12", io: "input" }) };
  return {
    "~standard": {
      version: 1,
      vendor: "sketch",
      validate: (value: unknown) => ({ value }),
      jsonSchema: { input: () => shown, output: () => shown },
    },
  };
}
`;
