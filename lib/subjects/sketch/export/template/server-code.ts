/** What an exported server is around its tools: Resources, transports, settings, start. */

export const SERVER = `import { McpServer, ResourceTemplate } from "@modelcontextprotocol/server";
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

export const BODIES = `import { resources } from "./catalog.ts";

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

export const HTTP = `import { createServer as createHttpServer } from "node:http";
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

export const SETTINGS = `import { variables } from "./catalog.ts";

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

export const MAIN = `import { serveStdio } from "@modelcontextprotocol/server/stdio";
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
