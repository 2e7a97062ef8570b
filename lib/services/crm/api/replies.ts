import { z } from "zod";
import { type SearchKind, searchKinds } from "../store/search-index.ts";
import type { Column, Table } from "../store/table.ts";
import {
  type Activity,
  activity,
  type Article,
  article,
  type Company,
  company,
  type Contact,
  contact,
  type Deal,
  stages,
  type Template,
  template,
} from "./shapes.ts";

/** What the REST API puts together from records. */

type Stage = Deal["stage_id"];

/** A row of the view open_deals. */
export interface OpenDeal {
  id: string;
  company_id: string;
  company_name: string;
  owner_id: string;
  title: string;
  stage_id: Stage;
  amount_eur: number;
  weighted_eur: number;
  expected_close_on: string;
}

export const openDeal: z.ZodType<OpenDeal, OpenDeal> = z.object({
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
export interface StageSummary {
  stage_id: Stage;
  position: number;
  deals: number;
  amount_eur: number;
  weighted_eur: number;
}

export const stageSummary: z.ZodType<StageSummary, StageSummary> = z.object({
  stage_id: z.enum(stages),
  position: z.number(),
  deals: z.number(),
  amount_eur: z.number(),
  weighted_eur: z.number(),
});

/** A row of the view account_overview. */
export interface AccountOverview {
  company_id: string;
  name: string;
  contacts: number;
  open_deals: number;
  open_amount_eur: number;
  last_activity_on: string | null;
}

export const accountOverview: z.ZodType<AccountOverview, AccountOverview> = z.object({
  company_id: z.string(),
  name: z.string(),
  contacts: z.number(),
  open_deals: z.number(),
  open_amount_eur: z.number(),
  last_activity_on: z.iso.date().nullable(),
});

/** A company with what a colleague asks for first. */
export interface AccountBrief {
  company: Company;
  overview: AccountOverview;
  contacts: Contact[];
  open_deals: OpenDeal[];
  recent_activities: Activity[];
}

export const accountBrief: z.ZodType<AccountBrief> = z.object({
  company,
  overview: accountOverview,
  contacts: z.array(contact),
  open_deals: z.array(openDeal),
  recent_activities: z.array(activity),
});

/** Something that full-text search found. */
export interface SearchHit {
  kind: SearchKind;
  id: string;
  title: string;
  /** Empty for templates and articles. */
  company_id: string;
  excerpt: string;
}

const searchHit: z.ZodType<SearchHit> = z.object({
  kind: z.enum(searchKinds),
  id: z.string(),
  title: z.string(),
  company_id: z.string(),
  excerpt: z.string(),
});

/** A page of a list; `next` is absent on the last. */
export interface ReplyPage<T> {
  items: T[];
  next?: string | undefined;
}

/** A page of a list of these items. */
export const pageOf = <T>(item: z.ZodType<T>): z.ZodType<ReplyPage<T>> =>
  z.object({ items: z.array(item), next: z.string().optional() });

/** A page of search hits. */
export const searchPage: z.ZodType<ReplyPage<SearchHit> & { matched: "all-words" | "any-word" }> =
  z.object({
    items: z.array(searchHit),
    next: z.string().optional(),
    matched: z.enum(["all-words", "any-word"]),
  });

/** Keys that begin as asked, and how many there are. */
export const keyList: z.ZodType<{ ids: string[]; total: number }> = z.object({
  ids: z.array(z.string()),
  total: z.number(),
});

/** A table or view as the catalog shows it. */
export type TableDescription = Pick<Table, "name" | "kind" | "title" | "description"> & {
  columns: ColumnDescription[];
  rows: number;
};

type ColumnDescription = Pick<Column, "name" | "type" | "description"> & {
  nullable?: true | undefined;
  key?: true | undefined;
  references?: string | undefined;
  values?: string[] | undefined;
};

const tableDescription: z.ZodType<TableDescription> = z.object({
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

/** Everything the catalog is made of. */
export interface Content {
  tables: TableDescription[];
  templates: Template[];
  articles: Article[];
}

export const content: z.ZodType<Content> = z.object({
  tables: z.array(tableDescription),
  templates: z.array(template),
  articles: z.array(article),
});

/** The body of an error. */
export interface ErrorBody {
  error: {
    code: string;
    message: string;
    field?: string | undefined;
    allowed?: string[] | undefined;
    required_permission?: string | undefined;
  };
}

export const errorBody: z.ZodType<ErrorBody> = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    field: z.string().optional(),
    allowed: z.array(z.string()).optional(),
    required_permission: z.string().optional(),
  }),
});
