import { afterAll } from "vitest";
import type { Database } from "../../../../lib/services/crm/store/database.ts";
import { openStore } from "../../../../lib/services/crm/store/store.ts";

/** Stores with the sample data that no test has changed. */
const untouched: Database[] = [];

afterAll(() => {
  for (const database of untouched.splice(0)) database.close();
});

/** Moves with every row written and every table changed. */
function mark(database: Database): string {
  const { n } = database.get("SELECT total_changes() AS n") ?? {};
  const { schema_version: version } = database.get("PRAGMA schema_version") ?? {};
  return `${n}/${version}`;
}

/**
 * A store with the sample data, and how to give it back. Filling one takes longer than most tests, so
 * one that came back unchanged is used again, and a changed one is not.
 */
export function borrowStore(): { database: Database; giveBack: () => void } {
  const database = untouched.pop() ?? openStore();
  const before = mark(database);
  return {
    database,
    giveBack: () => {
      if (mark(database) === before) untouched.push(database);
      else database.close();
    },
  };
}
