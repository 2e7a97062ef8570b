/**
 * The fixed sources of an exported server. Nothing of a sketch is put into them: what a learner wrote
 * stands as JSON literals in files of its own (`server-files.ts`), so that no text can become code.
 */

const ERRORS = `import { randomUUID } from "node:crypto";
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

const TOOL = `import type {
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

const SERVER = `import { McpServer, ResourceTemplate } from "@modelcontextprotocol/server";
import { resources, serverName } from "./catalog.ts";
import { readBody } from "./bodies.ts";
import { registerTool } from "./tool.ts";
import { registerTools } from "./tools.ts";

/** A server with everything that the sketch lists; one for each connection or request. */
export function createServer(): McpServer {
  const server = new McpServer({ name: serverName, version: "0.1.0" });
  for (const { uri, name, ...metadata } of resources) {
    const { mimeType } = metadata;
    const read = async (address: URL) => ({
      contents: [{ uri: address.href, mimeType, text: await readBody(uri, address) }],
    });
    if (uri.includes("{")) {
      server.registerResource(name, new ResourceTemplate(uri, { list: undefined }), metadata, read);
    } else {
      server.registerResource(name, uri, metadata, read);
    }
  }
  registerTools((tool) => registerTool(server, tool));
  return server;
}
`;

const BODIES = `import { resources } from "./catalog.ts";

/**
 * The text of a Resource. Replace this by what your system says; throw nothing that holds a path, a
 * query or a key, since clients see the message.
 *
 * @param uri as the sketch has it, with {name} for what varies
 * @param address the URI that was asked for
 */
export async function readBody(uri: string, address: URL): Promise<string> {
  const resource = resources.find((one) => one.uri === uri);
  const title = resource?.title ?? uri;
  const note = "This is a stand-in. src/bodies.ts is where the real text comes from.";
  return resource?.mimeType.includes("json")
    ? JSON.stringify({ title, uri: address.href, note }, undefined, 2)
    : title + "\\n\\n" + note + "\\n";
}
`;

const HTTP = `import { createServer as createHttpServer } from "node:http";
import {
  localhostHostValidation,
  localhostOriginValidation,
  toNodeHandler,
} from "@modelcontextprotocol/node";
import { createMcpHandler } from "@modelcontextprotocol/server";
import { createServer } from "./server.ts";

const MAX_BODY = 1_000_000;

/**
 * Serves over Streamable HTTP on 127.0.0.1, under /mcp, and answers only requests whose Host and Origin
 * are this machine's, so that no web page can reach it by rebinding a name. Port 0 takes a free one.
 */
export async function serveHttp(port: number): Promise<{ url: string; close: () => void }> {
  const handler = createMcpHandler(createServer, {
    maxRequestBodySize: MAX_BODY,
    onerror: (error) => console.error(error.message),
  });
  const handle = toNodeHandler(handler);
  const hostAllowed = localhostHostValidation();
  const originAllowed = localhostOriginValidation();
  const http = createHttpServer((request, response) => {
    if (!hostAllowed(request, response) || !originAllowed(request, response)) return;
    const path = new URL(request.url ?? "/", "http://127.0.0.1").pathname;
    if (path === "/mcp") void handle(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => {
    http.once("error", reject);
    http.listen(port, "127.0.0.1", resolve);
  });
  const address = http.address();
  const bound = typeof address === "object" && address !== null ? address.port : port;
  const close = () => {
    http.close();
    http.closeAllConnections();
  };
  return { url: "http://127.0.0.1:" + bound + "/mcp", close };
}
`;

const SETTINGS = `import { variables } from "./catalog.ts";

/**
 * The variables of the sketch, by name. A host that knows no value hands on the text \${NAME} itself:
 * that is no value. Says on the error output what is missing, and never what is there.
 */
export function readSettings(
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const settings: Record<string, string> = {};
  for (const { name, required } of variables) {
    const value = env[name];
    if (value !== undefined && value !== "" && !value.includes("\${")) settings[name] = value;
    else if (required) console.error(name + " is not set. See .env.example.");
  }
  return settings;
}
`;

const MAIN = `import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { serveHttp } from "./http.ts";
import { createServer } from "./server.ts";
import { readSettings } from "./settings.ts";

// The skeleton needs no variable yet. Hand what this returns to your tools.
readSettings(process.env);

const [flag, port = "8790"] = process.argv.slice(2);
if (flag === "--port") {
  const { url } = await serveHttp(Number(port));
  console.log(url);
} else if (flag === undefined) {
  serveStdio(createServer);
} else {
  console.error("Use: node dist/src/main.js [--port <number>]. Without --port it speaks over stdio.");
  process.exitCode = 2;
}
`;

const CALL = `import { Client, InMemoryTransport } from "@modelcontextprotocol/client";
import { createServer } from "../src/server.ts";

/** Calls a tool of the server in memory. */
export async function callTool(name: string, args: Record<string, unknown>) {
  const [here, there] = InMemoryTransport.createLinkedPair();
  const client = new Client({ name: "test", version: "0.1.0" });
  await createServer().connect(there);
  await client.connect(here);
  try {
    return await client.callTool({ name, arguments: args });
  } finally {
    await client.close();
  }
}
`;

/** Sources that are the same for every sketch, by path. */
export const fixedSources: Readonly<Record<string, string>> = {
  "src/errors.ts": ERRORS,
  "src/tool.ts": TOOL,
  "src/server.ts": SERVER,
  "src/bodies.ts": BODIES,
  "src/http.ts": HTTP,
  "src/settings.ts": SETTINGS,
  "src/main.ts": MAIN,
  "tests/call.ts": CALL,
};
