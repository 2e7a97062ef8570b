import { execFile, spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
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
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { main } from "../../lib/cli/main.ts";
import { PROJECT, temporaryFolder } from "../cli/temporary-project.ts";
import { gradescopeSchema } from "./report/documented-formats.ts";

const run = promisify(execFile);

/** A folder for all tests of a group. */
function temporaryBase(): string {
  const base = mkdtempSync(join(tmpdir(), "autograder-"));
  // As Gradescope's folder is, and what lies on its PATH.
  chmodSync(base, 0o755);
  afterAll(() => rmSync(base, { recursive: true, force: true, maxRetries: 5 }));
  return base;
}

let withoutBwrap: string | undefined;

function pathWithoutBwrap(): string {
  return (withoutBwrap ??= pathWithout("bwrap", temporaryBase()));
}

/**
 * Writes an autograder as the command does, with what `setup.sh` would install put in, and what the
 * project's grader keeps.
 */
async function writeAutograder(base: string): Promise<void> {
  const terminal = { cwd: PROJECT, env: {}, print: () => {}, say: () => {} };
  const words = ["grade", "gradescope", "--out", join(base, "source")];
  expect(await main(words, terminal)).toBe(0);
  const lab = join(base, "source", "lab");
  symlinkSync(join(PROJECT, "node_modules"), join(lab, "node_modules"));
  symlinkSync(join(PROJECT, "lib", "dist"), join(lab, "lib", "dist"));
  mkdirSync(join(PROJECT, ".lab"), { recursive: true });
  symlinkSync(join(PROJECT, ".lab"), join(lab, ".lab"));
  mkdirSync(join(base, "submission"));
}

async function runAutograder(base: string, path = process.env["PATH"]): Promise<unknown> {
  const env = { PATH: path, AUTOGRADER: base };
  await run(join(base, "source", "run_autograder"), { cwd: base, env });
  return JSON.parse(readFileSync(join(base, "results", "results.json"), "utf8"));
}

test("grades the notebooks of one submission, whatever they are called", async () => {
  const base = temporaryFolder();
  await writeAutograder(base);
  const handIn = (lesson: string, name: string): void =>
    copyFileSync(join(PROJECT, "notebooks", `${lesson}.ipynb`), join(base, "submission", name));
  handIn("00-start-here", "my notebook (1) é.ipynb");
  handIn("03-env-config", "another.ipynb");
  const results = gradescopeSchema.parse(await runAutograder(base));
  expect(results.tests.map(({ status }) => status)).toContain("failed");
  expect(results.output).toContain("00-start-here");
  expect(results.output).toContain("03-env-config");
});

/** A PATH with every program of this machine's but one. */
function pathWithout(program: string, folder: string): string {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((one) => existsSync(one));
  for (const name of new Set(folders.flatMap((one) => readdirSync(one)))) {
    const found = folders.map((one) => join(one, name)).find((file) => existsSync(file));
    if (name !== program && found !== undefined) symlinkSync(found, join(folder, name));
  }
  return folder;
}

/** An autograder as `setup.sh` leaves it: packages of its own, and no more than these for others to read. */
async function writeGuardedAutograder(base: string): Promise<void> {
  await writeAutograder(base);
  const lab = join(base, "source", "lab");
  for (const link of ["node_modules", "lib/dist", ".lab"]) rmSync(join(lab, link));
  // A link to the same files where that is possible; the copy takes a while elsewhere.
  const linked = spawnSync("cp", ["-al", join(PROJECT, "node_modules"), lab]);
  if (linked.status !== 0) await run("cp", ["-a", join(PROJECT, "node_modules"), lab]);
  await run("cp", ["-a", join(PROJECT, "lib", "dist"), join(lab, "lib")]);
  writeFileSync(join(base, "source", "seed"), "a secret");
  const setup = readFileSync(join(base, "source", "setup.sh"), "utf8");
  const rights = setup
    .split("\n")
    .filter((line) => /^(mkdir -p \.lab|chmod|if .* chmod)/.test(line));
  expect(rights).toHaveLength(4);
  await run("sh", ["-ec", rights.join("\n").replaceAll("/autograder", base)], { cwd: lab });
}

/** Every file and folder that a submission may not see, as a cell that says which of them it could. */
function prying(base: string): string {
  const lab = join(base, "source", "lab");
  const files = [
    join(lab, "solutions", "03-env-config.ts"),
    join(lab, "lib", "dist", "course", "judge", "finding.js"),
    join(lab, "lib", "course", "judge", "finding.ts"),
    join(lab, "lib", "dist", "config", "expand.js"),
    join(base, "source", "seed"),
    join(base, "source", "run_autograder"),
    join(base, "submission_metadata.json"),
  ];
  const folders = ["source", "results", "submission", "source/lab", "source/lab/.lab"];
  return `import * as fs from "fs";
const got: string[] = [];
const tryTo = (what: string, act: () => unknown): void => { try { act(); got.push(what); } catch {} };
for (const file of ${JSON.stringify(files)}) tryTo(file, () => fs.readFileSync(file));
for (const folder of ${JSON.stringify(folders.map((name) => join(base, name)))}) tryTo(folder, () => fs.readdirSync(folder));
tryTo("a result", () => fs.writeFileSync(${JSON.stringify(join(base, "results", "results.json"))}, "{}"));
for (const pid of fs.readdirSync("/proc").filter((name) => Number(name) > 1)) {
  if (fs.existsSync("/proc/" + pid + "/status") && !fs.readFileSync("/proc/" + pid + "/status", "utf8").includes("Uid:\\t" + process.getuid!() + "\\t"))
    tryTo("the environment of " + pid, () => fs.readFileSync("/proc/" + pid + "/environ"));
}
tryTo("the grader's end", () => process.kill(process.ppid, "SIGTERM"));
if (process.getuid!() === 0) got.push("root");
throw new Error("GOT:" + got.join());`;
}

// The autograder runs as root there.
describe.runIf(process.getuid?.() === 0)("in a container without namespaces", () => {
  const base = temporaryBase();

  beforeAll(async () => {
    await writeGuardedAutograder(base);
    writeFileSync(join(base, "submission_metadata.json"), "{}");
  });

  test("grades a solved notebook in full, with what lesson 03 starts", async () => {
    const name = "03-env-config.ipynb";
    copyFileSync(join(PROJECT, "solutions", name), join(base, "submission", name));
    const results = gradescopeSchema.parse(await runAutograder(base, pathWithoutBwrap()));
    expect(results.tests.filter(({ status }) => status !== "passed")).toEqual([]);
    expect(results.score).toBe(15);
    expect(results.output).toContain("ran as another user of the machine");
  });

  test("keeps the lab, the seed and the results from a submission", async () => {
    const notebook = JSON.parse(
      readFileSync(join(PROJECT, "notebooks", "03-env-config.ipynb"), "utf8"),
    );
    for (const cell of notebook.cells) {
      const { role, exercise } = cell.metadata.mcp_lab ?? {};
      if (role === "answer" && exercise === "03.1") cell.source = prying(base);
    }
    rmSync(join(base, "submission"), { recursive: true });
    mkdirSync(join(base, "submission"));
    writeFileSync(join(base, "submission", "prying.ipynb"), JSON.stringify(notebook));
    const results = gradescopeSchema.parse(await runAutograder(base, pathWithoutBwrap()));
    expect(results.score).toBe(0);
    expect(JSON.stringify(results)).toContain("GOT:");
    expect(JSON.stringify(results)).not.toMatch(/GOT:[^\\"]/);
  });
});

test("says so when there is no notebook", async () => {
  const base = temporaryFolder();
  await writeAutograder(base);
  expect(await runAutograder(base)).toEqual({
    score: 0,
    output: "No notebook was handed in: hand in the .ipynb files themselves.",
  });
});

test("holds the lab without what is made where it runs, and refuses a folder in use", async () => {
  const base = temporaryFolder();
  const said: string[] = [];
  const terminal = {
    cwd: PROJECT,
    env: {},
    print: () => {},
    say: (line: string) => void said.push(line),
  };
  const words = ["grade", "gradescope", "--out", base];
  expect(await main(words, terminal)).toBe(0);
  expect(readdirSync(base).toSorted()).toEqual(["README.md", "lab", "run_autograder", "setup.sh"]);
  expect(existsSync(join(base, "lab", "package-lock.json"))).toBe(true);
  expect(existsSync(join(base, "lab", "node_modules"))).toBe(false);
  expect(existsSync(join(base, "lab", "lib", "dist"))).toBe(false);
  expect(await main(words, terminal)).toBe(2);
  expect(said.join("\n")).toContain("holds something already");
});
