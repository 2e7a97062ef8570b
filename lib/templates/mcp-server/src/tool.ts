import type {
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
  /** The result: text for the model, which every host shows. Throw the tool's Failure for an error that you know. */
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
