import { isObject } from "../../base/json.ts";
import { ApiError, invalid, ownWording } from "./api-error.ts";
import { MCP_BETA, MCP_LISTING_BETA, type RequestHeaders } from "./headers.ts";
import { checkModel } from "./model-rules.ts";
import { countSchema, messagesSchema, UNREHEARSED_KINDS } from "./request-schema.ts";
import type { JsonObject, MessagesRequest } from "./request-types.ts";

const SAMPLING = ["temperature", "top_p", "top_k"];
const EXTRA = "Extra inputs are not permitted";

/** What is wrong with one field. */
interface Fault {
  path: string;
  message: string;
}

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
    faults.push({ path: `thinking.${String(thinking["type"])}.block_binding`, message: EXTRA });
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

/** The part of a zod issue that is read here. */
interface Issue {
  code?: string | undefined;
  input?: unknown;
  path?: PropertyKey[] | undefined;
  message?: string | undefined;
  keys?: string[] | undefined;
  discriminator?: string | undefined;
  expected?: unknown;
  values?: unknown[] | undefined;
  minimum?: unknown;
  errors?: Issue[][] | undefined;
}

/** What the API says of a type, as recorded on 2026-08-31 for every field of a request. */
const EXPECTED: Readonly<Record<string, string>> = {
  array: "Input should be a valid array",
  boolean: "Input should be a valid boolean",
  int: "Input should be a valid integer",
  number: "Input should be a valid number",
  object: "Input should be an object",
  record: "Input should be an object",
  string: "Input should be a valid string",
};

/** The API's words for a fault that the schema does not word itself; else the rehearsal's own. */
function describeIssue(issue: Issue): string {
  if (issue.input === undefined && issue.code?.startsWith("invalid_") === true) {
    return "Field required";
  }
  switch (issue.code) {
    case "invalid_union":
      return describeKind(issue);
    case "invalid_type":
      return EXPECTED[String(issue.expected)] ?? ownWording("is of another type than expected.");
    case "invalid_value":
      return `Input should be ${listed(issue.values ?? [])}`;
    case "too_small":
      if (issue.minimum === 1) return "String should have at least 1 character";
  }
  return ownWording("is not valid.");
}

function describeKind({ discriminator, input }: Issue): string {
  if (discriminator === undefined) return ownWording("has none of the expected shapes.");
  if (!isObject(input)) return "Input should be an object";
  const tag = input[discriminator];
  if (tag === undefined) return "Field required";
  const shown = String(tag).slice(0, 80);
  return UNREHEARSED_KINDS.has(shown)
    ? ownWording(`"${shown}" is not rehearsed.`)
    : `Input tag '${shown}' found using '${discriminator}' does not match any of the expected tags`;
}

/** `'a'`, `'a' or 'b'`, `'a', 'b' or 'c'`. */
function listed(values: readonly unknown[]): string {
  const quoted = values.map((value) => `'${String(value)}'`);
  return quoted.length < 2
    ? quoted.join("")
    : `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1)}`;
}

/** Faults that the API tells of the whole field, not of the place in it. */
const OF_THE_FIELD = /^(text content blocks must|Unexpected role )/;

function faultsOf(issue: Issue, body: JsonObject, above: PropertyKey[] = []): Fault[] {
  const path = [...above, ...(issue.path ?? [])];
  const message = issue.message ?? ownWording("is not valid.");
  if (issue.code === "unrecognized_keys") {
    return (issue.keys ?? []).map((key) => ({ path: tell([...path, key], body), message: EXTRA }));
  }
  if (issue.code === "invalid_union" && issue.discriminator === undefined) {
    const branch = issue.errors?.find(([first]) => (first?.path ?? []).length > 0);
    if (branch !== undefined) return branch.flatMap((inner) => faultsOf(inner, body, path));
  }
  if (OF_THE_FIELD.test(message)) return [{ path: String(path[0]), message }];
  const whole = message.startsWith("Input tag") ? path.slice(0, -1) : path;
  return [{ path: tell(whole, body, issue.code === "custom"), message }];
}

/** Fields that are of several kinds, as the entries of lists are. */
const OF_KINDS: ReadonlySet<PropertyKey> = new Set(["source", "thinking", "tool_choice"]);

/**
 * A path as the API tells it: behind a field or an entry of several kinds comes its kind.
 * @param last whether also behind the last step: the fault is one of the whole entry of its kind
 */
function tell(path: readonly PropertyKey[], body: JsonObject, last = false): string {
  let value: unknown = body;
  return path
    .flatMap((step, index) => {
      value = typeof value === "object" && value !== null ? Reflect.get(value, step) : undefined;
      const told = [String(step).slice(0, 80)];
      const inside = index < path.length - 1 ? path[index + 1] !== "type" : last;
      const ofKinds = typeof step === "number" ? path[0] !== "mcp_servers" : OF_KINDS.has(step);
      return inside && ofKinds ? [...told, ...kindOf(value, path[0])] : told;
    })
    .join(".");
}

function kindOf(value: unknown, field: PropertyKey | undefined): string[] {
  if (!isObject(value)) return [];
  const kind = value["type"] ?? (field === "tools" ? "custom" : undefined);
  return typeof kind === "string" ? [kind.slice(0, 80)] : [];
}

function refuse(fault: Fault): ApiError {
  return invalid(fault.path === "" ? fault.message : `${fault.path}: ${fault.message}`);
}
