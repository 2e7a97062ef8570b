import type { z } from "zod";

/** An argument that a tool does not accept. */
export interface ArgumentIssue {
  /** Its path, such as filter.region. */
  field: string;
  message: string;
  /** The values it takes, where these are few. */
  allowed?: string[];
}

/** A caller who sends more wrong fields than this does not learn more from a longer list. */
const MOST = 20;

/** Names each argument that does not fit, and what it takes. */
export function argumentIssues(error: z.ZodError, args: unknown): ArgumentIssue[] {
  const issues = error.issues.flatMap((issue): ArgumentIssue[] => {
    const path = issue.path.map(String);
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        field: [...path, key.slice(0, 100)].join("."),
        message: "There is no such argument.",
      }));
    }
    const field = path.join(".");
    const missing = valueAt(args, issue.path) === undefined;
    const message = missing ? "This argument is missing" + typeIn(issue) + "." : issue.message + ".";
    return issue.code === "invalid_value"
      ? [{ field, message, allowed: issue.values.map(String) }]
      : [{ field, message }];
  });
  return issues.slice(0, MOST);
}

/** What would be taken, as far as zod says so; a few values are listed as allowed. */
function typeIn(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type") return "; its type is " + issue.expected;
  return issue.code === "invalid_value" ? "; it is one of those allowed" : "";
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
