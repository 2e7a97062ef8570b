import { z } from "zod";

/** The records that the REST API returns. The client parses every reply with these. */

export const regions = ["emea", "americas", "apac"] as const;
export const statuses = ["prospect", "customer", "former"] as const;
export const maturities = ["none", "exploring", "piloting", "production"] as const;
export const stages = ["qualify", "discover", "propose", "negotiate", "won", "lost"] as const;
export const activityKinds = ["call", "email", "meeting", "demo", "note"] as const;
export const channels = ["email", "call", "letter"] as const;
const seniorities = ["executive", "director", "manager", "specialist"] as const;

type Stage = (typeof stages)[number];

const day = z.iso.date();

/** A row of the table companies. */
export interface Company {
  id: string;
  name: string;
  domain: string;
  industry_id: string;
  region: (typeof regions)[number];
  employees: number;
  revenue_meur: number;
  status: (typeof statuses)[number];
  owner_id: string;
  hub_namespace: string | null;
  ai_maturity: (typeof maturities)[number];
  summary: string;
  created_at: string;
  updated_at: string;
}

export const company: z.ZodType<Company, Company> = z.object({
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
export interface Contact {
  id: string;
  company_id: string;
  name: string;
  role: string;
  seniority: (typeof seniorities)[number];
  email: string;
  /** 1 or 0. */
  may_email: number;
  created_at: string;
}

export const contact: z.ZodType<Contact, Contact> = z.object({
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
export interface Deal {
  id: string;
  company_id: string;
  contact_id: string;
  owner_id: string;
  title: string;
  stage_id: Stage;
  amount_eur: number;
  opened_on: string;
  expected_close_on: string;
  closed_on: string | null;
  lost_reason: string | null;
  updated_at: string;
}

export const deal: z.ZodType<Deal, Deal> = z.object({
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
export interface Activity {
  id: string;
  company_id: string;
  contact_id: string | null;
  deal_id: string | null;
  owner_id: string;
  kind: (typeof activityKinds)[number];
  happened_on: string;
  subject: string;
  body: string;
  created_at: string;
}

export const activity: z.ZodType<Activity, Activity> = z.object({
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
export interface Template {
  id: string;
  name: string;
  channel: (typeof channels)[number];
  audience: string;
  stage_id: Stage;
  subject: string;
  body: string;
  updated_at: string;
}

export const template: z.ZodType<Template, Template> = z.object({
  id: z.string(),
  name: z.string(),
  channel: z.enum(channels),
  audience: z.string(),
  stage_id: z.enum(stages),
  subject: z.string(),
  body: z.string(),
  updated_at: z.string(),
});

/** A row of the table articles. */
export interface Article {
  id: string;
  title: string;
  topic: string;
  body: string;
  updated_at: string;
}

export const article: z.ZodType<Article, Article> = z.object({
  id: z.string(),
  title: z.string(),
  topic: z.string(),
  body: z.string(),
  updated_at: z.string(),
});
