import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { letFilesChange } from "../../../lib/cli/jupyter/file-events.ts";
import type { Converter } from "../../../lib/notebook/process/tslab.ts";
import { PROJECT } from "../temporary-project.ts";

// tslab is a package of the library's.
const fromLibrary = createRequire(join(PROJECT, "lib", "package.json"));

test("a file that comes after a cell asked for it is there for the next cell", async () => {
  const parent = join(PROJECT, ".lab", "test");
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, "files-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));

  letFilesChange(createRequire(fromLibrary.resolve("tslab"))("@tslab/typescript-for-tslab").sys);
  const tslab: {
    createConverter: (options: object) => Converter;
  } = fromLibrary("tslab/dist/converter.js");
  const converter = tslab.createConverter({});
  onTestFinished(() => converter.close());
  const module = `./${relative(process.cwd(), folder)}/later`;
  const complaints = (): string[] =>
    converter
      .convert("", `import { a } from ${JSON.stringify(module)};\na;`)
      .diagnostics.map(({ messageText }) => messageText);

  expect(complaints()).toEqual([expect.stringContaining("Cannot find module")]);
  writeFileSync(join(folder, "later.ts"), "export const a = 1;\n");
  // As long as it takes the system to say so; without the remedy the converter throws.
  while (complaints().length > 0) await sleep(50);
  mkdirSync(join(folder, "node_modules"));
  writeFileSync(join(folder, "another.ts"), "export {};\n");
  await sleep(500);
  expect(complaints()).toEqual([]);
});
