import type { Database } from "./database.ts";
import { indexAll, searchDdl } from "./search-index.ts";
import { seedRows } from "./seed/generate.ts";
import { tableDdl } from "./table.ts";
import { tables } from "./tables.ts";

/**
 * Idempotency keys stand beside the data so that a write and the memory of it are one transaction.
 * `reply` is the JSON body that was returned.
 */
const ledgerDdl = `CREATE TABLE idempotency_ledger (
  key TEXT PRIMARY KEY NOT NULL,
  fingerprint TEXT NOT NULL,
  status INTEGER NOT NULL,
  reply TEXT NOT NULL
) STRICT;`;

/** Creates all tables in an empty database and fills them with the sample data. */
export function seedDatabase(database: Database): void {
  const rows = seedRows();
  database.transaction(() => {
    database.exec([...tables.map(tableDdl), searchDdl, ledgerDdl].join("\n"));
    for (const table of tables) {
      const tableRows = rows.get(table.name);
      if (tableRows === undefined) continue;
      const fields = table.columns.map((_, position) => `value ->> ${position}`).join(", ");
      const sql = `INSERT INTO ${table.name} SELECT ${fields} FROM json_each(?)`;
      database.run(sql, [JSON.stringify(tableRows)]);
    }
    indexAll(database);
  });
}
