import { describe, expect, it } from "vitest";
import { Trace } from "../../lib/wire/trace.ts";

const request = (body: string): Request =>
  new Request("https://api.example/v1/messages?x=1", {
    method: "POST",
    headers: { "x-api-key": "sk-very-secret" },
    body,
  });

describe("a trace", () => {
  it("records a request and its reply with the same number, secrets masked", async () => {
    const trace = new Trace("rehearsal", ["sk-very-secret"]);
    const send = trace.through(async (sent) =>
      Response.json({ echo: await sent.text() }, { status: 201 }),
    );
    const response = await send(request('{"text":"sk-very-secret"}'));
    await expect(response.json()).resolves.toEqual({ echo: '{"text":"sk-very-secret"}' });
    expect(trace.events).toMatchObject([
      {
        kind: "api-request",
        exchange: 1,
        method: "POST",
        path: "/v1/messages?x=1",
        headers: { "x-api-key": "[masked]" },
        body: { text: "[masked]" },
      },
      { kind: "api-reply", exchange: 1, status: 201, body: { echo: '{"text":"[masked]"}' } },
    ]);
  });

  it("records a stream as the list of its events, and passes it on unchanged", async () => {
    const trace = new Trace("rehearsal");
    const events = 'event: a\ndata: {"type":"a"}\n\nevent: b\ndata: {"type":"b"}\n\n';
    const headers = { "content-type": "text/event-stream" };
    const send = trace.through(async () => new Response(events, { headers }));
    await expect((await send(request("{}"))).text()).resolves.toBe(events);
    await expect
      .poll(() => trace.of("api-reply"))
      .toMatchObject([{ body: [{ type: "a" }, { type: "b" }] }]);
  });

  it("records that no reply came, and lets the error through", async () => {
    const trace = new Trace("rehearsal");
    const send = trace.through(async () => {
      throw new TypeError("fetch failed");
    });
    await expect(send(request("not json"))).rejects.toThrow("fetch failed");
    expect(trace.events).toMatchObject([
      { body: "not json" },
      { kind: "api-reply", status: 0, body: null },
    ]);
  });
});
