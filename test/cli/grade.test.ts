import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { main } from "../../lib/cli/main.ts";
import { reportSchema, type Report } from "../../lib/grader/report.ts";

const root = join(import.meta.dirname, "..", "..");
const place = mkdtempSync(join(tmpdir(), "grade-"));
const folder = join(place, "class");
afterAll(() => rmSync(place, { recursive: true, force: true }));

beforeAll(() => {
  for (const student of ["ada", "bob", "cleo"]) {
    mkdirSync(join(folder, student), { recursive: true });
    for (const slug of ["01-connector-call", "03-env-config"]) {
      cpSync(join(root, "notebooks", `${slug}.ipynb`), join(folder, student, `${slug}.ipynb`));
    }
  }
});

async function grade(...words: string[]): Promise<{ code: number; said: string; printed: string }> {
  const [said, printed]: [string[], string[]] = [[], []];
  const terminal = {
    cwd: root,
    env: {},
    print: (line: string) => void printed.push(line),
    say: (line: string) => void said.push(line),
  };
  const code = await main(["grade", ...words], terminal);
  return { code, said: said.join("\n"), printed: printed.join("\n") };
}

const reportIn = (out: string): Report =>
  reportSchema.parse(JSON.parse(readFileSync(join(out, "report.json"), "utf8")));

describe("grade", () => {
  it.each<[string, string[], RegExp]>([
    [
      "no sandbox and nobody who vouches",
      ["--sandbox", "none"],
      /Without a sandbox a submission can read/,
    ],
    ["a shard that is none", ["--shard", "3/2"], /the part and the parts, such as 1\/4/],
    ["no jobs", ["--jobs", "0"], /whole number from 1/],
    ["a date that is none", ["--as-of", "soon"], /such as 2026-12-01/],
    ["a seed and a folder of variants", ["--seed", "x", "--variants", "y"], /cannot be used with/],
  ])("refuses %s", async (_what, words, sentence) => {
    const { code, said } = await grade(folder, "--out", join(place, "refused"), ...words);
    expect([code, said]).toEqual([2, expect.stringMatching(sentence)]);
  });

  it("says that there is no such folder", async () => {
    const { code, said } = await grade(join(place, "nowhere"), "--out", join(place, "none"));
    expect([code, said]).toEqual([2, expect.stringContaining("no readable folder of submissions")]);
  });

  it("gives the same bytes again, and the same submissions in parts", async () => {
    const outs = ["first", "second", "part-1", "part-2"].map((name) => join(place, name));
    const [first = "", second = "", one = "", two = ""] = outs;
    const always = ["--sandbox", "none", "--trust-submissions"];
    expect((await grade(folder, "--out", first, "--jobs", "1", ...always)).code).toBe(0);
    await grade(folder, "--out", second, "--jobs", "2", ...always);
    expect(readFileSync(join(second, "report.json"), "utf8")).toBe(
      readFileSync(join(first, "report.json"), "utf8"),
    );
    const part = await grade(folder, "--out", one, "--shard", "1/2", "--similarity", ...always);
    expect(part.said).toContain("give --similarity to `grade merge`");
    await grade(folder, "--out", two, "--shard", "2/2", ...always);
    const parts = [...reportIn(one).submissions, ...reportIn(two).submissions];
    expect(parts.toSorted((a, b) => (a.path < b.path ? -1 : 1))).toEqual(
      reportIn(first).submissions,
    );
    expect(reportIn(first).sandbox).toEqual({ kind: "none", trusted: true });
  });

  it("grades only who handed in again, and says so", async () => {
    const [own, out] = [join(place, "again"), join(place, "again-out")];
    cpSync(folder, own, { recursive: true });
    const always = ["--out", out, "--jobs", "1", "--sandbox", "none", "--trust-submissions"];
    expect((await grade(own, ...always)).said).not.toContain("submission");
    const before = reportIn(out).submissions;
    cpSync(join(root, "solutions", "03-env-config.ipynb"), join(own, "bob", "03-env-config.ipynb"));
    expect((await grade(own, ...always)).said.split("\n")).toEqual([
      "Grading 1 of 6 submissions: the others did not change, and keep their results.",
      "6/6 bob 03-env-config: 15 of 15 points",
    ]);
    const [others, kept] = [reportIn(out).submissions, before].map((all) =>
      all.filter(({ path }) => path !== "bob/03-env-config.ipynb"),
    );
    expect(others).toEqual(kept);
    expect((await grade(own, ...always)).said).toBe(
      "Nothing to grade: no submission changed since the last run.",
    );
  });

  it("grades every attempt where the best counts, whatever came last", async () => {
    const [own, out] = [join(place, "attempts"), join(place, "attempts-out")];
    const hand = (from: string, attempt: string, time: string): void => {
      const to = join(own, "ada", attempt);
      mkdirSync(to, { recursive: true });
      cpSync(join(root, from, "03-env-config.ipynb"), join(to, "03-env-config.ipynb"));
      writeFileSync(join(to, "timestamp.txt"), time);
    };
    hand("solutions", "first", "2026-11-20 10:00:00 UTC");
    hand("notebooks", "second", "2026-11-21 10:00:00 UTC");
    const bobs = join("bob", "03-env-config.ipynb");
    cpSync(join(folder, bobs), join(own, bobs), { recursive: true });
    const late = join(place, "late.csv");
    writeFileSync(late, "up_to_hours,factor\nattempt,best\n24,0.5\n");
    const always = ["--out", out, "--jobs", "1", "--sandbox", "none", "--trust-submissions"];
    await grade(own, ...always);
    expect(readFileSync(join(out, "grades.csv"), "utf8")).toContain("\r\nada,,0,0,15,");
    const { said } = await grade(own, ...always, "--late", late);
    expect(said).toContain("Grading 1 of 3 submissions");
    expect(readFileSync(join(out, "grades.csv"), "utf8")).toContain("\r\nada,,15,15,15,");
    const { submissions, earlierAttempts, ignored } = reportIn(out);
    const [counted, tried, left] = [submissions, earlierAttempts, ignored].map((all = []) =>
      all.map(({ path }) => path).filter((path) => /^ada.*ipynb$/u.test(path)),
    );
    expect(counted).toEqual(["ada/second/03-env-config.ipynb"]);
    expect(tried).toEqual(["ada/first/03-env-config.ipynb"]);
    expect(left).toEqual([]);
  });

  it("keeps a seed out of everything that it writes", async () => {
    const out = join(place, "seeded");
    const seed = "a-secret-of-the-instructor";
    await grade(folder, "--out", out, "--seed", seed, "--sandbox", "none", "--trust-submissions");
    expect(reportIn(out).variants).toMatchObject({
      source: "seed",
      digest: expect.stringMatching(/^[0-9a-f]{8}$/),
    });
    expect(readFileSync(join(out, "report.json"), "utf8")).not.toContain(seed);
  });

  it("ends with 1 where a submission cannot be graded, and says which", async () => {
    const own = join(place, "bad");
    mkdirSync(join(own, "eve"), { recursive: true });
    writeFileSync(join(own, "eve", "03-env-config.ipynb"), "not a notebook");
    const { code, printed } = await grade(
      own,
      "--out",
      join(place, "bad-out"),
      "--sandbox",
      "none",
      "--trust-submissions",
    );
    expect([code, printed]).toEqual([
      1,
      expect.stringContaining("eve 03-env-config: not gradable: This file is not JSON"),
    ]);
  });

  it("follows the guide from Canvas and back, and keeps another class's reports", async () => {
    const own = join(place, "canvas");
    mkdirSync(own);
    const [solved, given] = ["solutions", "notebooks"].map((from) =>
      join(root, from, "03-env-config.ipynb"),
    );
    const hand = (from: string | undefined, name: string): void =>
      cpSync(from ?? "", join(own, `${name}_03-env-config.ipynb`));
    hand(given, "ada_11_9001");
    cpSync(solved ?? "", join(own, "ada_11_10001_03-env-config-1.ipynb"));
    hand(given, "bo_LATE_12_9002");
    const roster = join(place, "gradebook.csv");
    writeFileSync(
      roster,
      'Student,ID,SIS Login ID,Section,03-env-config (47)\n"L, Ada",11,ada,A,\nBo,12,bo,A,\nCy,13,cy,A,EX\n',
    );
    const out = join(place, "canvas-out");
    const always = ["--out", out, "--roster", roster, "--sandbox", "none", "--trust-submissions"];
    const { code, said } = await grade(own, ...always);
    expect([code, said]).toEqual([0, expect.stringContaining('03-env-config of "Bo (12)"')]);
    expect(said).toContain("L, Ada (11) 03-env-config: 15 of 15 points");
    expect(readFileSync(join(out, "canvas.csv"), "utf8").split("\r\n")).toEqual([
      "Student,ID,SIS Login ID,Section,03-env-config (47)",
      '"    Points Possible",,,,15',
      '"L, Ada",11,ada,A,15',
      "Bo,12,bo,A,0",
      "Cy,13,cy,A,EX",
      "",
    ]);
    const other = await grade(folder, "--out", out, "--sandbox", "none", "--trust-submissions");
    expect([other.code, other.said]).toEqual([
      2,
      expect.stringMatching(/another class, "11", "12"; these are of "ada", "bob", "cleo"/),
    ]);
  });
});
