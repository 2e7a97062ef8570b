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

/** A client of a server with three tools. */
const SERVER = `
import { Client, InMemoryTransport } from "@modelcontextprotocol/client";
import { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
const connected = async (options) => {
  const server = new McpServer({ name: "three-tools", version: "1" });
  for (const name of ["a", "b", "c"]) {
    const outputSchema = z.object({ [name]: z.string() });
    const config = { description: name, inputSchema: z.object({}), outputSchema };
    server.registerTool(name, config, () => ({ content: [], structuredContent: { [name]: "x" } }));
  }
  const client = new Client({ name: "calls", version: "1" }, options);
  const [near, far] = InMemoryTransport.createLinkedPair();
  await Promise.all([server.connect(far), client.connect(near)]);
  await client.listTools();
  return client;
};
const call = (client, name) =>
  client.callTool({ name, arguments: {} }).then(() => "", (error) => error.message);
const say = (said) => {
  console.log(JSON.stringify(said));
  process.exit();
};
`;

/** Says of which output schemas a client made validators. */
const CALLS = `${SERVER}
const made = [];
const jsonSchemaValidator = {
  getValidator(schema) {
    const [name] = Object.keys(schema.properties);
    made.push(name);
    return (data) => ({ valid: name !== "c", data, errorMessage: "not this one" });
  },
};
void (async () => {
  const client = await connected({ jsonSchemaValidator });
  for (const name of ["b", "b"]) await call(client, name);
  say({ made, refused: await call(client, "c") });
})();
`;

/** Says how many schemas were compiled while three clients called the same tool. */
const CLIENTS = `${SERVER}
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
void (async () => {
  const refused = [];
  for (const name of ["b", "b", "a"]) refused.push(await call(await connected({}), name));
  say({ compiled, refused });
})();
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

it("compiles a schema once for all clients", async () => {
  expect(await saidBy(CLIENTS, "clients")).toEqual({ compiled: 2, refused: ["", "", ""] });
});
