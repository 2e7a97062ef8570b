import { z } from "zod";
import { searchKinds } from "../store/search-index.ts";

/** What the REST API returns. The client parses every reply with these. */

export const regions = ["emea", "americas", "apac"] as const;
export const statuses = ["prospect", "customer", "former"] as const;
export const maturities = ["none", "exploring", "piloting", "production"] as const;
export const stages = ["qualify", "discover", "propose", "negotiate", "won", "lost"] as const;
export const activityKinds = ["call", "email", "meeting", "demo", "note"] as const;

const day = z.iso.date();

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

export const contact = z.object({
  id: z.string(),
  company_id: z.string(),
  name: z.string(),
  role: z.string(),
  seniority: z.enum(["executive", "director", "manager", "specialist"]),
  email: z.string(),
  may_email: z.number(),
  created_at: z.string(),
});

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

export const openDeal = z.object({
  id: z.string(),
  company_id: z.string(),
  company_name: z.string(),
  owner_id: z.string(),
  title: z.string(),
  stage_id: z.enum(stages),
  amount_eur: z.number(),
  weighted_eur: z.number(),
  expected_close_on: day,
});

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

export const stageSummary = z.object({
  stage_id: z.enum(stages),
  position: z.number(),
  deals: z.number(),
  amount_eur: z.number(),
  weighted_eur: z.number(),
});

export const accountBrief = z.object({
  company,
  overview: z.object({
    company_id: z.string(),
    name: z.string(),
    contacts: z.number(),
    open_deals: z.number(),
    open_amount_eur: z.number(),
    last_activity_on: day.nullable(),
  }),
  contacts: z.array(contact),
  open_deals: z.array(openDeal),
  recent_activities: z.array(activity),
});

export const template = z.object({
  id: z.string(),
  name: z.string(),
  channel: z.enum(["email", "call", "letter"]),
  audience: z.string(),
  stage_id: z.enum(stages),
  subject: z.string(),
  body: z.string(),
  updated_at: z.string(),
});

const article = z.object({
  id: z.string(),
  title: z.string(),
  topic: z.string(),
  body: z.string(),
  updated_at: z.string(),
});

const tableDescription = z.object({
  name: z.string(),
  kind: z.enum(["table", "view"]),
  title: z.string(),
  description: z.string(),
  columns: z.array(
    z.object({
      name: z.string(),
      type: z.enum(["text", "integer", "real"]),
      description: z.string(),
      nullable: z.literal(true).optional(),
      key: z.literal(true).optional(),
      references: z.string().optional(),
      values: z.array(z.string()).optional(),
    }),
  ),
  rows: z.number(),
});

export const searchHit = z.object({
  kind: z.enum(searchKinds),
  id: z.string(),
  title: z.string(),
  company_id: z.string(),
  excerpt: z.string(),
});

export const keyList = z.object({ ids: z.array(z.string()), total: z.number() });

/** A page of a list of these items. */
export const pageOf = <T extends z.ZodType>(
  item: T,
): z.ZodObject<{ items: z.ZodArray<T>; next: z.ZodOptional<z.ZodString> }> =>
  z.object({ items: z.array(item), next: z.string().optional() });

/** A page of search hits. */
export const searchPage = pageOf(searchHit).extend({ matched: z.enum(["all-words", "any-word"]) });

/** Everything the catalog is made of. */
export const content = z.object({
  tables: z.array(tableDescription),
  templates: z.array(template),
  articles: z.array(article),
});

/** The body of an error. */
export const errorBody = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    field: z.string().optional(),
    allowed: z.array(z.string()).optional(),
    required_permission: z.string().optional(),
  }),
  request_id: z.string().optional(),
});

export type Company = z.infer<typeof company>;
export type AccountBrief = z.infer<typeof accountBrief>;
export type Template = z.infer<typeof template>;
export type Article = z.infer<typeof article>;
export type TableDescription = z.infer<typeof tableDescription>;
export type SearchHit = z.infer<typeof searchHit>;
export type Content = z.infer<typeof content>;
