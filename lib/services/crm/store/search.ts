import { type Database, limitByParameter, type Row, type SqlValue } from "./database.ts";
import { decodeCursor, encodeCursor, type Page } from "./page.ts";
import { matchExpression, type SearchKind } from "./search-index.ts";

/** What to search for. */
export interface SearchQuery {
  /** Words as typed; anything that is not a letter or digit separates them. */
  text: string;
  /** Kinds to look among; all when empty. */
  kinds: readonly SearchKind[];
  limit: number;
  cursor?: string | undefined;
}

/** A page of hits, best first, and whether every word had to match or, for want of hits, any. */
export interface SearchPage extends Page<Row> {
  matched: "all-words" | "any-word";
}

const select = `SELECT kind, ref AS id, title, company_id,
  snippet(search_index, 1, '', '', ' … ', 16) AS excerpt FROM search_index`;

function hits(database: Database, expression: string, query: SearchQuery, offset: number): Row[] {
  const kinds = query.kinds.map(() => "?").join(", ");
  const filter = kinds === "" ? "" : `AND kind IN (${kinds})`;
  const values: SqlValue[] = [expression, ...query.kinds, query.limit + 1, offset];
  const order = `ORDER BY bm25(search_index, 8.0, 1.0), ref ${limitByParameter} OFFSET ?`;
  return database.all(`${select} WHERE search_index MATCH ? ${filter} ${order}`, values);
}

/** Full-text search. Text without a word finds nothing. Throws BadCursorError. */
export function search(database: Database, query: SearchQuery): SearchPage {
  const list = ["search", query.text, query.kinds];
  const [offset = 0, join = "AND"] =
    query.cursor === undefined ? [] : decodeCursor(list, query.cursor);
  const start = Number(offset);
  for (const how of start === 0
    ? (["AND", "OR"] as const)
    : ([join === "OR" ? "OR" : "AND"] as const)) {
    const expression = matchExpression(query.text, how);
    if (expression === undefined) break;
    const rows = hits(database, expression, query, start);
    if (rows.length === 0 && how === "AND" && start === 0) continue;
    const page: SearchPage = {
      items: rows.slice(0, query.limit),
      matched: how === "AND" ? "all-words" : "any-word",
    };
    if (rows.length > query.limit) page.next = encodeCursor(list, [start + query.limit, how]);
    return page;
  }
  return { items: [], matched: "all-words" };
}
