import { z } from "zod";
import { searchKinds } from "../store/search-index.ts";
import { activity, article, company, contact, stages, template } from "./shapes.ts";

/** What the REST API puts together from records. */

/** A row of the view open_deals. */
export const openDeal = z.object({
  id: z.string(),
  company_id: z.string(),
  company_name: z.string(),
  owner_id: z.string(),
  title: z.string(),
  stage_id: z.enum(stages),
  amount_eur: z.number(),
  weighted_eur: z.number(),
  expected_close_on: z.iso.date(),
});

/** A row of the view pipeline_by_stage. */
export const stageSummary = z.object({
  stage_id: z.enum(stages),
  position: z.number(),
  deals: z.number(),
  amount_eur: z.number(),
  weighted_eur: z.number(),
});

/** A row of the view account_overview. */
export const accountOverview = z.object({
  company_id: z.string(),
  name: z.string(),
  contacts: z.number(),
  open_deals: z.number(),
  open_amount_eur: z.number(),
  last_activity_on: z.iso.date().nullable(),
});

/** A company with what a colleague asks for first. */
export const accountBrief = z.object({
  company,
  overview: accountOverview,
  contacts: z.array(contact),
  open_deals: z.array(openDeal),
  recent_activities: z.array(activity),
});
export type AccountBrief = z.infer<typeof accountBrief>;

/** Something that full-text search found. */
const searchHit = z.object({
  kind: z.enum(searchKinds),
  id: z.string(),
  title: z.string(),
  company_id: z.string(),
  excerpt: z.string(),
});
export type SearchHit = z.infer<typeof searchHit>;

/** A page of a list of these items; `next` is absent on the last. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().optional() });

/** A page of search hits. */
export const searchPage = pageOf(searchHit).extend({ matched: z.enum(["all-words", "any-word"]) });

/** Keys that begin as asked, and how many there are. */
export const keyList = z.object({ ids: z.array(z.string()), total: z.number() });

/** A table or view as the catalog shows it. */
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
export type TableDescription = z.infer<typeof tableDescription>;

/** Everything the catalog is made of. */
export const content = z.object({
  tables: z.array(tableDescription),
  templates: z.array(template),
  articles: z.array(article),
});
export type Content = z.infer<typeof content>;

/** The body of an error. */
export const errorBody = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    customer_message: z.string().optional(),
    field: z.string().optional(),
    allowed: z.array(z.string()).optional(),
    required_permission: z.string().optional(),
  }),
});
