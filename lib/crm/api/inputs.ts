import { z } from "zod";
import { searchKinds } from "../store/search-index.ts";
import { ApiError } from "./api-error.ts";
import { activityKinds, maturities, regions, stages, statuses } from "./shapes.ts";

const limit = z.coerce.number().int().min(1).max(100).default(20);
const cursor = z.string().max(500).optional();

export const companyFilter = z.strictObject({
  industry_id: z.string().max(50).optional(),
  region: z.enum(regions).optional(),
  status: z.enum(statuses).optional(),
  ai_maturity: z.enum(maturities).optional(),
  owner_id: z.string().max(50).optional(),
  hub_namespace: z.string().max(100).optional(),
  on_hub: z.enum(["yes"]).optional(),
  min_employees: z.coerce.number().int().min(0).optional(),
  max_employees: z.coerce.number().int().min(0).optional(),
  limit,
  cursor,
});

export const dealFilter = z.strictObject({
  company_id: z.string().max(100).optional(),
  owner_id: z.string().max(50).optional(),
  stage_id: z.enum(stages).optional(),
  min_amount_eur: z.coerce.number().int().min(0).optional(),
  limit,
  cursor,
});

export const ownFilter = z.strictObject({
  company_id: z.string().max(100).optional(),
  limit,
  cursor,
});

export const searchInput = z.strictObject({
  q: z.string().min(1).max(200),
  kinds: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(z.enum(searchKinds)))
    .optional(),
  limit,
  cursor,
});

export const keysInput = z.strictObject({
  prefix: z.string().max(100).default(""),
  company_id: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

export const noInput = z.strictObject({});

export const newActivity = z.strictObject({
  company_id: z.string().min(1).max(100),
  contact_id: z.string().max(100).optional(),
  deal_id: z.string().max(100).optional(),
  kind: z.enum(activityKinds),
  happened_on: z.iso.date(),
  subject: z.string().min(1).max(200),
  body: z.string().max(4000),
});

export const dealMove = z
  .strictObject({
    stage_id: z.enum(stages),
    from_stage_id: z.enum(stages),
    lost_reason: z.string().min(1).max(200).optional(),
  })
  .refine((move) => (move.stage_id === "lost") === (move.lost_reason !== undefined), {
    path: ["lost_reason"],
    message: "is needed for stage lost, and for no other",
  });

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
  const [issue] = parsed.error.issues;
  const unknown = issue?.code === "unrecognized_keys" ? issue.keys[0] : undefined;
  const field = unknown ?? issue?.path.map(String).join(".") ?? "";
  const message =
    unknown === undefined ? `${field}: ${issue?.message}` : `${unknown} is not known here.`;
  const allowed = issue?.code === "invalid_value" ? { allowed: issue.values.map(String) } : {};
  throw new ApiError(code, message, { field, ...allowed });
}
