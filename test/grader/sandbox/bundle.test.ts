import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { lazyModules } from "../../../lib/grader/sandbox/bundle.ts";
import { oneFile } from "../../../lib/grader/sandbox/one-file.ts";
import { PROJECT } from "../../cli/temporary-project.ts";

const folder = mkdtempSync(join(tmpdir(), "lazy-modules-"));
afterAll(() => rmSync(folder, { recursive: true, maxRetries: 5 }));

/** Says which part of Node was asked for before and after the imports were used. */
const ENTRY = `
import { createServer } from "node:http";
import http2, { constants } from "node:http2";
import * as http from "node:http";
const { Module } = require("node:module");
const before = [...Module.asked];
const used = [
  createServer === process.getBuiltinModule("node:http").createServer,
  http.METHODS.includes("GET"),
  http2.constants === constants,
];
console.log(JSON.stringify({ before, used, after: Module.asked }));
`;

it("loads a slow module when something of it is first used, and gives what it has", async () => {
  const input = join(folder, "entry.mjs");
  writeFileSync(input, ENTRY);
  const code = await oneFile(PROJECT, folder, { input, format: "cjs", plugins: [lazyModules] });
  const file = join(folder, "bundle.cjs");
  const watched = `const { Module } = require("node:module");
    Module.asked = [];
    const load = Module._load;
    Module._load = function (name, ...rest) {
      if (name.startsWith("node:http")) Module.asked.push(name);
      return load.call(this, name, ...rest);
    };
    require(${JSON.stringify(file)});`;
  writeFileSync(file, code);
  const said: unknown = JSON.parse(
    execFileSync(process.execPath, ["-e", watched], { encoding: "utf8" }),
  );
  expect(said).toEqual({
    before: [],
    used: [true, true, true],
    after: ["node:http", "node:http2"],
  });
});
