import assert from "node:assert/strict";
import { test } from "node:test";
import { McpServer } from "@modelcontextprotocol/server";
import type { z } from "zod";
import { type ErrorCode, errors } from "../src/catalog.ts";
import type { Context, WriteContext } from "../src/context.ts";
import { ToolFailure } from "../src/errors.ts";
import type { Answer } from "../src/result.ts";
import { registerTool, type Tool } from "../src/tool.ts";
import { callTool, failureIn, settings, withClient } from "./call.ts";

/** What replaces a tool's own handle. */
type Handle = (input: unknown, context: Context & Partial<WriteContext>) => Promise<Answer>;

type Arguments = Record<string, unknown>;

/** What a driver throws, and no model may see. */
const QUERY = "SELECT token FROM keys -- /srv/db.sqlite";

/**
 * Registers the tests of how a tool fails: each of its errors, wrong arguments, a mistake in the program, and a
 * call that is cancelled.
 * @param example arguments that fit
 * @param codes the errors that the sketch lists for it
 */
export function testFailures<Input extends z.ZodObject>(
  tool: Tool<Input>,
  example: Arguments,
  codes: readonly ErrorCode[],
): void {
  const { name } = tool;
  const serverWith = (handle: Handle): McpServer => {
    const server = new McpServer({ name: "test", version: "0.1.0" });
    registerTool(server, settings, { ...tool, handle });
    return server;
  };
  const callWith = (handle: Handle) =>
    withClient(serverWith(handle), (client) => client.callTool({ name, arguments: example }));

  for (const code of codes) {
    test(name + " says " + code + " as the sketch does", async () => {
      const result = await callWith(async () => {
        throw new ToolFailure(code);
      });
      const { when: message, ...row } = errors.find((one) => one.code === code) ?? { when: "" };
      assert.notEqual(message, "", "the table of errors has no row " + code);
      const facts = failureIn(result);
      assert.deepEqual({ ...facts, message, ...row }, facts);
    });
  }

  test(name + " names every argument that does not fit", async () => {
    const facts = failureIn(await callTool(name, { no_such_argument: 1 }));
    assert.equal(facts.code, "VALIDATION");
    const named = Object.values(facts.issues ?? []).map(({ field }: { field: string }) => field);
    assert.deepEqual(named.toSorted(), [...Object.keys(example), "no_such_argument"].toSorted());
  });

  test(name + " tells a client nothing of what broke inside, and the operator all", async (t) => {
    const told = t.mock.method(console, "error", () => {});
    const result = await callWith(async () => {
      throw new Error(QUERY);
    });
    const facts = failureIn(result);
    assert.equal(facts.code, "INTERNAL");
    assert.doesNotMatch(JSON.stringify(result), /SELECT|sqlite/);
    const line = String(told.mock.calls[0]?.arguments[0]);
    assert.ok(line.includes(QUERY) && line.includes(String(facts.correlation_id)));
  });

  test(name + " is told when the call is cancelled", async () => {
    const cancel = new AbortController();
    await new Promise<void>((told, failed) => {
      const server = serverWith(async (_input, { signal }) => {
        signal.addEventListener("abort", () => told());
        cancel.abort();
        return new Promise<Answer>(() => {});
      });
      withClient(server, async (client) => {
        await assert.rejects(
          client.callTool({ name, arguments: example }, { signal: cancel.signal }),
        );
      }).catch(failed);
    });
  });
  if (tool.idempotencyKey !== undefined) testKey(name, tool.idempotencyKey, example, callWith);
}

function testKey(
  name: string,
  field: string,
  example: Arguments,
  callWith: (handle: Handle) => ReturnType<typeof callTool>,
): void {
  test(
    name + " gets its key, and says to repeat with it what nobody knows the end of",
    async (t) => {
      t.mock.method(console, "error", () => {});
      const seen: unknown[] = [];
      const facts = failureIn(
        await callWith(async (_input, { idempotencyKey }) => {
          seen.push(idempotencyKey);
          throw new Error(QUERY);
        }),
      );
      const key = String(example[field]);
      assert.deepEqual([seen, facts.effect, facts.idempotency_key], [[key], "unknown", key]);
    },
  );
}
