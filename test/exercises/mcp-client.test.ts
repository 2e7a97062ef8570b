import { Client } from "@modelcontextprotocol/client";
import { McpServer } from "@modelcontextprotocol/server";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { Answer } from "../../lib/exercises/answer.ts";
import type { Era } from "../../lib/wire/era.ts";
import { serveAnswer } from "../../lib/exercises/learner-side.ts";
import { memoryPipe, type Pipe } from "../../lib/wire/pipe.ts";

// As a notebook's cell gets them.
const require = createRequire(import.meta.url);
const inCells: typeof import("@modelcontextprotocol/client") = require("@modelcontextprotocol/client");
const serverInCells: typeof import("@modelcontextprotocol/server") = require("@modelcontextprotocol/server");

/** An answer at the other end of a pipe, with the end that judges. */
function judging(answer: unknown): { judge: Answer; pipe: Pipe } {
  const [learner, pipe] = memoryPipe();
  serveAnswer(learner, answer);
  return { judge: new Answer(pipe, () => async () => Response.error()), pipe };
}

/** A server with one resource, which says what it is about. */
function serverAbout(words: string, Server: typeof McpServer = McpServer): McpServer {
  const server = new Server({ name: "there", version: "1.0.0" });
  server.registerResource("about", "lab://about", {}, ({ href }) => ({
    contents: [{ uri: href, text: words }],
  }));
  return server;
}

const clientOf = (words: string, era: Era) =>
  ({ type: "mcp-client", serve: () => serverAbout(words), era }) as const;

async function read(client: Client): Promise<unknown> {
  return (await client.readResource({ uri: "lab://about" })).contents[0];
}

const eras: [Era, string | undefined][] = [
  ["modern", "2026-07-28"],
  ["legacy", "2025-11-25"],
];

describe.each(eras)("an MCP client of the %s era that an answer is given", (era, revision) => {
  it("is the class that cells import, connected to a server on the judging side", async () => {
    const { judge } = judging(async (client: Client) => ({
      isCellsOwn: client instanceof inCells.Client,
      isOther: client instanceof Client,
      revision: client.getNegotiatedProtocolVersion(),
      read: await read(client),
    }));
    await expect(judge.call([clientOf("judging", era)])).resolves.toEqual({
      status: "returned",
      value: {
        isCellsOwn: true,
        isOther: false,
        revision,
        read: { uri: "lab://about", text: "judging" },
      },
    });
  });

  it("throws the server's error to the answer, with its code and data", async () => {
    const { judge } = judging(async (client: Client) =>
      client.readResource({ uri: "lab://nothing" }).catch((error: unknown) => ({
        isProtocolError: error instanceof inCells.ProtocolError,
        ...Object(error),
      })),
    );
    await expect(judge.call([clientOf("", era)])).resolves.toMatchObject({
      value: { isProtocolError: true, code: -32_602, data: { uri: "lab://nothing" } },
    });
  });

  it("may be one of two, each with its own server", async () => {
    const { judge } = judging(async (left: Client, right: Client) => [
      await read(right),
      await read(left),
    ]);
    const clients = [clientOf("left", era), clientOf("right", era)];
    await expect(judge.call(clients)).resolves.toMatchObject({
      value: [{ text: "right" }, { text: "left" }],
    });
  });

  it("is closed when the check is over", async () => {
    const closed = new Promise<void>((resolve) => {
      const { judge, pipe } = judging((client: Client) => {
        // oxlint-disable-next-line unicorn/prefer-add-event-listener -- no event target
        client.onclose = resolve;
      });
      void judge.call([clientOf("", era)]).then(() => pipe.close());
    });
    await expect(closed).resolves.toBeUndefined();
  });
});

describe("a factory that is given arguments", () => {
  it("gets them before what the SDK gives to every factory", async () => {
    const seen: unknown[][] = [];
    const { judge } = judging((...args: unknown[]) => {
      seen.push(args);
      return serverAbout("factory", serverInCells.McpServer);
    });
    const connection = await judge.connect("modern", [
      { type: "json", value: { words: "given" } },
      { type: "callback", run: () => "called" },
    ]);
    if (connection.status !== "connected") throw new Error(connection.error.message);
    await expect(read(connection.client)).resolves.toMatchObject({ text: "factory" });
    await connection.client.close();
    expect(seen[0]).toEqual([
      { words: "given" },
      expect.any(Function),
      expect.objectContaining({ era: "modern" }),
    ]);
  });
});
