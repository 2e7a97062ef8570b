import { isObject, safeParseJson } from "../../base/json.ts";
import type { JsonObject } from "./request-types.ts";

/** What a failed tool says about what to do next. */
export interface ToolErrorHint {
  retryable: boolean;
  /** The argument that was wrong, where it is told. */
  field: string | undefined;
  /** Values that would be right. */
  allowed: unknown[];
}

const ALLOWED_KEYS = ["allowed", "allowed_values", "allowedValues", "candidates", "options"];

/**
 * Reads a tool's error text: a JSON error object anywhere in it, else the sentence in which schema
 * validators list what they expected.
 */
export function readToolError(text: string): ToolErrorHint {
  const source = text.slice(0, 50_000);
  const error = errorObject(source);
  if (error !== undefined) {
    const issues = Array.isArray(error["issues"]) ? error["issues"].filter(isObject) : [];
    const place = issues[0] ?? error;
    const allowed = ALLOWED_KEYS.map((key) => place[key] ?? error[key]).find(Array.isArray);
    return {
      retryable: error["retryable"] === true,
      field: fieldOf(place) ?? fieldOf(error),
      allowed: allowed ?? [],
    };
  }
  const list = /(?:one of|allowed values?(?: are)?)[: ]+([^\n.]{1,500})/i.exec(source)?.[1] ?? "";
  const quoted = [...list.matchAll(/["'`]([^"'`]{1,80})["'`]/g)].map((match) => match[1]);
  const field = /(?:at|field|argument|parameter) ["'`]?([A-Za-z_][\w.]{0,60})/i.exec(source)?.[1];
  return { retryable: false, field, allowed: quoted };
}

function errorObject(text: string): JsonObject | undefined {
  const start = text.indexOf("{");
  const end = text.lastIndexOf("}");
  if (start === -1 || end < start) return undefined;
  const value = safeParseJson(text.slice(start, end + 1));
  if (!isObject(value)) return undefined;
  return isObject(value["error"]) ? value["error"] : value;
}

function fieldOf(error: JsonObject): string | undefined {
  const { field, path } = error;
  if (typeof field === "string") return field;
  const first: unknown = Array.isArray(path) ? path[0] : path;
  return typeof first === "string" ? first : undefined;
}
