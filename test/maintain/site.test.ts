import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { expect, it } from "vitest";
import { serveSite } from "../../lib/maintain/site/serve.ts";
import { lab } from "../cli/lab.ts";
import { PROJECT, temporaryFolder } from "../cli/temporary-project.ts";

const hashOf = (path: string): string =>
  createHash("sha256").update(readFileSync(path)).digest("base64");

const write = (out: string, name: string): void => {
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, name), "something");
};

it.each([
  ["inside the project", () => PROJECT, () => {}, "The site would lie inside the project"],
  ["over other things", temporaryFolder, (out: string) => write(out, "thesis.md"), "something in"],
  [
    "over a site that is a repository of its own",
    temporaryFolder,
    (out: string) => {
      write(out, "service-worker.js");
      write(join(out, ".git"), "HEAD");
    },
    "something in",
  ],
])("a site is not written %s", async (_, folder, prepare, reason) => {
  const place = folder();
  const out = join(place, "site");
  prepare(out);
  const before = readdirSync(place, { recursive: place !== PROJECT });
  const said = await lab(PROJECT, ["site", "--out", out]);
  expect(said).toMatchObject({ code: 2, stderr: expect.stringContaining(reason) });
  expect(readdirSync(place, { recursive: place !== PROJECT })).toEqual(before);
});

it("a site is served to this machine alone, its own files and nothing beside them", async () => {
  const place = temporaryFolder();
  write(place, "secret.txt");
  write(join(place, "site"), "main.js");
  write(join(place, "site"), "later.txt");
  const { url, close } = await serveSite(join(place, "site"), ["main.js"]);
  try {
    expect(new URL(url).hostname).toBe("127.0.0.1");
    const asked = ["/main.js?embed=1", "/later.txt", "/../secret.txt", "/%2e%2e%2fsecret.txt", "/"];
    const answers = await Promise.all(asked.map((path) => fetch(url + path)));
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 404, 404, 404]);
    expect(answers[0]?.headers.get("content-type")).toContain("text/javascript");
    expect((await fetch(url, { method: "POST", body: "x" })).status).toBe(405);
    // A name that was made to lead here.
    const foreign = { headers: { origin: "https://example.com" } };
    expect((await fetch(`${url}/main.js`, foreign)).status).toBe(403);
  } finally {
    await close();
  }
});

it("a site says what it is made of, and takes an earlier one's place", async () => {
  const out = join(temporaryFolder(), "site");
  write(out, "service-worker.js");
  write(out, "main-of-before.js");
  const { code, stdout } = await lab(PROJECT, ["site", "--out", out]);
  expect(code).toBe(0);
  const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  expect(stdout).toMatch(
    new RegExp(
      `^wrote the site to .*: ${files.length} files, [\\d.]+ MB, [\\d.]+ MB gzipped$`,
      "m",
    ),
  );
  expect(readdirSync(out)).not.toContain("main-of-before.js");
  // What is kept for a browser without a network is all of it but what keeps it.
  const worker = readFileSync(join(out, "service-worker.js"), "utf8");
  const kept = [...worker.matchAll(/"([^"]+)":`sha256-([^`]+)`/g)].map(
    ([, name, hash]) => `${name} ${hash}`,
  );
  const made = files
    .map(({ parentPath, name }) => relative(out, join(parentPath, name)).replaceAll(sep, "/"))
    .filter((name) => name !== "service-worker.js")
    .map((name) => `${name} ${hashOf(join(out, name))}`);
  expect(kept.toSorted()).toEqual(made.toSorted());
});
