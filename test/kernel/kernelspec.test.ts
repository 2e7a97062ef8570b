import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { lab } from "../cli/lab.ts";
import { temporaryFolder } from "../cli/temporary-project.ts";

const run = promisify(execFile);

const NOTEBOOK = {
  cells: [
    {
      cell_type: "code",
      id: "one",
      metadata: {},
      execution_count: null,
      outputs: [],
      source: "const found: string = `a ${typeof process}`;\nfound.toUpperCase()",
    },
  ],
  metadata: {
    kernelspec: { name: "tslab", display_name: "TypeScript", language: "typescript" },
  },
  nbformat: 4,
  nbformat_minor: 5,
};

/** Jupyter looks below its own prefix by itself; here that is the machine's, which is left alone. */
const PLACES: [option: string, words: string[], path: string][] = [
  ["--user", ["--user"], ""],
  ["--prefix", ["--prefix", "prefix"], "prefix/share/jupyter"],
];

test.each(PLACES)("after `kernel %s` Jupyter runs a notebook with it", async (_, words, path) => {
  const folder = temporaryFolder();
  const { code } = await lab(folder, ["kernel", ...words], { HOME: folder });
  expect(code).toBe(0);
  const notebook = join(folder, "found.ipynb");
  writeFileSync(notebook, JSON.stringify(NOTEBOOK));
  const env = { PATH: process.env["PATH"], HOME: folder, JUPYTER_PATH: join(folder, path) };
  const command = ["nbconvert", "--to", "notebook", "--execute", "--stdout", notebook];
  const { stdout } = await run("jupyter", command, { env });
  expect(JSON.parse(stdout).cells[0].outputs).toMatchObject([
    { output_type: "stream", name: "stdout", text: ["A OBJECT\n"] },
  ]);
});
