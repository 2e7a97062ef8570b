import type {
  CallToolResult,
  ContentBlock,
  McpServer,
  ServerContext,
  ToolAnnotations,
} from "@modelcontextprotocol/server";
import type { z } from "zod";
import { argumentIssues } from "./argument-issues.ts";
import { classify } from "./classify.ts";
import { compiled } from "./compiled.ts";
import { ToolFailure } from "./envelope.ts";
import type { Failure } from "./failure.ts";
import { errorResult, saidTwice } from "./result.ts";
import { outputOrError, shownInput } from "./tool-schema.ts";

/** What a tool is, for the client that lists it. */
export interface ToolDefinition<I extends z.ZodType, O extends z.ZodObject> {
  title: string;
  description: string;
  input: I;
  output: O;
  /** All four hints: their defaults assume the worst. */
  annotations: Required<Omit<ToolAnnotations, "title">>;
}

/** What a tool returns when it succeeds. */
export interface ToolSuccess<O extends z.ZodObject> {
  /** What there is to know: a program gets it as it is, and a model as text, too. */
  facts: z.input<O>;
  /** More blocks, such as resource links. */
  more?: ContentBlock[];
}

/** What `registerTool` needs from its surroundings. */
export interface ToolSurroundings {
  nextCorrelationId: () => string;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Told of mistakes in the program, which the model is not told of. */
  report: (correlationId: string, cause: unknown) => void;
}

/**
 * Registers a tool whose every failure reaches the model as the envelope: arguments that do not fit,
 * a `ToolFailure` thrown by the handler, a cancelled call, and a bug. An unknown tool stays a
 * protocol error, which the SDK answers.
 */
export function registerTool<I extends z.ZodType, O extends z.ZodObject>(
  server: McpServer,
  name: string,
  definition: ToolDefinition<I, O>,
  surroundings: ToolSurroundings,
  handle: (input: z.output<I>, context: ServerContext) => Promise<ToolSuccess<O>>,
): void {
  const { title, description, annotations } = definition;
  const isWrite = !annotations.readOnlyHint;
  const fail = (failure: Failure, correlationId: string): CallToolResult =>
    errorResult(classify(failure, { correlationId, isWrite, now: surroundings.now() }));
  const config = {
    title,
    description,
    annotations,
    inputSchema: shownInput(definition.input),
    outputSchema: outputOrError(definition.output),
  };
  server.registerTool(name, config, async (args, context) => {
    const parsed = compiled(definition.input).safeParse(args);
    if (!parsed.success) {
      const issues = argumentIssues(parsed.error, args);
      return fail({ kind: "invalid-arguments", issues }, surroundings.nextCorrelationId());
    }
    try {
      const { facts, more = [] } = await handle(parsed.data, context);
      const said = saidTwice(compiled(definition.output).parse(facts));
      return { ...said, content: [...said.content, ...more] };
    } catch (error) {
      if (error instanceof ToolFailure) return errorResult(error.error);
      const correlationId = surroundings.nextCorrelationId();
      if (context.mcpReq.signal.aborted) return fail({ kind: "aborted" }, correlationId);
      surroundings.report(correlationId, error);
      return fail({ kind: "bug" }, correlationId);
    }
  });
}
