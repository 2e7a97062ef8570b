// A server on stdio that misbehaves as its first argument says, without the SDK.
"use strict";
const { spawn } = require("node:child_process");
const { createInterface } = require("node:readline");
const { writeFileSync } = require("node:fs");

const [mode = "", file = ""] = process.argv.slice(2);
/** @param {unknown} message */
const send = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

const opened = {
  capabilities: { tools: {} },
  instructions: "A server for tests.",
  supportedVersions: ["2026-07-28"],
  protocolVersion: "2025-11-25",
  serverInfo: { name: "hostile", version: "1.0.0" },
};
const tools = [
  {
    name: "get_time",
    description: "The time of day.",
    inputSchema: { type: "object" },
    annotations: { readOnlyHint: true },
  },
  {
    name: "ring",
    description: "Rings a bell, as often as it is called.",
    inputSchema: { type: "object" },
    annotations: { readOnlyHint: false, destructiveHint: false },
  },
];

/** @param {string} method @param {string} name */
function resultOf(method, name) {
  const fresh = { resultType: "complete", ttlMs: 0, cacheScope: "private" };
  if (method === "initialize" || method === "server/discover") return { ...fresh, ...opened };
  if (method === "tools/list") return { ...fresh, tools };
  if (method !== "tools/call" || !tools.some((tool) => tool.name === name)) return undefined;
  if (name === "ring") writeFileSync(file, "rung");
  const text =
    mode === "huge"
      ? "a".repeat(200_000_000)
      : mode === "env"
        ? JSON.stringify(process.env)
        : "noon";
  return { resultType: "complete", content: [{ type: "text", text }] };
}

/** @param {string} line */
function answer(line) {
  const { id, method, params } = JSON.parse(line);
  if (id === undefined) return;
  if (mode === "dies-on-discover" && method === "server/discover") process.exit(7);
  if (["silent", "garbage", "flood"].includes(mode)) return;
  const result = resultOf(method, params?.name);
  const error = { code: method === "tools/call" ? -32_602 : -32_601, message: "There is no such." };
  send({ jsonrpc: "2.0", id, ...(result === undefined ? { error } : { result }) });
}

if (mode === "dies") {
  process.stderr.write(`no database at ${process.env.SECRET_URL ?? "nowhere"}, ${file}\n`);
  process.exit(3);
}
if (mode === "noise") process.stdout.write("listening on stdio\n");
if (mode === "garbage") {
  setInterval(() => process.stdout.write(Buffer.from([0, 255, 10, 123, 10])), 5);
}
if (mode === "flood") setInterval(() => process.stdout.write("x".repeat(1_000_000)), 1);
if (mode === "stubborn") {
  process.on("SIGTERM", () => {});
  process.stdin.on("end", () => setInterval(() => {}, 1_000));
}
if (file !== "" && (mode === "stubborn" || mode === "silent")) {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  writeFileSync(file, `${process.pid} ${child.pid}\n`, { flag: "a" });
}
createInterface({ input: process.stdin }).on("line", answer);
