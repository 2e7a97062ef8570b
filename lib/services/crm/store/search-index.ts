import type { Database, SqlValue } from "./database.ts";

/** Kinds of things that full-text search finds. */
export const searchKinds = [
  "company",
  "contact",
  "deal",
  "activity",
  "template",
  "article",
] as const;

export type SearchKind = (typeof searchKinds)[number];

/** `ref` is the row's key; `company_id` the company it belongs to, empty for templates and articles. */
export const searchDdl = `CREATE VIRTUAL TABLE search_index USING fts5(
  title, body, kind UNINDEXED, ref UNINDEXED, company_id UNINDEXED,
  tokenize = 'unicode61 remove_diacritics 2'
);`;

const sources: Record<SearchKind, string> = {
  company:
    "SELECT name, summary || ' ' || industry_id || ' ' || domain, 'company', id, id FROM companies",
  contact: "SELECT name, role || ' ' || email, 'contact', id, company_id FROM contacts",
  deal: "SELECT title, company_id, 'deal', id, company_id FROM deals",
  activity: "SELECT subject, body, 'activity', id, company_id FROM activities",
  template:
    "SELECT name, audience || ' ' || subject || ' ' || body, 'template', id, '' FROM campaign_templates",
  article: "SELECT title, topic || ' ' || body, 'article', id, '' FROM articles",
};

const insert = "INSERT INTO search_index (title, body, kind, ref, company_id)";

/** Fills the index from the tables. */
export function indexAll(database: Database): void {
  for (const kind of searchKinds) database.run(`${insert} ${sources[kind]}`);
}

/** Adds one new row of a kind to the index. */
export function indexRow(database: Database, kind: SearchKind, ref: SqlValue): void {
  database.run(`${insert} ${sources[kind]} WHERE id = ?`, [ref]);
}

/**
 * Turns what a person typed into an FTS5 query in which nothing but words is left: each word quoted,
 * so that no operator, column filter or quote of the input has a meaning; the last word also matches
 * as a beginning. Undefined when there is no word in it.
 */
export function matchExpression(query: string, join: "AND" | "OR"): string | undefined {
  const words = query.match(/[\p{L}\p{N}]+/gu)?.slice(0, 12);
  if (words === undefined) return undefined;
  return words
    .map((word, at) => `"${word}"${at === words.length - 1 ? "*" : ""}`)
    .join(` ${join} `);
}
