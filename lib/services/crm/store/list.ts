import { type Database, limitByParameter, type Row, type SqlValue } from "./database.ts";
import { decodeCursor, encodeCursor, type Page } from "./page.ts";
import { columnsOf } from "./tables.ts";

/** A list to read a page of. Names come from this program, only values from outside. */
export interface ListQuery {
  /** A table or view with a column `id`. */
  from: string;
  /** Conditions in SQL with `?` for their one value; those without a value are left out. */
  where: readonly (readonly [condition: string, value: SqlValue | undefined])[];
  /** Column that decides the order; `id` breaks ties. */
  orderBy: string;
  descending?: boolean;
  limit: number;
  cursor?: string | undefined;
}

/**
 * Reads one page by key, not by offset: rows that are added or removed meanwhile neither repeat nor
 * hide others. Throws BadCursorError.
 */
export function listPage(database: Database, query: ListQuery): Page<Row> {
  const { from, orderBy, descending = false, limit, cursor } = query;
  const active = query.where.filter(([, value]) => value !== undefined);
  const conditions = active.map(([condition]) => condition);
  const values = active.map(([, value]) => value ?? null);
  const list = [from, active, orderBy, descending];
  const direction = descending ? "DESC" : "ASC";
  if (cursor !== undefined) {
    const after = decodeCursor(list, cursor);
    conditions.push(`(${orderBy}, id) ${descending ? "<" : ">"} (?, ?)`);
    values.push(after[0] ?? null, after[1] ?? null);
  }
  const filter = conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`;
  const order = `ORDER BY ${orderBy} ${direction}, id ${direction} ${limitByParameter}`;
  const rows = database.select(columnsOf(from), `FROM ${from} ${filter} ${order}`, [
    ...values,
    limit + 1,
  ]);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  if (rows.length <= limit || last === undefined) return { items };
  return { items, next: encodeCursor(list, [last[orderBy] ?? null, last.id ?? null]) };
}
