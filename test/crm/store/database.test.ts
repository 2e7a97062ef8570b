import { describe, expect, it } from "vitest";
import { openDatabase } from "../../../lib/crm/store/database.ts";

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
