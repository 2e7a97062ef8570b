import { isObject } from "../../base/json.ts";
import { ApiError, invalid, ownWording } from "./api-error.ts";
import { MCP_BETA, MCP_LISTING_BETA, type RequestHeaders } from "./headers.ts";
import { countSchema, messagesSchema } from "./request-schema.ts";
import type { JsonObject, MessagesRequest } from "./request-types.ts";

/** Fields the API documents and the rehearsal does not implement: refused by name, not as unknown. */
const NOT_REHEARSED: ReadonlySet<string> = new Set([
  "billing_policy",
  "compaction",
  "container",
  "context_management",
  "diagnostics",
  "fallback_credit_token",
  "fallbacks",
  "output_format",
]);
const SAMPLING = ["temperature", "top_p", "top_k"];
const EXTRA = "Extra inputs are not permitted";

/** What is wrong with one field. */
interface Fault {
  path: string;
  message: string;
}

/**
 * Reads the body of a request as the API does: what is missing is told first, then what does not
 * belong, each with its path.
 * @param purpose whether a message is made of it, or its tokens are counted
 * @throws ApiError 400 on the first fault, 404 on a model that is not Claude's
 */
export function readRequest(
  body: unknown,
  headers: RequestHeaders,
  purpose: "message" | "count",
): MessagesRequest {
  if (!isObject(body)) throw invalid("Input should be a valid dictionary");
  const fields = Object.fromEntries(
    Object.entries(body).filter(([key, value]) => !(isUnrehearsed(key) && value === null)),
  );
  const schema = purpose === "message" ? messagesSchema : countSchema;
  const parsed = schema.safeParse(fields, { error: describeIssue });
  const faults = parsed.success ? [] : parsed.error.issues.flatMap(faultsOf);
  const missing = faults.find((fault) => fault.message === "Field required");
  if (missing !== undefined) throw refuse(missing);
  refuseThread(fields["thread"]);
  const first = [...gateFaults(fields, headers), ...faults][0];
  if (first !== undefined) throw refuse(first);
  if (!parsed.success) throw invalid(ownWording("The request body is not valid."));
  if (!parsed.data.model.startsWith("claude-")) {
    throw new ApiError(404, `model: ${parsed.data.model}`);
  }
  return parsed.data;
}

function isUnrehearsed(key: string): boolean {
  return NOT_REHEARSED.has(key) || key === "thread";
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
  if (headers.version === "2026-10-21") {
    for (const path of SAMPLING.filter((key) => key in fields)) {
      faults.push({ path, message: ownWording("not accepted since API version 2026-10-21.") });
    }
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
  return headers.listing ? faults : [...faults, ...listingFaults(fields["messages"])];
}

function listingFaults(messages: unknown): Fault[] {
  return entriesOf(messages).flatMap(([at, message]) =>
    entriesOf(message["content"])
      .filter(([, block]) => block["type"] === "mcp_tool_listing")
      .map(([index]) => ({
        path: `messages.${at}.content.${index}`,
        message: ownWording(`mcp_tool_listing needs the beta ${MCP_LISTING_BETA}.`),
      })),
  );
}

function entriesOf(value: unknown): [number, JsonObject][] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown, index): [number, JsonObject][] =>
    isObject(entry) ? [[index, entry]] : [],
  );
}

/** The part of a zod issue that is read here. */
interface Issue {
  code?: string | undefined;
  input?: unknown;
  path?: PropertyKey[] | undefined;
  message?: string | undefined;
  keys?: string[] | undefined;
  discriminator?: string | undefined;
}

function describeIssue(issue: Issue): string | undefined {
  if (issue.input === undefined && issue.code?.startsWith("invalid_") === true) {
    return "Field required";
  }
  if (issue.code === "invalid_union" && issue.discriminator !== undefined) {
    const tag = isObject(issue.input) ? issue.input[issue.discriminator] : undefined;
    return tag === undefined
      ? "Field required"
      : ownWording(`${(JSON.stringify(tag) ?? "").slice(0, 80)} is unknown or not rehearsed.`);
  }
  return undefined;
}

function faultsOf(issue: Issue): Fault[] {
  const path = (issue.path ?? []).map((step) => String(step).slice(0, 80));
  if (issue.code !== "unrecognized_keys") {
    return [{ path: path.join("."), message: issue.message ?? "Input is not valid" }];
  }
  return (issue.keys ?? []).map((key) => ({
    path: [...path, key.slice(0, 80)].join("."),
    message:
      path.length === 0 && isUnrehearsed(key) ? ownWording("this field is not rehearsed.") : EXTRA,
  }));
}

function refuse(fault: Fault): ApiError {
  return invalid(fault.path === "" ? fault.message : `${fault.path}: ${fault.message}`);
}
