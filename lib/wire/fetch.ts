import { z } from "zod";
import { LabError } from "../base/lab-error.ts";
import { errorFromJson, errorJson, errorToJson } from "./error-json.ts";
import type { Pipe } from "./pipe.ts";

const requestMessage = z.object({
  method: z.string(),
  url: z.url(),
  headers: z.record(z.string(), z.string()),
  body: z.string().nullable(),
});

const responseMessage = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("head"),
    status: z.number().int().min(200).max(599),
    headers: z.record(z.string(), z.string()),
  }),
  z.object({ type: z.literal("chunk"), text: z.string() }),
  z.object({ type: z.literal("end") }),
  z.object({ type: z.literal("failed"), error: errorJson }),
]);

/** A `fetch` whose requests are answered at the other end of pipes that `open` gives, one a request. */
export function fetchOverPipe(open: () => Pipe): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const pipe = open();
    request.signal.addEventListener("abort", () => pipe.close());
    pipe.send({
      method: request.method,
      url: request.url,
      headers: Object.fromEntries(request.headers),
      body: request.body === null ? null : await request.text(),
    });
    return await readResponse(pipe, request.signal);
  };
}

function readResponse(pipe: Pipe, signal: AbortSignal): Promise<Response> {
  return new Promise((resolve, reject) => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    const encoder = new TextEncoder();
    const fail = (error: unknown): void => {
      reject(error instanceof Error ? error : new Error(String(error)));
      writer.abort(error).catch(() => {});
    };
    void pipe.closed.then(() =>
      fail(signal.aborted ? signal.reason : new TypeError("fetch failed")),
    );
    pipe.receive((received) => {
      const message = responseMessage.parse(received);
      switch (message.type) {
        case "head": {
          const bodiless = message.status === 204 || message.status === 304;
          return resolve(new Response(bodiless ? null : readable, message));
        }
        case "chunk":
          return void writer.write(encoder.encode(message.text)).catch(() => {});
        case "end":
          return void writer.close().catch(() => {});
        case "failed":
          return fail(errorFromJson(message.error));
      }
    });
  });
}

/** Answers one request that came over a pipe with what `answer` replies to it, streamed as it comes. */
export function answerFetch(pipe: Pipe, answer: (request: Request) => Promise<Response>): void {
  const abort = new AbortController();
  void pipe.closed.then(() => abort.abort());
  pipe.receive((received) => {
    void reply(received).catch((error: unknown) => {
      pipe.send({ type: "failed", error: { ...errorToJson(error) } });
    });
  });

  async function reply(received: unknown): Promise<void> {
    const parsed = requestMessage.safeParse(received);
    if (!parsed.success) {
      throw new LabError("pipe-request-invalid", {
        what: "A request that crossed the pipe is not well-formed.",
        remedy: "Send it with fetch or the SDK's client, unchanged.",
      });
    }
    const { url, ...init } = parsed.data;
    const response = await answer(new Request(url, { ...init, signal: abort.signal }));
    pipe.send({
      type: "head",
      status: response.status,
      headers: Object.fromEntries(response.headers),
    });
    const decoder = new TextDecoder();
    for await (const bytes of response.body ?? []) {
      pipe.send({ type: "chunk", text: decoder.decode(bytes, { stream: true }) });
    }
    pipe.send({ type: "end" });
  }
}
