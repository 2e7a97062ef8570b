import type { Database } from "./database.ts";
import { indexAll, searchDdl } from "./search-index.ts";
import { addAccounts } from "./seed/accounts.ts";
import { articles } from "./seed/articles.ts";
import { createRandom } from "../../../base/random.ts";
import { dealStages, industries, owners, services } from "./seed/reference.ts";
import { addSales } from "./seed/sales.ts";
import { SEED_STAMP, type SeedRow, Sheet } from "./seed/sheet.ts";
import { templates } from "./seed/templates.ts";
import { tableDdl } from "./table.ts";
import { tables } from "./tables.ts";

/**
 * Idempotency keys are beside the data so that a write and the memory of it are one transaction.
 * `reply` is the JSON body that was returned.
 */
const ledgerDdl = `CREATE TABLE idempotency_ledger (
  key TEXT PRIMARY KEY NOT NULL,
  fingerprint TEXT NOT NULL,
  status INTEGER NOT NULL,
  reply TEXT NOT NULL
) STRICT;`;

/** Rows in one statement: fewer crossings into WebAssembly, far from SQLite's limit on parameters. */
const ROWS_AT_ONCE = 100;

function fill(database: Database, table: string, rows: readonly SeedRow[]): void {
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    const some = rows.slice(start, start + ROWS_AT_ONCE);
    const places = some.map((row) => `(${row.map(() => "?").join(", ")})`).join(", ");
    database.run(`INSERT INTO ${table} VALUES ${places}`, some.flat());
  }
}

/**
 * Every row of the sample data, by table, columns in the table's order. The same on each call and
 * each machine: companies, people and numbers come from one seeded stream.
 */
export function seedRows(): ReadonlyMap<string, readonly SeedRow[]> {
  const sheet = new Sheet();
  const random = createRandom(20_260_930);
  for (const row of industries) sheet.add("industries", row);
  for (const row of owners) sheet.add("owners", row);
  for (const row of services) sheet.add("services", row);
  for (const row of dealStages) sheet.add("deal_stages", row);
  for (const { id, name, channel, audience, stage, subject, body } of templates) {
    const row = [id, name, channel, audience, stage, subject, body, SEED_STAMP];
    sheet.add("campaign_templates", row);
  }
  for (const { id, title, topic, body } of articles) {
    sheet.add("articles", [id, title, topic, body, SEED_STAMP]);
  }
  addSales(sheet, random, addAccounts(sheet, random));
  return sheet.rows;
}

/** Creates all tables in an empty database and fills them with the sample data. */
export function seedDatabase(database: Database): void {
  const rows = seedRows();
  // The sample data is known to be whole; checking each row would take as long as writing it.
  database.exec("PRAGMA foreign_keys = OFF");
  database.transaction(() => {
    database.exec([...tables.map(tableDdl), searchDdl, ledgerDdl].join("\n"));
    for (const { name } of tables) fill(database, name, rows.get(name) ?? []);
    indexAll(database);
  });
  database.exec("PRAGMA foreign_keys = ON");
}
