import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStore } from "../../../../lib/services/crm/store/store.ts";

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "crm-store-"));
  file = join(folder, "crm.db");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The id of a process that has ended. */
const deadProcess = (): number =>
  Number(execFileSync(process.execPath, ["-p", "process.pid"], { encoding: "utf8" }));

const companies = (path: string): number => {
  const database = openStore(path);
  const count = Number(database.get("SELECT count(*) AS n FROM companies")?.n);
  database.close();
  return count;
};

describe("a store in a file", () => {
  it("keeps what was written, and seeds only once", () => {
    const first = openStore(file);
    first.run("UPDATE companies SET name = ? WHERE id = ?", ["Renamed", "quillmark"]);
    first.close();
    const second = openStore(file);
    expect(second.get("SELECT name FROM companies WHERE id = 'quillmark'")?.name).toBe("Renamed");
    second.close();
    expect(existsSync(`${file}.holder`)).toBe(false);
  });

  it("is held by one process at a time, and says by which", () => {
    const first = openStore(file);
    expect(() => openStore(file)).toThrowError(
      expect.objectContaining({
        code: "crm-store-locked",
        message: expect.stringContaining(String(process.pid)),
      }),
    );
    expect(first.get("SELECT 1 AS one")).toEqual({ one: 1 });
    first.close();
    expect(companies(file)).toBeGreaterThan(100);
  });

  it("opens again after its holder was killed", () => {
    expect(companies(file)).toBeGreaterThan(100);
    writeFileSync(`${file}.holder`, String(deadProcess()));
    mkdirSync(`${file}.lock`);
    expect(companies(file)).toBeGreaterThan(100);
  });

  it("is not fooled by the half of a database that a killed process left", () => {
    writeFileSync(`${file}.new`, "half");
    mkdirSync(`${file}.new.lock`);
    expect(companies(file)).toBeGreaterThan(100);
    expect(existsSync(`${file}.new`)).toBe(false);
  });

  it.each([
    ["a folder that does not exist", () => join(folder, "none", "crm.db")],
    ["a folder", () => folder],
    [
      "a file that is no database",
      () => {
        writeFileSync(file, "This is not a database. ".repeat(100));
        return file;
      },
    ],
  ])("says that %s cannot be used, and leaves nothing behind", (_, where) => {
    const path = where();
    expect(() => openStore(path)).toThrowError(
      expect.objectContaining({ code: "crm-store-unusable" }),
    );
    expect(existsSync(`${path}.holder`)).toBe(false);
  });

  it("says that a read-only folder cannot be used", () => {
    chmodSync(folder, 0o555);
    // The superuser may write anywhere, so this is tried as somebody else.
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.(65_534);
    try {
      expect(() => openStore(file)).toThrowError(
        expect.objectContaining({ code: "crm-store-unusable" }),
      );
    } finally {
      if (isRoot) process.seteuid?.(0);
      chmodSync(folder, 0o755);
    }
  });

  it("lets only one of two starters take over from a dead one", async () => {
    expect(companies(file)).toBeGreaterThan(100);
    const sleeper = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60000)"]);
    writeFileSync(`${file}.holder`, String(sleeper.pid));
    expect(() => openStore(file)).toThrowError(/in use/);
    sleeper.kill("SIGKILL");
    await once(sleeper, "exit");
    expect(companies(file)).toBeGreaterThan(100);
  });
});
