import { isObject } from "../../base/json.ts";
import { ownWording } from "./api-error.ts";
import type { JsonObject } from "./request-types.ts";
import { UNREHEARSED_KINDS } from "./unrehearsed-kinds.ts";

/** What the API says of a field that it does not know. */
export const EXTRA = "Extra inputs are not permitted";

/** What is wrong with one field. */
export interface Fault {
  path: string;
  message: string;
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
export function describeIssue(issue: Issue): string {
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
  const shown = (typeof tag === "string" ? tag : JSON.stringify(tag)).slice(0, 80);
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

/** What the API says of an issue, each fault with its path. */
export function faultsOf(issue: Issue, body: JsonObject, above: PropertyKey[] = []): Fault[] {
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
