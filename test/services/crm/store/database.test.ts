import { describe, expect, it } from "vitest";
import { openDatabase } from "../../../../lib/services/crm/store/database.ts";

const insert = "INSERT INTO things VALUES (?)";

describe("a statement that failed", () => {
  it("works the next time, and does not keep the database from closing", () => {
    const database = openDatabase(":memory:");
    database.exec("CREATE TABLE things (id TEXT PRIMARY KEY) STRICT");
    database.run(insert, ["a"]);
    expect(() => database.run(insert, ["a"])).toThrow(/UNIQUE/);
    expect(database.run(insert, ["b"])).toBe(1);
    expect(() => database.run(insert, ["a"])).toThrow(/UNIQUE/);
    expect(() => database.close()).not.toThrow();
  });

  it("inside a transaction takes the others back with it", () => {
    const database = openDatabase(":memory:");
    database.exec("CREATE TABLE things (id TEXT PRIMARY KEY) STRICT");
    const twice = (): void => {
      database.run(insert, ["a"]);
      database.run(insert, ["a"]);
    };
    expect(() => database.transaction(twice)).toThrow(/UNIQUE/);
    expect(database.all("SELECT id FROM things")).toEqual([]);
    database.close();
  });
});

describe("select", () => {
  it("gives the same rows as value by value, whatever they hold", () => {
    const database = openDatabase(":memory:");
    database.exec("CREATE TABLE things (id TEXT, size REAL, count INTEGER, note TEXT) STRICT");
    const rows = [
      ["plain", 1.5, 3, null],
      ['"quoted"\\ and\nbroken\u2028line', 0.1 + 0.2, -(2 ** 40), "é 漢 😀 \u0001"],
      ["", 12, 0, "null"],
    ];
    for (const row of rows) database.run("INSERT INTO things VALUES (?, ?, ?, ?)", row);
    const selected = database.select(
      ["note", "count", "size", "id"],
      "FROM things WHERE count < ?",
      [4],
    );
    expect(selected).toEqual(
      database.all("SELECT note, count, size, id FROM things WHERE count < 4"),
    );
    expect(selected.map(({ id, size, count, note }) => [id, size, count, note])).toEqual(rows);
    database.close();
  });
});
