import { describe, expect, it } from "vitest";
import { openStore } from "../../../../lib/services/crm/store/store.ts";
import { seedRows } from "../../../../lib/services/crm/store/seed.ts";
import { tables } from "../../../../lib/services/crm/store/tables.ts";

describe("the sample data", () => {
  it("is the same each time", () => {
    expect([...seedRows()]).toEqual([...seedRows()]);
  });

  it("fills a dozen tables with thousands of rows, and every column that the catalog names exists", () => {
    const database = openStore();
    let rows = 0;
    for (const table of tables) {
      const columns = table.columns.map((column) => column.name);
      const sample = database.get(`SELECT * FROM ${table.name} LIMIT 1`);
      expect([table.name, ...Object.keys(sample ?? {})]).toEqual([table.name, ...columns]);
      if (table.kind === "table") {
        rows += Number(database.get(`SELECT count(*) AS n FROM ${table.name}`)?.n);
      }
    }
    expect(tables.filter((table) => table.kind === "table").length).toBeGreaterThanOrEqual(12);
    expect(tables.filter((table) => table.kind === "view").length).toBeGreaterThanOrEqual(3);
    expect(rows).toBeGreaterThan(2_000);
    database.close();
  });

  it("points nowhere but to rows that exist", () => {
    const database = openStore();
    expect(database.all("PRAGMA foreign_key_check")).toEqual([]);
    database.close();
  });

  it("names no address outside .example", () => {
    for (const rows of seedRows().values()) {
      for (const value of rows.flat()) {
        if (typeof value !== "string") continue;
        for (const [, host] of value.matchAll(/@([\w.-]+)/g)) expect(host).toMatch(/\.example$/);
        expect(value).not.toMatch(/https?:|\.(com|org|net|io)\b/);
      }
    }
  });

  it("holds the three companies that the Hub knows too", () => {
    const database = openStore();
    const sql = "SELECT id, hub_namespace FROM companies WHERE id IN (?, ?, ?) ORDER BY id";
    const ids = ["harbor-finch", "northwind-robotics", "quillmark"];
    expect(database.all(sql, ids)).toEqual(ids.map((id) => ({ id, hub_namespace: id })));
    database.close();
  });
});
