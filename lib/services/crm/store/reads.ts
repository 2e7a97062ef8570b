import { type Database, limitByParameter, type Row } from "./database.ts";
import { columnsOf, tables } from "./tables.ts";
import type { Table } from "./table.ts";

/** How many contacts, deals and activities a brief holds at most. */
const BRIEF_ROWS = 10;

/** The row of a table with this key; undefined when there is none. */
export function rowById(
  database: Database,
  table: "companies" | "contacts" | "deals" | "campaign_templates" | "articles" | "owners",
  id: string,
): Row | undefined {
  return database.get(`SELECT * FROM ${table} WHERE id = ?`, [id]);
}

/**
 * A company with what a colleague asks for first, the newest activities among it; undefined when there
 * is no such company.
 */
export function accountBrief(database: Database, id: string) {
  const company = rowById(database, "companies", id);
  const overview = database.get("SELECT * FROM account_overview WHERE company_id = ?", [id]);
  if (company === undefined || overview === undefined) return undefined;
  const list = (from: string, order: string): Row[] =>
    database.select(
      columnsOf(from),
      `FROM ${from} WHERE company_id = ? ORDER BY ${order} ${limitByParameter}`,
      [id, BRIEF_ROWS],
    );
  return {
    company,
    overview,
    contacts: list("contacts", "id"),
    open_deals: list("open_deals", "amount_eur DESC, id"),
    recent_activities: list("activities", "happened_on DESC, id DESC"),
  };
}

/** Number and value of deals at each stage, in the pipeline's order. */
export function pipeline(database: Database): Row[] {
  return database.all("SELECT * FROM pipeline_by_stage ORDER BY position");
}

/** Every table and view as the catalog shows it: its definition and how many rows it has now. */
export function describeTables(
  database: Database,
): (Omit<Table, "select" | "indexes"> & { rows: number })[] {
  return tables.map(({ name, kind, title, description, columns }) => {
    const count = database.get(`SELECT count(*) AS n FROM ${name}`)?.n;
    return { name, kind, title, description, columns, rows: Number(count) };
  });
}

/** Keys that begin with `prefix`, for completion; at most `limit`. */
export function keysWithPrefix(
  database: Database,
  table: "companies" | "contacts" | "deals",
  prefix: string,
  options: { companyId?: string | undefined; limit: number },
): { ids: string[]; total: number } {
  const own = options.companyId === undefined || table === "companies" ? "" : "AND company_id = ?";
  const values =
    own === "" ? [prefix.length, prefix] : [prefix.length, prefix, options.companyId ?? null];
  const filter = `FROM ${table} WHERE substr(id, 1, ?) = ? ${own}`;
  const rows = database.all(`SELECT id ${filter} ORDER BY id ${limitByParameter}`, [
    ...values,
    options.limit,
  ]);
  const total = Number(database.get(`SELECT count(*) AS n ${filter}`, values)?.n);
  return { ids: rows.map((row) => String(row.id)), total };
}
