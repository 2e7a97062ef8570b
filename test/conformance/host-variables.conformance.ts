import { describe, expect, it } from "vitest";
import { CLAUDE_CODE_VERSION } from "../../lib/cli/host/claude-code.ts";
import { CASE_TABLES } from "../../lib/lessons/03-env-config/expand-cases.ts";
import { serveOnLoopback } from "../../lib/services/crm/loopback.ts";
import { expandConfig } from "../../lib/subjects/config/expand.ts";
import { whenTestIsOver } from "../cli/clean-ups.ts";
import { configFor, hostRun, serverScript, textsFor } from "./host-runs.ts";

/** A server that answers every call with its arguments and its environment. */
const ECHO = serverScript(
  [{ name: "given", inputSchema: { type: "object" } }],
  `{ content: [{ type: "text", text: JSON.stringify({ args: process.argv.slice(1), env: process.env }) }] }`,
);

describe(`Claude Code ${CLAUDE_CODE_VERSION}, with variables in .mcp.json`, () => {
  const env = { SET: "value", EMPTY: "", NESTED: "${SET}", _x1: "underscore" };
  const texts = [
    ...CASE_TABLES.flatMap((table) => Object.values(table).flat()).flatMap(({ config }) =>
      Object.values(config.mcpServers).flatMap((entry) => Object.values(entry.env ?? {})),
    ),
    "${SET}",
    "${SET:-d}",
    "${EMPTY}",
    "${EMPTY:-d}",
    "${UNSET}",
    "${UNSET:-d}",
    "${UNSET:-}",
    "$SET",
    "${1X:-d}",
    "${NO NAME}",
    "${constructor}",
    "${NESTED}",
    "${_x1}${SET}",
    "\\${SET}",
  ].filter((text) => !text.includes("ANTHROPIC"));

  it("passes args and env on as expandConfig says", async () => {
    const named = Object.fromEntries(texts.map((text, index) => [`GIVEN_${index}`, text]));
    const entry = {
      command: process.execPath,
      args: ["-e", ECHO, "--", ...texts],
      env: named,
    };
    const { run } = await hostRun(configFor("echo", entry), ["given={}"], { env });
    const given: { args: string[]; env: Record<string, string> } = JSON.parse(
      textsFor("given", run),
    );
    const expanded = expandConfig({ mcpServers: { echo: entry } }, env, "claude-code");
    const expected = expanded.config.mcpServers["echo"];
    expect(given.args).toEqual(expected?.args?.slice(3));
    expect(given.env).toMatchObject(expected?.env ?? {});
  });

  it("goes through headers twice", async () => {
    const headers: Headers[] = [];
    const served = await serveOnLoopback(async (request) => {
      headers.push(request.headers);
      return new Response(null, { status: 404 });
    });
    whenTestIsOver(() => served.close());
    const entry = {
      type: "http",
      url: `${served.url}/mcp`,
      headers: { "X-Set": "${SET}", "X-Nested": "${NESTED}", "X-Default": "${UNSET:-d}" },
    };
    const { run } = await hostRun(configFor("header", entry), [], { env });
    expect(run.offered).toEqual([]);
    const [first] = headers;
    expect(["x-set", "x-nested", "x-default"].map((name) => first?.get(name))).toEqual([
      "value",
      "value",
      "d",
    ]);
  });
});
