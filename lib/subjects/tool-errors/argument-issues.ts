import type { z } from "zod";
import type { ArgumentIssue } from "./envelope.ts";

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
      return [{ field, message: "This value is not one of those allowed.", allowed }];
    }
    // Zod tells a missing value from a wrong one in its message only.
    const missing = issue.code === "invalid_type" && issue.message.endsWith("received undefined");
    return [{ field, message: missing ? "This argument is missing." : sentence(issue.message) }];
  });
}

const sentence = (text: string): string => (text.endsWith(".") ? text : `${text}.`);
