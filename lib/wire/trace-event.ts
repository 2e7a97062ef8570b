import type { Json } from "../base/json.ts";

/** One thing that happened in a session, in the order in which it ended. */
export type TraceEvent =
  /** A request that the notebook's SDK sent to the Messages API. Secrets are masked. */
  | {
      kind: "api-request";
      /** Counts from 1 within the session; the reply carries the same number. */
      exchange: number;
      method: string;
      /** Path and query, without the host. */
      path: string;
      headers: Record<string, string>;
      /** The parsed body; null where there is none. */
      body: Json;
    }
  /** What came back for an `api-request`: the message, or the error body, or a stream's events. */
  | {
      kind: "api-reply";
      exchange: number;
      /** HTTP status; 0 where no reply came (connection refused, timed out, aborted). */
      status: number;
      headers: Record<string, string>;
      /** A JSON body as it came; for a stream the list of its events; null where nothing came. */
      body: Json;
    }
  /** One MCP request and what came back for it. */
  | {
      kind: "mcp-call";
      /**
       * Who called: `connector` is the Messages API calling for us (seen in rehearsal only; live, this
       * happens out of sight), `notebook` is an MCP client in this process.
       */
      caller: "connector" | "notebook";
      /** The server's name, as in `mcp_servers` or `.mcp.json`. */
      server: string;
      /** The MCP method, such as `tools/call`. */
      method: string;
      params: Json;
      outcome:
        | { status: "result"; result: Json }
        | { status: "error"; code: number; message: string };
    };

/** A request that the notebook's SDK sent. */
export type ApiRequest = Extract<TraceEvent, { kind: "api-request" }>;

/** What came back for a request. */
export type ApiReply = Extract<TraceEvent, { kind: "api-reply" }>;

/** One MCP request and what came back for it. */
export type McpCall = Extract<TraceEvent, { kind: "mcp-call" }>;
