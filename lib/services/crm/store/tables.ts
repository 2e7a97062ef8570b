import type { Table } from "./table.ts";
import { accountTables } from "./tables/accounts.ts";
import { contentTables, views } from "./tables/content.ts";
import { salesTables } from "./tables/sales.ts";

/** Every table and view of the CRM, in an order in which they can be created and filled. */
export const tables: readonly Table[] = [
  ...accountTables,
  ...salesTables,
  ...contentTables,
  ...views,
];

const columns = new Map(
  tables.map((table) => [table.name, table.columns.map((column) => column.name)]),
);

/** The names of the columns of a table or view, in its order. */
export function columnsOf(table: string): readonly string[] {
  const names = columns.get(table);
  if (names === undefined) throw new Error(`There is no table ${table}.`);
  return names;
}
