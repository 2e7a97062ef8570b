import { isObject } from "../../base/json.ts";
import { ApiError, invalid, ownWording } from "./api-error.ts";
import { MCP_BETA, MCP_LISTING_BETA, type RequestHeaders } from "./headers.ts";
import { checkModel } from "./model-rules.ts";
import { describeIssue, EXTRA, type Fault, faultsOf } from "./faults.ts";
import { countSchema, messagesSchema } from "./request-schema.ts";
import type { JsonObject, MessagesRequest } from "./request-types.ts";

const SAMPLING = ["temperature", "top_p", "top_k"];

/**
 * Reads the body of a request as the API does: what is missing is told first, then what does not
 * belong, each with its path, then what the model does not take.
 * @param purpose whether a message is made of it, or its tokens are counted
 * @throws ApiError 400 on the first fault, 404 on a model that there is not
 */
export function readRequest(
  body: unknown,
  headers: RequestHeaders,
  purpose: "message" | "count",
): MessagesRequest {
  if (!isObject(body)) throw invalid("Input should be a valid dictionary");
  const schema = purpose === "message" ? messagesSchema : countSchema;
  const parsed = schema.safeParse(body, { error: describeIssue });
  const faults = parsed.success
    ? []
    : parsed.error.issues.flatMap((issue) => faultsOf(issue, body));
  const missing = faults.find((fault) => fault.message === "Field required");
  if (missing !== undefined) throw refuse(missing);
  refuseThread(body["thread"]);
  const first = [...gateFaults(body, headers), ...faults][0];
  if (first !== undefined) throw refuse(first);
  if (!parsed.success) throw invalid(ownWording("The request body is not valid."));
  checkModel(parsed.data);
  return parsed.data;
}

/** The documented code makes the SDK's tool runner go on with the full history. */
function refuseThread(thread: unknown): void {
  if (thread === undefined || thread === null) return;
  throw invalid(ownWording("thread: message threads are not rehearsed; send the full history."), {
    error_code: "thread_unsupported_request",
  });
}

/** Faults that depend on the headers: betas and the API version open or close fields. */
function gateFaults(fields: JsonObject, headers: RequestHeaders): Fault[] {
  const faults: Fault[] = [];
  if (!headers.mcp && "mcp_servers" in fields) faults.push({ path: "mcp_servers", message: EXTRA });
  if (!headers.contextManagement && (fields["context_management"] ?? null) !== null) {
    faults.push({ path: "context_management", message: EXTRA });
  }
  if (headers.version === "2026-10-21") {
    faults.push(
      ...SAMPLING.filter((key) => key in fields).map((path) => ({ path, message: EXTRA })),
    );
  }
  const { thinking } = fields;
  if (!headers.binding && isObject(thinking) && (thinking["block_binding"] ?? null) !== null) {
    const kind = thinking["type"] === "enabled" ? "enabled" : "adaptive";
    faults.push({ path: `thinking.${kind}.block_binding`, message: EXTRA });
  }
  for (const [index, tool] of entriesOf(fields["tools"])) {
    if (tool["type"] !== "mcp_toolset") continue;
    if (!headers.mcp) {
      faults.push({
        path: `tools.${index}.type`,
        message: ownWording(`mcp_toolset needs the beta ${MCP_BETA} or ${MCP_LISTING_BETA}.`),
      });
    } else if (!headers.listing && "tools" in tool) {
      faults.push({ path: `tools.${index}.mcp_toolset.tools`, message: EXTRA });
    }
  }
  for (const [index, server] of entriesOf(fields["mcp_servers"])) {
    if (!("tool_configuration" in server)) continue;
    faults.push({
      path: `mcp_servers.${index}.tool_configuration`,
      message: ownWording(
        "belongs to mcp-client-2025-04-04; put an mcp_toolset entry into `tools` instead.",
      ),
    });
  }
  return [...faults, ...messageFaults(fields["messages"], headers)];
}

function messageFaults(messages: unknown, headers: RequestHeaders): Fault[] {
  return entriesOf(messages).flatMap(([at, message]) => {
    const opened = { clear_at: headers.clearAt, output_config: headers.effortWithin };
    const closed = Object.entries(opened)
      .filter(([, open]) => !open || message["role"] !== "system")
      .filter(([key]) => (message[key] ?? null) !== null)
      .map(([key]) => ({ path: `messages.${at}.${key}`, message: EXTRA }));
    const listings = headers.listing
      ? []
      : entriesOf(message["content"])
          .filter(([, block]) => block["type"] === "mcp_tool_listing")
          .map(([index]) => ({
            path: `messages.${at}.content.${index}`,
            message: ownWording(`mcp_tool_listing needs the beta ${MCP_LISTING_BETA}.`),
          }));
    return [...closed, ...listings];
  });
}

function entriesOf(value: unknown): [number, JsonObject][] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown, index): [number, JsonObject][] =>
    isObject(entry) ? [[index, entry]] : [],
  );
}

function refuse(fault: Fault): ApiError {
  return invalid(fault.path === "" ? fault.message : `${fault.path}: ${fault.message}`);
}
