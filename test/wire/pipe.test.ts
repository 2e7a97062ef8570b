import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { Channels } from "../../lib/wire/channel.ts";
import { MAX_MESSAGE_LENGTH, memoryPipe, type Pipe } from "../../lib/wire/pipe.ts";
import { streamPipe } from "../../lib/wire/stream-pipe.ts";
import type { Json } from "../../lib/base/json.ts";

function streamPair(): [Pipe, Pipe] {
  const there = new PassThrough();
  const back = new PassThrough();
  return [streamPipe(back, there), streamPipe(there, back)];
}

function next(pipe: Pipe): Promise<Json> {
  return new Promise((resolve) => pipe.receive(resolve));
}

describe.each([
  ["in memory", memoryPipe],
  ["over streams", streamPair],
])("a pipe %s", (_kind, open) => {
  it("delivers copies, in order, also those sent before anyone received", async () => {
    const [left, right] = open();
    const message = { text: "one\ntwo", list: [1, null, true] };
    left.send(message);
    left.send("second");
    const got: Json[] = [];
    await new Promise<void>((resolve) => {
      right.receive((received) => {
        got.push(received);
        if (got.length === 2) resolve();
      });
    });
    expect(got).toEqual([message, "second"]);
    expect(got[0]).not.toBe(message);
  });

  it("is closed at both ends when one end closes it", async () => {
    const [left, right] = open();
    left.close();
    await expect(Promise.all([left.closed, right.closed])).resolves.toEqual([undefined, undefined]);
  });

  it("refuses a message over the limit, with a remedy", () => {
    const [left] = open();
    expect(() => left.send("x".repeat(MAX_MESSAGE_LENGTH))).toThrow(
      expect.objectContaining({ code: "pipe-message-too-large" }),
    );
  });

  it("carries named channels that do not disturb each other", async () => {
    const [left, right] = open();
    const here = new Channels(left);
    const there = new Channels(right);
    const [a, b] = [there.open("a"), there.open("b")];
    here.open("b").send("for b");
    here.open("unknown").send("for nobody");
    here.open("a").send("for a");
    await expect(Promise.all([next(a), next(b)])).resolves.toEqual(["for a", "for b"]);
  });

  it("closes one channel at both ends and leaves the others open", async () => {
    const [left, right] = open();
    const here = new Channels(left);
    const there = new Channels(right);
    const [a, b] = [there.open("a"), there.open("b")];
    here.open("a").close();
    await a.closed;
    here.open("b").send("still here");
    await expect(next(b)).resolves.toBe("still here");
  });
});

describe("a pipe in memory", () => {
  it("lets time pass while its ends answer each other for ever", async () => {
    const [left, right] = memoryPipe();
    left.receive((message) => left.send(message));
    right.receive((message) => right.send(message));
    left.send("round and round");
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
    left.close();
    await expect(right.closed).resolves.toBeUndefined();
  });
});

describe("a pipe over streams", () => {
  it.each([
    ["a line that is not JSON", "hello\n"],
    ["a line without end", "x".repeat(MAX_MESSAGE_LENGTH + 1)],
  ])("closes at %s: the other side is not one of ours", async (_case, bytes) => {
    const input = new PassThrough();
    const pipe = streamPipe(input, new PassThrough());
    input.write(bytes);
    await expect(pipe.closed).resolves.toBeUndefined();
  });
});
