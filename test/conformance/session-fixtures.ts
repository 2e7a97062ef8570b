import {
  type CallToolResult,
  inputRequired,
  type McpServer,
  type ServerContext,
  type ServerEventBus,
} from "@modelcontextprotocol/server";
import { z } from "zod";

const done = (text: string): CallToolResult => ({ content: [{ type: "text", text }] });

const choices = (type: string) =>
  ["1", "2", "3"].map((n) => ({ const: `${type}${n}`, title: `No. ${n}` }));

/** What the 2025 revisions ask the user for, by tool. */
const forms = {
  test_elicitation: {
    properties: { response: { type: "string", description: "User's response" } },
    required: ["response"],
  },
  test_elicitation_sep1034_defaults: {
    properties: {
      name: { type: "string", default: "John Doe" },
      age: { type: "integer", default: 30 },
      score: { type: "number", default: 95.5 },
      status: { type: "string", enum: ["active", "inactive", "pending"], default: "active" },
      verified: { type: "boolean", default: true },
    },
  },
  test_elicitation_sep1330_enums: {
    properties: {
      untitledSingle: { type: "string", enum: ["option1", "option2", "option3"] },
      titledSingle: { type: "string", oneOf: choices("value") },
      legacyEnum: {
        type: "string",
        enum: ["opt1", "opt2", "opt3"],
        enumNames: ["Option One", "Option Two", "Option Three"],
      },
      untitledMulti: {
        type: "array",
        items: { type: "string", enum: ["option1", "option2", "option3"] },
      },
      titledMulti: { type: "array", items: { anyOf: choices("value") } },
    },
  },
} as const;

async function elicit(
  context: ServerContext,
  name: keyof typeof forms,
  message: string,
): Promise<CallToolResult> {
  const params = { message, requestedSchema: { type: "object", ...forms[name] } };
  const answer = await context.mcpReq.send({ method: "elicitation/create", params });
  return done(`User response: action=${answer.action}, content=${JSON.stringify(answer.content)}`);
}

/** Registers the tools that talk to the client while they run. */
export function registerSessionTools(server: McpServer, changes: ServerEventBus): void {
  const message = { description: "Asks the user.", inputSchema: z.object({ message: z.string() }) };
  server.registerTool("test_elicitation", message, (input, context) =>
    elicit(context, "test_elicitation", input.message),
  );
  for (const name of [
    "test_elicitation_sep1034_defaults",
    "test_elicitation_sep1330_enums",
  ] as const) {
    server.registerTool(name, { description: "Asks the user." }, (context) =>
      elicit(context, name, "Please fill in the form"),
    );
  }
  const prompt = { description: "Asks a model.", inputSchema: z.object({ prompt: z.string() }) };
  server.registerTool("test_sampling", prompt, async (input, context) => {
    const messages = [{ role: "user", content: { type: "text", text: input.prompt } }];
    const params = { messages, maxTokens: 100 };
    const answer = await context.mcpReq.send({ method: "sampling/createMessage", params });
    return done(`LLM response: ${JSON.stringify(answer.content)}`);
  });
  server.registerTool("test_tool_with_logging", { description: "Logs." }, async (context) => {
    for (const data of [
      "Tool execution started",
      "Tool processing data",
      "Tool execution completed",
    ]) {
      await context.mcpReq.log("info", data);
    }
    return done("Tool with logging executed successfully");
  });
  server.registerTool(
    "test_logging_tool",
    { description: "Logs if asked to." },
    async (context) => {
      await context.mcpReq.log("info", "Only for who asked.");
      return done("Logged.");
    },
  );
  server.registerTool(
    "test_tool_with_progress",
    { description: "Progresses." },
    async (context) => {
      const progressToken = context.mcpReq["_meta"]?.progressToken ?? 0;
      for (const progress of [0, 50, 100]) {
        const params = { progressToken, progress, total: 100 };
        await context.mcpReq.notify({ method: "notifications/progress", params });
      }
      return done(String(progressToken));
    },
  );
  // The SDK refuses to ask a client for what it did not declare.
  const question = inputRequired.createMessage({
    messages: [{ role: "user", content: { type: "text", text: "Anything?" } }],
    maxTokens: 10,
  });
  server.registerTool("test_missing_capability", { description: "Needs sampling." }, () =>
    inputRequired({ inputRequests: { question } }),
  );
  server.registerTool(
    "test_streaming_elicitation",
    { description: "Streams." },
    async (context) => {
      const params = { progressToken: 0, progress: 1 };
      await context.mcpReq.notify({ method: "notifications/progress", params });
      return done("Streamed.");
    },
  );
  for (const kind of ["tool", "prompt"] as const) {
    const name = `test_trigger_${kind}_change`;
    server.registerTool(name, { description: "Announces a change." }, () => {
      changes.publish({ kind: `${kind}s_list_changed` });
      return done("Announced.");
    });
  }
}
