import type { z } from "zod";
import type { ArgumentIssue } from "./envelope.ts";

const NOT_ALLOWED = "This value is not one of those allowed.";

/** Names each offending argument, with the values it takes where these are few. */
export function argumentIssues(error: z.ZodError): ArgumentIssue[] {
  return error.issues.flatMap((issue): ArgumentIssue[] => {
    const field = issue.path.map(String).join(".");
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        field: field === "" ? key : `${field}.${key}`,
        message: "There is no such argument.",
      }));
    }
    if (issue.code === "invalid_value") {
      const allowed = issue.values.map(String);
      return [{ field, message: NOT_ALLOWED, allowed }];
    }
    if (issue.code === "invalid_union") {
      const allowed = literalsOf(issue.errors);
      if (allowed !== undefined) return [{ field, message: NOT_ALLOWED, allowed }];
    }
    // Zod tells a missing value from a wrong one in its message only.
    const missing = issue.code === "invalid_type" && issue.message.endsWith("received undefined");
    return [{ field, message: missing ? "This argument is missing." : sentence(issue.message) }];
  });
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
