import assert from "node:assert/strict";
import { test } from "node:test";
import { ProtocolError } from "@modelcontextprotocol/client";
import { McpServer } from "@modelcontextprotocol/server";
import { resources } from "../src/catalog.ts";
import { registerResources } from "../src/resource.ts";
import { answerResult } from "../src/result.ts";
import { createServer } from "../src/server.ts";
import { callTool, settings, withClient } from "./call.ts";

const ADDRESSES = resources.map(({ uri }) => uri.replaceAll(/\{\w+\}/g, "1"));

/** What a driver throws, and no client may see. */
const QUERY = "SELECT token FROM keys -- /srv/db.sqlite";

const broken = async (): Promise<never> => {
  throw new Error(QUERY);
};

/** A server whose Resources come from here, and whose completions do not work. */
function serverWith(readBody: () => Promise<string | undefined>): McpServer {
  const server = new McpServer({ name: "test", version: "0.1.0" });
  registerResources(server, settings, { readBody, complete: broken });
  return server;
}

/** What a client is told of a Resource that cannot be read. */
async function refusalOf(server: McpServer, uri: string): Promise<string> {
  return withClient(server, async (client) => {
    const error: unknown = await client.readResource({ uri }).then(
      () => assert.fail("it was read"),
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof ProtocolError)) return String(error);
    return JSON.stringify({ message: error.message, data: error.data });
  });
}

test("every Resource is read", async () => {
  await withClient(createServer(settings), async (client) => {
    for (const uri of ADDRESSES) {
      const { contents } = await client.readResource({ uri });
      assert.equal(contents[0]?.uri, uri);
    }
  });
});

test("a Resource that does not exist is not found", async () => {
  const words = await refusalOf(createServer(settings), "nowhere://nothing");
  assert.match(words, /nowhere:\/\/nothing/);
});

test("nor is one that the source has nothing for", async () => {
  for (const uri of ADDRESSES) {
    const words = await refusalOf(
      serverWith(async () => undefined),
      uri,
    );
    assert.match(words, /not found/i);
  }
});

test("what broke behind a Resource or a completion, the operator sees and no client", async (t) => {
  const told = t.mock.method(console, "error", () => {});
  for (const uri of ADDRESSES) {
    const words = await refusalOf(serverWith(broken), uri);
    assert.match(words, /INTERNAL.*correlation_id/);
    assert.doesNotMatch(words, /SELECT|sqlite/);
  }
  for (const { uri } of resources.filter((one) => one.uri.includes("{"))) {
    const name = /\{(\w+)\}/.exec(uri)?.[1] ?? "";
    const { completion } = await withClient(serverWith(broken), (client) =>
      client.complete({ ref: { type: "ref/resource", uri }, argument: { name, value: "a" } }),
    );
    assert.deepEqual(completion.values, []);
  }
  assert.ok(told.mock.callCount() >= ADDRESSES.length);
});

test("a tool that does not exist is a protocol error", async () => {
  await assert.rejects(callTool("no_such_tool", {}), { code: -32602 });
});

test("facts are the same as data and as text", () => {
  const { content, structuredContent } = answerResult({
    count: 2,
    since: new Date(0),
    items: [{ id: 1, tags: ["a", "b"] }, { id: 2 }],
  });
  assert.deepEqual(structuredContent, {
    count: 2,
    since: "1970-01-01T00:00:00.000Z",
    items: [{ id: 1, tags: ["a", "b"] }, { id: 2 }],
  });
  const text = "count: 2\nsince: 1970-01-01T00:00:00.000Z\nitems:\n- id: 1; tags: a | b\n- id: 2";
  assert.deepEqual(content, [{ type: "text", text }]);
  assert.deepEqual(answerResult("done"), { content: [{ type: "text", text: "done" }] });
});
