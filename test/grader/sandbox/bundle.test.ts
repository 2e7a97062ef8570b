import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { lazyModules, fewValidators } from "../../../lib/grader/sandbox/bundle.ts";
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

/** Calls one of three tools; says of which output schemas its client made validators. */
const CALLS = `
import { Client, InMemoryTransport } from "@modelcontextprotocol/client";
import { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
const server = new McpServer({ name: "three-tools", version: "1" });
for (const name of ["a", "b", "c"]) {
  const outputSchema = z.object({ [name]: z.string() });
  const config = { description: name, inputSchema: z.object({}), outputSchema };
  server.registerTool(name, config, () => ({ content: [], structuredContent: { [name]: "x" } }));
}
const made = [];
const jsonSchemaValidator = {
  getValidator(schema) {
    const [name] = Object.keys(schema.properties);
    made.push(name);
    return (data) => ({ valid: name !== "c", data, errorMessage: "not this one" });
  },
};
const client = new Client({ name: "calls", version: "1" }, { jsonSchemaValidator });
const [near, far] = InMemoryTransport.createLinkedPair();
void (async () => {
  await Promise.all([server.connect(far), client.connect(near)]);
  await client.listTools();
  for (const name of ["b", "b"]) await client.callTool({ name, arguments: {} });
  const refused = await client.callTool({ name: "c", arguments: {} }).catch((error) => error.message);
  console.log(JSON.stringify({ made, refused }));
  process.exit();
})();
`;

/** Says how often a schema was compiled that two validators asked for, and what they say of wrong data. */
const SCHEMAS = `
import { AjvJsonSchemaValidator } from "@modelcontextprotocol/client/validators/ajv";
let compiled = 0;
const counted = (target, words) => {
  if (words.at(-1).includes("vErrors")) compiled += 1;
  return Reflect.construct(target, words);
};
globalThis.Function = new Proxy(Function, {
  // A minifier leaves "new" out.
  apply: (target, _self, words) => counted(target, words),
  construct: counted,
});
const askedTwice = (schema) => {
  const before = compiled;
  const ask = () => new AjvJsonSchemaValidator().getValidator(schema())({ a: 1 }).errorMessage;
  return { says: [ask(), ask()], compiled: compiled - before };
};
const text = { type: "string" };
console.log(
  JSON.stringify({
    plain: askedTwice(() => ({ type: "object", properties: { a: text } })),
    // Another engine has not heard of the name.
    named: askedTwice(() => ({
      $defs: { text: { $id: "https://example.com/text", ...text } },
      properties: { a: { $ref: "https://example.com/text" } },
    })),
  }),
);
`;

async function saidBy(source: string, name: string): Promise<unknown> {
  const input = join(folder, `${name}.mjs`);
  writeFileSync(input, source);
  const file = join(folder, `${name}.cjs`);
  // The packages are found from the project's folder alone.
  const resolve: typeof lazyModules = {
    name: "from-project",
    resolveId(id, importer) {
      return importer === input ? this.resolve(id, join(PROJECT, "lib", "index.ts")) : undefined;
    },
  };
  writeFileSync(
    file,
    await oneFile(PROJECT, folder, { input, format: "cjs", plugins: [resolve, fewValidators] }),
  );
  return JSON.parse(execFileSync(process.execPath, [file], { encoding: "utf8" }));
}

it("makes a tool's validator when the tool is first called", async () => {
  expect(await saidBy(CALLS, "calls")).toEqual({
    made: ["b", "c"],
    refused: expect.stringContaining("not this one"),
  });
});

it("compiles a schema once for all clients, but for one with a name", async () => {
  const says = Array.from({ length: 2 }, () => "data/a must be string");
  expect(await saidBy(SCHEMAS, "schemas")).toEqual({
    plain: { says, compiled: 1 },
    named: { says, compiled: 2 },
  });
});
