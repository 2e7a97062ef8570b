import { addAccounts } from "./accounts.ts";
import { articles } from "./articles.ts";
import { createRandom } from "../../../../base/random.ts";
import { dealStages, industries, owners, services } from "./reference.ts";
import { addSales } from "./sales.ts";
import { SEED_STAMP, type SeedRow, Sheet } from "./sheet.ts";
import { templates } from "./templates.ts";

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
