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
