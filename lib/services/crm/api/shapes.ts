import { z } from "zod";

/** The records that the REST API returns. The client parses every reply with these. */

export const regions = ["emea", "americas", "apac"] as const;
export const statuses = ["prospect", "customer", "former"] as const;
export const maturities = ["none", "exploring", "piloting", "production"] as const;
export const stages = ["qualify", "discover", "propose", "negotiate", "won", "lost"] as const;
export const activityKinds = ["call", "email", "meeting", "demo", "note"] as const;
export const channels = ["email", "call", "letter"] as const;
const seniorities = ["executive", "director", "manager", "specialist"] as const;

const day = z.iso.date();

/** A row of the table companies. */
export const company = z.object({
  id: z.string(),
  name: z.string(),
  domain: z.string(),
  industry_id: z.string(),
  region: z.enum(regions),
  employees: z.number(),
  revenue_meur: z.number(),
  status: z.enum(statuses),
  owner_id: z.string(),
  hub_namespace: z.string().nullable(),
  ai_maturity: z.enum(maturities),
  summary: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
});

/** A row of the table contacts. */
export const contact = z.object({
  id: z.string(),
  company_id: z.string(),
  name: z.string(),
  role: z.string(),
  seniority: z.enum(seniorities),
  email: z.string(),
  may_email: z.number(),
  created_at: z.string(),
});

/** A row of the table deals. */
export const deal = z.object({
  id: z.string(),
  company_id: z.string(),
  contact_id: z.string(),
  owner_id: z.string(),
  title: z.string(),
  stage_id: z.enum(stages),
  amount_eur: z.number(),
  opened_on: day,
  expected_close_on: day,
  closed_on: day.nullable(),
  lost_reason: z.string().nullable(),
  updated_at: z.string(),
});

/** A row of the table activities. */
export const activity = z.object({
  id: z.string(),
  company_id: z.string(),
  contact_id: z.string().nullable(),
  deal_id: z.string().nullable(),
  owner_id: z.string(),
  kind: z.enum(activityKinds),
  happened_on: day,
  subject: z.string(),
  body: z.string(),
  created_at: z.string(),
});

/** A row of the table campaign_templates. */
export const template = z.object({
  id: z.string(),
  name: z.string(),
  channel: z.enum(channels),
  audience: z.string(),
  stage_id: z.enum(stages),
  subject: z.string(),
  body: z.string(),
  updated_at: z.string(),
});
export type Template = z.infer<typeof template>;

/** A row of the table articles. */
export const article = z.object({
  id: z.string(),
  title: z.string(),
  topic: z.string(),
  body: z.string(),
  updated_at: z.string(),
});
export type Article = z.infer<typeof article>;
