import type { z } from "zod";
import type { ArgumentIssue } from "./envelope.ts";

/** What is said of an argument that is not there. */
export const MISSING = "This argument is missing.";
const NOT_ALLOWED = "This value is not one of those allowed.";

/**
 * Names each offending argument, with the values it takes where these are few.
 * @param args what was parsed, where it is at hand: zod does not say of every argument that it is missing
 */
export function argumentIssues(error: z.ZodError, args?: unknown): ArgumentIssue[] {
  return error.issues.flatMap((issue): ArgumentIssue[] => {
    const field = issue.path.map(String).join(".");
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        field: field === "" ? key : `${field}.${key}`,
        message: "There is no such argument.",
      }));
    }
    const missing = isMissing(issue, args);
    const allowed = allowedBy(issue);
    if (allowed !== undefined)
      return [{ field, message: missing ? MISSING : NOT_ALLOWED, allowed }];
    return [{ field, message: missing ? MISSING : sentence(issue.message) }];
  });
}

/** What is not there: zod itself says so of some types, in its message only. */
function isMissing(issue: z.core.$ZodIssue, args: unknown): boolean {
  if (!["invalid_type", "invalid_value", "invalid_union"].includes(issue.code)) return false;
  if (args !== undefined) return valueAt(args, issue.path) === undefined;
  return issue.code === "invalid_type" && issue.message.endsWith("received undefined");
}

function valueAt(args: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === "object" && at !== null && Object.hasOwn(at, key)
        ? Reflect.get(at, key)
        : undefined,
    args,
  );
}

/** The values that an argument takes, where it takes a few. */
function allowedBy(issue: z.core.$ZodIssue): string[] | undefined {
  if (issue.code === "invalid_value") return issue.values.map(String);
  return issue.code === "invalid_union" ? literalsOf(issue.errors) : undefined;
}

/** The values of a union of literals; undefined for any other union. */
function literalsOf(branches: readonly (readonly z.core.$ZodIssue[])[]): string[] | undefined {
  const values = branches.flatMap(([issue, ...more]) =>
    issue?.code === "invalid_value" && issue.path.length === 0 && more.length === 0
      ? [issue.values.map(String)]
      : [],
  );
  return values.length === branches.length ? values.flat() : undefined;
}

const sentence = (text: string): string => (text.endsWith(".") ? text : `${text}.`);
