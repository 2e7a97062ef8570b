import { z } from "zod";
import { listPage } from "../store/list.ts";
import type { Row } from "../store/database.ts";
import { BadCursorError, type Page } from "../store/page.ts";
import { accountBrief, describeTables, keysWithPrefix, pipeline, rowById } from "../store/reads.ts";
import { searchKinds } from "../store/search-index.ts";
import { search } from "../store/search.ts";
import { type ApiReply, ok } from "./api-call.ts";
import { ApiError } from "./api-error.ts";
import { pageCursor, pageLimit, parseInput } from "./inputs.ts";
import type { Route, RouteCall } from "./route.ts";
import { maturities, regions, stages, statuses } from "./shapes.ts";

const companyFilter = z.strictObject({
  industry_id: z.string().max(50).optional(),
  region: z.enum(regions).optional(),
  status: z.enum(statuses).optional(),
  ai_maturity: z.enum(maturities).optional(),
  owner_id: z.string().max(50).optional(),
  hub_namespace: z.string().max(100).optional(),
  on_hub: z.enum(["yes"]).optional(),
  min_employees: z.coerce.number().int().min(0).optional(),
  max_employees: z.coerce.number().int().min(0).optional(),
  limit: pageLimit,
  cursor: pageCursor,
});

const dealFilter = z.strictObject({
  company_id: z.string().max(100).optional(),
  owner_id: z.string().max(50).optional(),
  stage_id: z.enum(stages).optional(),
  min_amount_eur: z.coerce.number().int().min(0).optional(),
  limit: pageLimit,
  cursor: pageCursor,
});

const ownFilter = z.strictObject({
  company_id: z.string().max(100).optional(),
  limit: pageLimit,
  cursor: pageCursor,
});

const searchInput = z.strictObject({
  q: z.string().min(1).max(200),
  kinds: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(z.enum(searchKinds)))
    .optional(),
  limit: pageLimit,
  cursor: pageCursor,
});

const keysInput = z.strictObject({
  prefix: z.string().max(100).default(""),
  company_id: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

const noInput = z.strictObject({});

const missing = (what: string, id: string | undefined): ApiError =>
  new ApiError("not_found", `There is no ${what} ${id}.`, { field: "id" });

/** Reads a page; a cursor that is not ours becomes an error of the API. */
function page(read: () => Page<Row>): ApiReply {
  try {
    return ok(read());
  } catch (error) {
    if (!(error instanceof BadCursorError)) throw error;
    throw new ApiError("bad_request", error.message, { field: "cursor" });
  }
}

function companies({ database, query }: RouteCall): ApiReply {
  const filter = parseInput(companyFilter, query, "bad_request");
  return page(() =>
    listPage(database, {
      from: "companies",
      where: [
        ["industry_id = ?", filter.industry_id],
        ["region = ?", filter.region],
        ["status = ?", filter.status],
        ["ai_maturity = ?", filter.ai_maturity],
        ["owner_id = ?", filter.owner_id],
        ["hub_namespace = ?", filter.hub_namespace],
        ["(hub_namespace IS NOT NULL) = ?", filter.on_hub === undefined ? undefined : 1],
        ["employees >= ?", filter.min_employees],
        ["employees <= ?", filter.max_employees],
      ],
      orderBy: "name",
      limit: filter.limit,
      cursor: filter.cursor,
    }),
  );
}

function deals({ database, query }: RouteCall): ApiReply {
  const filter = parseInput(dealFilter, query, "bad_request");
  return page(() =>
    listPage(database, {
      from: "deals",
      where: [
        ["company_id = ?", filter.company_id],
        ["owner_id = ?", filter.owner_id],
        ["stage_id = ?", filter.stage_id],
        ["amount_eur >= ?", filter.min_amount_eur],
      ],
      orderBy: "amount_eur",
      descending: true,
      limit: filter.limit,
      cursor: filter.cursor,
    }),
  );
}

const ownList =
  (from: "contacts" | "activities", orderBy: string, descending: boolean) =>
  ({ database, query }: RouteCall): ApiReply => {
    const { company_id, limit, cursor } = parseInput(ownFilter, query, "bad_request");
    const where = [["company_id = ?", company_id]] as const;
    return page(() => listPage(database, { from, where, orderBy, descending, limit, cursor }));
  };

const one =
  (table: "companies" | "contacts" | "deals" | "campaign_templates" | "articles", what: string) =>
  ({ database, path }: RouteCall): ApiReply => {
    const row = rowById(database, table, path.id ?? "");
    if (row === undefined) throw missing(what, path.id);
    return ok(row);
  };

const keys =
  (table: "companies" | "contacts" | "deals") =>
  ({ database, query }: RouteCall): ApiReply => {
    const { prefix, company_id, limit } = parseInput(keysInput, query, "bad_request");
    return ok(keysWithPrefix(database, table, prefix, { companyId: company_id, limit }));
  };

function brief({ database, path }: RouteCall): ApiReply {
  const found = accountBrief(database, path.id ?? "");
  if (found === undefined) throw missing("company", path.id);
  return ok(found);
}

function find({ database, query }: RouteCall): ApiReply {
  const { q, kinds = [], limit, cursor } = parseInput(searchInput, query, "bad_request");
  return page(() => search(database, { text: q, kinds, limit, cursor }));
}

function content({ database, query }: RouteCall): ApiReply {
  parseInput(noInput, query, "bad_request");
  return ok({
    tables: describeTables(database),
    templates: database.all("SELECT * FROM campaign_templates ORDER BY id"),
    articles: database.all("SELECT * FROM articles ORDER BY id"),
  });
}

/** Operations that change nothing. */
export const readRoutes: readonly Route[] = [
  { method: "GET", pattern: "/search", answer: find },
  { method: "GET", pattern: "/content", answer: content },
  {
    method: "GET",
    pattern: "/pipeline",
    answer: ({ database }) => ok(pipeline(database)),
  },
  { method: "GET", pattern: "/companies", answer: companies },
  { method: "GET", pattern: "/companies/:id", answer: one("companies", "company") },
  { method: "GET", pattern: "/companies/:id/brief", answer: brief },
  { method: "GET", pattern: "/contacts", answer: ownList("contacts", "name", false) },
  { method: "GET", pattern: "/contacts/:id", answer: one("contacts", "contact") },
  { method: "GET", pattern: "/deals", answer: deals },
  { method: "GET", pattern: "/deals/:id", answer: one("deals", "deal") },
  { method: "GET", pattern: "/activities", answer: ownList("activities", "happened_on", true) },
  { method: "GET", pattern: "/templates/:id", answer: one("campaign_templates", "template") },
  { method: "GET", pattern: "/articles/:id", answer: one("articles", "article") },
  { method: "GET", pattern: "/keys/companies", answer: keys("companies") },
  { method: "GET", pattern: "/keys/contacts", answer: keys("contacts") },
  { method: "GET", pattern: "/keys/deals", answer: keys("deals") },
];
