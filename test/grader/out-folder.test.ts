import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { refuseMixed, takeOut, unpackedIn } from "../../lib/grader/out-folder.ts";
import { KeptResults } from "../../lib/grader/results.ts";
import { OWN_FOLDERS } from "../../lib/grader/report/write.ts";
import { graded, notGradable } from "./report/samples.ts";

let place: string;
let out: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), "out-folder-"));
  out = join(place, "graded");
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

describe("a folder that reports go to", () => {
  it("is one run's at a time, and free again when that has ended", async () => {
    mkdirSync(out);
    const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    writeFileSync(join(out, ".running"), String(other.pid));
    expect(() => takeOut(out)).toThrow(expect.objectContaining({ code: "out-in-use", where: out }));
    other.kill("SIGKILL");
    await once(other, "exit");
    takeOut(out)();
    takeOut(out)();
    expect(readdirSync(out)).toEqual([]);
  });

  it("is cleared of what a killed run had unpacked, and of nothing else", () => {
    mkdirSync(join(out, ".unpacked-1", "0"), { recursive: true });
    mkdirSync(join(out, "feedback", "ada"), { recursive: true });
    writeFileSync(join(out, "marks.csv"), "mine");
    const dead = spawnSync(process.execPath, ["-p", "process.pid"], { encoding: "utf8" });
    writeFileSync(join(out, ".running"), dead.stdout.trim());
    const giveBack = takeOut(out);
    expect(readdirSync(out).toSorted()).toEqual([".running", "feedback", "marks.csv"]);
    giveBack();
  });

  it.each(["", "forged", "-1", "99999999999", "1e3"])(
    "is taken where its mark says %j, which is no process",
    (text) => {
      mkdirSync(out);
      writeFileSync(join(out, ".running"), text);
      const giveBack = takeOut(out);
      expect(readFileSync(join(out, ".running"), "utf8")).toBe(String(process.pid));
      giveBack();
    },
  );

  it("has a place for what is unpacked that no other process has", () => {
    expect(unpackedIn(out)).toBe(join(out, `.unpacked-${process.pid}`));
  });

  it.each([
    ["the submissions themselves", ""],
    ["the folder above those named like the reports' own", "feedback"],
    ["the folder above those named like the kept results", ".results/x"],
  ])("may not mix with submissions: %s", (_what, submissions) => {
    expect(() => refuseMixed(out, join(out, submissions), OWN_FOLDERS)).toThrow(
      expect.objectContaining({ code: "out-in-submissions" }),
    );
  });

  it.each([
    ["above them", "class"],
    ["beside them", "../class"],
    ["among them", ".."],
  ])("may be %s", (_where, submissions) => {
    expect(() => refuseMixed(out, join(out, submissions), OWN_FOLDERS)).not.toThrow();
  });
});

/** The one file of a kept result. */
function fileOf(folder: string): string {
  const [name = ""] = readdirSync(join(folder, ".results"));
  return join(folder, ".results", name);
}

/** What is kept, as it was sealed. */
function sealed(): { key: string; submission: object; seal: string } {
  return JSON.parse(readFileSync(fileOf(out), "utf8"));
}

describe("a kept result", () => {
  const PATH = "ada/03-env-config.ipynb";
  const full = graded("ada", "03-env-config");
  const none = notGradable("ada", "03-env-config", "no");

  it("is found again by the same project with the same key, and with no other", () => {
    new KeptResults(out, place).keep(PATH, "key", full);
    expect(new KeptResults(out, place).find(PATH, "key")).toEqual(full);
    expect(new KeptResults(out, place).find(PATH, "another key")).toBeUndefined();
    expect(new KeptResults(out, join(place, "another")).find(PATH, "key")).toBeUndefined();
    expect(new KeptResults(out, place).find("../graded/x", "key")).toBeUndefined();
  });

  it.each<[string, () => string]>([
    ["has other points", () => JSON.stringify({ ...sealed(), submission: full })],
    ["has another key", () => JSON.stringify({ ...sealed(), key: "forged" })],
    ["has no seal", () => JSON.stringify({ key: "key", submission: full })],
    ["has a seal that is none", () => JSON.stringify({ ...sealed(), seal: { length: 32 } })],
    ["has fields more", () => JSON.stringify({ ...sealed(), more: 1 })],
    ["is cut", () => readFileSync(fileOf(out), "utf8").slice(0, -9)],
    ["is empty", () => ""],
    ["is a list", () => "[]"],
    ["is null", () => "null"],
    [
      "is nested too deep",
      () => `{"key":"key","seal":"","submission":${"[".repeat(5_000)}${"]".repeat(5_000)}}`,
    ],
    ["is nested without end", () => "[".repeat(1_000_000) + "]".repeat(1_000_000)],
  ])("that somebody put there and that %s is not taken, and is replaced", (_what, forged) => {
    const results = new KeptResults(out, place);
    results.keep(PATH, "key", none);
    writeFileSync(fileOf(out), forged());
    expect(results.find(PATH, "key")).toBeUndefined();
    expect(results.find(PATH, "forged")).toBeUndefined();
    results.keep(PATH, "key", none);
    expect(results.find(PATH, "key")).toEqual(none);
  });

  it.each<[string, (file: string) => void]>([
    ["a folder", (file) => mkdirSync(join(file, "x"), { recursive: true })],
    ["a link", (file) => symlinkSync(join(place, "elsewhere"), file)],
  ])("replaces %s in its place, and writes nowhere else", (_what, put) => {
    const results = new KeptResults(out, place);
    results.keep(PATH, "key", none);
    const file = fileOf(out);
    rmSync(file);
    writeFileSync(join(place, "elsewhere"), "mine");
    put(file);
    results.keep(PATH, "key", full);
    expect(results.find(PATH, "key")).toEqual(full);
    expect(readFileSync(join(place, "elsewhere"), "utf8")).toBe("mine");
  });

  it("is sealed with what nobody else may read", () => {
    new KeptResults(out, place).keep(PATH, "key", none);
    const key = join(place, ".lab", "grader", "results.key");
    expect(existsSync(key)).toBe(true);
    expect(readFileSync(fileOf(out), "utf8")).not.toContain(readFileSync(key).toString("hex"));
  });
});
