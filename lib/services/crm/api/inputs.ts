import { z } from "zod";
import { argumentIssues } from "../../../subjects/tool-errors/argument-issues.ts";
import { ApiError } from "./api-error.ts";

/** How many items a page holds: 1 to 100. */
export const pageLimit: z.ZodType<number> = z.coerce.number().int().min(1).max(100).default(20);

/** Where the page before ended. */
export const pageCursor: z.ZodType<string | undefined> = z.string().max(500).optional();

/**
 * Parses what came with a request. Throws ApiError with the first offending field and, where the
 * field takes one of a few values, those values.
 */
export function parseInput<T>(
  schema: z.ZodType<T>,
  input: unknown,
  code: "bad_request" | "validation_failed",
): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = argumentIssues(parsed.error, input);
  const { field = "", message = "", allowed } = issue ?? {};
  const known = allowed === undefined ? {} : { allowed };
  throw new ApiError(code, `${field === "" ? "The input" : field}: ${message}`, {
    field,
    ...known,
  });
}
