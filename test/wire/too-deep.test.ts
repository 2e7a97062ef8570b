import { PassThrough } from "node:stream";
import { assert, asyncProperty, constantFrom, integer } from "fast-check";
import { describe, expect, it } from "vitest";
import { DEEPEST, type Json, parseJson } from "../../lib/base/json.ts";
import { createRehearsal } from "../../lib/services/rehearsal.ts";
import { Answer } from "../../lib/exercises/answer.ts";
import { serveAnswer } from "../../lib/exercises/learner-side.ts";
import { Channels } from "../../lib/wire/channel.ts";
import { answerFetch, fetchOverPipe } from "../../lib/wire/fetch.ts";
import { PipeTransport } from "../../lib/wire/mcp-transport.ts";
import { memoryPipe } from "../../lib/wire/pipe.ts";
import { streamPipe } from "../../lib/wire/stream-pipe.ts";
import { Trace } from "../../lib/wire/trace.ts";

const nestings = {
  lists: (depth: number): string => "[".repeat(depth) + "]".repeat(depth),
  objects: (depth: number): string => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`,
  both: (depth: number): string => `${'[{"b":'.repeat(depth / 2)}0${"}]".repeat(depth / 2)}`,
};
const nesting = constantFrom(...Object.values(nestings));
/** From what is allowed to what ends any stack. */
const tooDeep = integer({ min: DEEPEST + 2, max: 120_000 });

function answerOf(answer: unknown): Answer {
  const [learner, judge] = memoryPipe();
  serveAnswer(learner, answer);
  return new Answer(judge, () => async () => Response.error());
}

const settled = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(() => setImmediate(resolve));
  });

describe("what is nested too deep", () => {
  it("closes the pipe that it comes over, wherever in the message it is", async () => {
    const around = constantFrom<(json: string) => string>(
      (json) => json,
      (json) => `{"channel":"run","message":${json}}`,
      (json) =>
        `{"channel":"answer-1","message":{"channel":"control","message":{"type":"value","value":${json}}}}`,
      (json) =>
        `{"channel":"server-0","message":{"jsonrpc":"2.0","id":1,"result":{"tools":${json}}}}`,
      (json) => `{"jsonrpc":"2.0","method":"x","params":{"_meta":${json}}}`,
    );
    await assert(
      asyncProperty(around, nesting, tooDeep, async (wrap, nested, depth) => {
        const input = new PassThrough();
        const pipe = streamPipe(input, new PassThrough());
        const got: Json[] = [];
        pipe.receive((message) => got.push(message));
        input.write(`${wrap(nested(depth))}\n`);
        await pipe.closed;
        expect(got).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it("closes a pipe also where its reader would throw at the message", async () => {
    const input = new PassThrough();
    const pipe = streamPipe(input, new PassThrough());
    pipe.receive(() => {
      throw new TypeError("no reader of ours does that");
    });
    input.write("{}\n");
    await expect(pipe.closed).resolves.toBeUndefined();
  });

  it("is refused where it is sent, and the next message arrives", async () => {
    const [left, right] = memoryPipe();
    const got: Json[] = [];
    right.receive((message) => got.push(message));
    expect(() => left.send(JSON.parse(nestings.lists(1_700)))).toThrow(
      expect.objectContaining({ code: "pipe-message-too-deep" }),
    );
    left.send(parseJson(nestings.both(DEEPEST)));
    await settled();
    expect(got).toHaveLength(1);
  });

  it.each([1_700, 5_000, 100_000])("is no value of an answer's, at %i levels", async (depth) => {
    const deep: unknown = JSON.parse(nestings.lists(depth));
    expect((await answerOf(deep).shape()).type).toBe("unusable");
    const answer = answerOf((throws: boolean) => {
      if (throws) throw Object.assign(new Error("x"), { deep });
      return deep;
    });
    expect((await answer.call([{ type: "json", value: false }])).status).toBe("not-json");
    expect((await answer.call([{ type: "json", value: true }])).status).toBe("threw");
    await expect(answer.call([{ type: "json", value: false }])).resolves.toMatchObject({
      status: "not-json",
    });
  });

  it("is a refused request, and kept as the text that it was", async () => {
    await assert(
      asyncProperty(nesting, tooDeep, async (nested, depth) => {
        const trace = new Trace("rehearsal");
        const fetch = trace.through(createRehearsal({ onMcp: () => {} }));
        const body = `{"model":"x","max_tokens":1,"messages":[{"role":"user","content":${nested(depth)}}]}`;
        const headers = { "x-api-key": "k", "anthropic-version": "2026-10-21" };
        const init = { method: "POST", headers, body };
        const { status } = await fetch(new Request("https://api.anthropic.com/v1/messages", init));
        expect(status).toBe(400);
        expect(trace.of("api-request").map((request) => request.body)).toEqual([body]);
      }),
      { numRuns: 15 },
    );
  });

  it("is told as no message to an MCP transport", async () => {
    const [left, right] = memoryPipe();
    const transport = new PipeTransport(left);
    await transport.start();
    const message = {
      jsonrpc: "2.0",
      method: "x",
      params: { deep: JSON.parse(nestings.lists(1_700)) },
    } as const;
    await expect(transport.send(message)).rejects.toMatchObject({ code: "pipe-message-too-deep" });
    right.close();
  });
});

describe("a request that the platform's fetch refuses", () => {
  it.each([
    ["an address with a password", { url: "https://user:password@host/" }],
    ["a header that holds a line end", { headers: { "x-a": "b\r\nc: d" } }],
    ["a header that is not Latin-1", { headers: { "x-a": "ä€" } }],
    ["a header without a name", { headers: { "": "x" } }],
    ["a method that is forbidden", { method: "TRACE" }],
    ["a method that is none", { method: "GET /\r\n" }],
    ["a body where none may be", { method: "GET", body: "x" }],
    ["an address that is none", { url: "https://[::1/" }],
  ])("is answered with an error: %s", async (_what, own) => {
    const [left, right] = memoryPipe();
    const [here, there] = [new Channels(left), new Channels(right)];
    answerFetch(there.open("one"), async () => new Response("reached"));
    const pipe = here.open("one");
    const reply = new Promise((resolve) => pipe.receive(resolve));
    pipe.send({ method: "POST", url: "https://api.example/", headers: {}, body: null, ...own });
    await expect(reply).resolves.toMatchObject({ type: "failed" });
    answerFetch(there.open("two"), async () => new Response("reached"));
    const next = await fetchOverPipe(() => here.open("two"))("https://api.example/");
    await expect(next.text()).resolves.toBe("reached");
  });
});
