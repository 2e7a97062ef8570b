import { describe, expect, it } from "vitest";
import { Channels } from "../../lib/wire/channel.ts";
import { answerFetch, fetchOverPipe } from "../../lib/wire/fetch.ts";
import { memoryPipe } from "../../lib/wire/pipe.ts";

/** A `fetch` whose requests cross a pipe to `answer`. */
function fetchTo(answer: (request: Request) => Promise<Response>): typeof fetch {
  const [left, right] = memoryPipe();
  const here = new Channels(left);
  const there = new Channels(right);
  let count = 0;
  return fetchOverPipe(() => {
    const name = `fetch-${++count}`;
    answerFetch(there.open(name), answer);
    return here.open(name);
  });
}

describe("fetch over a pipe", () => {
  it("carries method, address, headers and body there, and status, headers and body back", async () => {
    const send = fetchTo(async (request) =>
      Response.json(
        {
          method: request.method,
          url: request.url,
          key: request.headers.get("x-key"),
          body: await request.text(),
        },
        { status: 418, headers: { "request-id": "req_1" } },
      ),
    );
    const init = { method: "POST", headers: { "x-key": "k" }, body: "héllo" };
    const response = await send("https://api.example/v1?x=1", init);
    expect([response.status, response.headers.get("request-id"), await response.json()]).toEqual([
      418,
      "req_1",
      { method: "POST", url: "https://api.example/v1?x=1", key: "k", body: "héllo" },
    ]);
  });

  it("delivers a stream piece by piece, before it has ended", async () => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    const send = fetchTo(async () => new Response(readable));
    const { body } = await send("https://api.example/");
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
    for (const piece of ["first", "last"]) {
      await writer.write(new TextEncoder().encode(piece));
      await expect(reader?.read()).resolves.toMatchObject({ value: piece });
    }
    await writer.close();
    await expect(reader?.read()).resolves.toMatchObject({ done: true });
  });

  it("rejects with the error that the other side had", async () => {
    const send = fetchTo(async () => {
      throw Object.assign(new RangeError("too far"), { distance: 7 });
    });
    await expect(send("https://api.example/")).rejects.toMatchObject({
      name: "RangeError",
      message: "too far",
      distance: 7,
    });
  });

  it("tells the other side when it is aborted", async () => {
    const abort = new AbortController();
    let aborted: Promise<void> | undefined;
    const send = fetchTo(async (request) => {
      aborted = new Promise((resolve) => request.signal.addEventListener("abort", () => resolve()));
      queueMicrotask(() => abort.abort());
      await aborted;
      return new Response();
    });
    await expect(send("https://api.example/", { signal: abort.signal })).rejects.toThrow("abort");
    await expect(aborted).resolves.toBeUndefined();
  });
});
