import {
  type CallToolResult,
  Client,
  ProtocolError,
  StreamableHTTPClientTransport,
} from "@modelcontextprotocol/client";
import { isObject } from "../../base/json.ts";
import { type ApiError, invalid } from "./api-error.ts";
import { isPrivateAddress } from "./private-address.ts";
import { toJson } from "../../wire/error-json.ts";
import { RecordedTransport } from "../../wire/recorded-transport.ts";
import type { McpCall } from "../../wire/trace-event.ts";
import type { ReplyText } from "./reply-types.ts";
import type { JsonObject, ListedTool, McpServerEntry } from "./request-types.ts";
import { untilAborted } from "./until-aborted.ts";

/** One request that the connector made to an MCP server, and what came back. */
export type McpExchange = Omit<McpCall, "kind" | "caller">;

/** How the connector reaches MCP servers. */
export interface ConnectorOptions {
  /** What answers for an MCP address; undefined: nothing does, so that it counts as unreachable. */
  serverFor?: ((url: URL) => ((request: Request) => Promise<Response>) | undefined) | undefined;
  /** Told of every MCP request the connector made, in order, once it ended. */
  onMcp?: ((exchange: McpExchange) => void) | undefined;
  /** How long one MCP request may take before the server counts as unreachable, in milliseconds. */
  mcpTimeoutMs?: number | undefined;
}

/** A tool of an MCP server, with what its annotations say about side effects. */
export interface ServerTool extends ListedTool {
  readOnly?: boolean | undefined;
  destructive?: boolean | undefined;
}

/** A tool's result in the API's shape: the connector carries text only. */
export interface McpCallResult {
  isError: boolean;
  content: ReplyText[];
}

const TIMEOUT_MS = 10_000;

/** One MCP server of a request. It is connected to when it is first needed. */
export class McpServer {
  readonly #entry: McpServerEntry;
  readonly #options: ConnectorOptions;
  readonly #signal: AbortSignal;
  #client: Promise<Client> | undefined;
  /** HTTP status of the last answer; 0 when none came. */
  #status = 0;

  constructor(entry: McpServerEntry, options: ConnectorOptions, signal: AbortSignal) {
    this.#signal = signal;
    this.#entry = entry;
    this.#options = options;
  }

  /**
   * All tools the server lists.
   * @throws ApiError 400 when the server refuses the token, fails or cannot be reached
   */
  async list(): Promise<ServerTool[]> {
    return this.#reach(async (client) => {
      if (client.getServerCapabilities()?.tools === undefined) return [];
      const { tools } = await client.listTools(undefined, this.#limits());
      return tools.map(({ name, description, inputSchema, annotations }) => ({
        name,
        ...(description === undefined ? {} : { description }),
        input_schema: { ...inputSchema },
        readOnly: annotations?.readOnlyHint,
        destructive: annotations?.readOnlyHint === true ? false : annotations?.destructiveHint,
      }));
    });
  }

  /**
   * Calls a tool. A protocol error of the server becomes a failed result, as a tool's own failure.
   * @throws ApiError 400 when the server refuses the token, fails or cannot be reached
   */
  async call(name: string, inputSchema: JsonObject, input: unknown): Promise<McpCallResult> {
    const call = { name, arguments: isObject(input) ? input : {} };
    // Without an output schema the client does not judge the result: the API passes it on.
    const toolDefinition = { name, inputSchema: { ...inputSchema, type: "object" as const } };
    return this.#reach(async (client) => {
      try {
        const result = await client.callTool(call, { ...this.#limits(), toolDefinition });
        return { isError: result.isError ?? false, content: textContent(result) };
      } catch (error) {
        if (!(error instanceof ProtocolError)) throw error;
        return { isError: true, content: [text(error.message)] };
      }
    });
  }

  /** Ends the connection, if there is one. */
  async close(): Promise<void> {
    const client = await this.#client?.catch(() => undefined);
    await client?.close();
  }

  async #reach<Value>(use: (client: Client) => Promise<Value>): Promise<Value> {
    try {
      this.#client ??= this.#connect();
      return await use(await this.#client);
    } catch (error) {
      throw this.#refusal(error);
    }
  }

  async #connect(): Promise<Client> {
    const url = new URL(this.#entry.url);
    const serve = this.#options.serverFor?.(url);
    if (serve === undefined) throw new OutOfReach(url);
    const token = this.#entry.authorization_token ?? "";
    const inner = new StreamableHTTPClientTransport(url, {
      fetch: async (input, init) => {
        const signal = AbortSignal.any([this.#signal, ...(init?.signal ? [init.signal] : [])]);
        const request = new Request(input, { ...init, signal });
        const counts = request.method === "POST";
        if (counts) this.#status = 0;
        const response = await untilAborted(serve(request), signal);
        if (counts) this.#status = response.status;
        return response;
      },
      requestInit: token === "" ? {} : { headers: { authorization: `Bearer ${token}` } },
    });
    const server = this.#entry.name;
    const transport = new RecordedTransport(inner, ({ method, params }, outcome) =>
      this.#options.onMcp?.({ server, method, params: toJson(params) ?? null, outcome }),
    );
    const client = new Client(
      { name: "Anthropic/API (rehearsal)", version: "1.0.0" },
      { versionNegotiation: { mode: "auto" } },
    );
    try {
      await client.connect(transport, this.#limits());
    } catch (error) {
      await transport.close();
      throw error;
    }
    return client;
  }

  #limits(): { timeout: number; signal: AbortSignal } {
    return { timeout: this.#options.mcpTimeoutMs ?? TIMEOUT_MS, signal: this.#signal };
  }

  /** Wording as seen in reports of the API's users; see the connector's facts on failures. */
  #refusal(error: unknown): ApiError {
    const failure = "Connection error while communicating with MCP server";
    if (this.#status === 401) {
      return invalid(
        `Invalid authorization token for MCP server '${this.#entry.name.slice(0, 120)}'. ` +
          "Please check your token and try again.",
      );
    }
    if (this.#status >= 400) {
      return invalid(`${failure}: Server error: MCP server error (HTTP ${this.#status})`);
    }
    if (error instanceof ProtocolError) {
      return invalid(`${failure}: Server error: MCP server error (${error.code})`);
    }
    const why = error instanceof OutOfReach ? error.message : "";
    return invalid(`${failure}. The server may be unavailable or unresponsive.${why}`);
  }
}

/** Nothing answers for an address. Where the API itself would reach it, the message says so. */
class OutOfReach extends Error {
  constructor(url: URL) {
    const host = url.hostname.slice(0, 120);
    super(
      isPrivateAddress(url)
        ? ""
        : ` (Rehearsal: ${host} was not contacted, because nothing leaves this machine. To allow ` +
            `it, put MCP_LAB_REHEARSE_HOSTS=${host} into .env, and start again.)`,
    );
  }
}

function textContent(result: CallToolResult): McpCallResult["content"] {
  if (result.content.length === 0 && result.structuredContent !== undefined) {
    return [text(JSON.stringify(result.structuredContent))];
  }
  return result.content.map((block) => {
    switch (block.type) {
      case "text":
        return text(block.text);
      case "resource_link":
        return text(`[resource ${block.uri}]`);
      case "resource":
        return text(
          "text" in block.resource ? block.resource.text : `[resource ${block.resource.uri}]`,
        );
      default:
        return text(`[${block.type} ${block.mimeType}]`);
    }
  });
}

function text(value: string): ReplyText {
  return { type: "text", text: value };
}
