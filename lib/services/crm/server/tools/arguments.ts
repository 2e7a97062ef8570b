import { z } from "zod";

/** Arguments that several tools take, described once. */

export const responseFormat: z.ZodType<"concise" | "detailed"> = z
  .enum(["concise", "detailed"])
  .default("concise")
  .describe("concise: one line a record, enough to choose. detailed: every field.");

export const limit: z.ZodType<number> = z
  .number()
  .int()
  .min(1)
  .max(50)
  .default(10)
  .describe("How many records at most, 1 to 50.");

export const cursor: z.ZodType<string | undefined> = z
  .string()
  .max(500)
  .optional()
  .describe("next_cursor of the previous result, with all other arguments unchanged.");

export const companyId: z.ZodType<string> = z
  .string()
  .min(1)
  .max(100)
  .describe("Id of a company, such as northwind-robotics. crm_search finds it.");

export const idempotencyKey: z.ZodType<string | undefined> = z
  .string()
  .regex(/^[\w.:-]{8,100}$/)
  .optional()
  .describe(
    "Leave it out at first. When an error names an idempotency_key, repeat the call with it: the write is then done once at most.",
  );

/** The hints of a tool that only reads from the CRM. */
export const reads = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
} as const;
