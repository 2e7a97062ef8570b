import { execFile } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
} from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { main } from "../../lib/cli/main.ts";
import { PROJECT, temporaryFolder } from "../cli/temporary-project.ts";
import { gradescopeSchema } from "./report/documented-formats.ts";

const run = promisify(execFile);

/** Writes an autograder as the command does, with what `setup.sh` would install put in. */
async function writeAutograder(base: string): Promise<void> {
  const terminal = { cwd: PROJECT, env: {}, print: () => {}, say: () => {} };
  const words = ["grade", "gradescope", "--out", join(base, "source")];
  expect(await main(words, terminal)).toBe(0);
  const lab = join(base, "source", "lab");
  symlinkSync(join(PROJECT, "node_modules"), join(lab, "node_modules"));
  symlinkSync(join(PROJECT, "lib", "dist"), join(lab, "lib", "dist"));
  mkdirSync(join(base, "submission"));
}

async function runAutograder(base: string): Promise<unknown> {
  const env = { PATH: process.env["PATH"], AUTOGRADER: base };
  await run(join(base, "source", "run_autograder"), { cwd: base, env });
  return JSON.parse(readFileSync(join(base, "results", "results.json"), "utf8"));
}

test("grades the notebooks of one submission, whatever they are called", async () => {
  const base = temporaryFolder();
  await writeAutograder(base);
  copyFileSync(
    join(PROJECT, "notebooks", "00-start-here.ipynb"),
    join(base, "submission", "my notebook (1) é.ipynb"),
  );
  const results = gradescopeSchema.parse(await runAutograder(base));
  expect(results.tests.map(({ status }) => status)).toContain("failed");
  expect(results.output).toContain("00-start-here");
}, 300_000);

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
