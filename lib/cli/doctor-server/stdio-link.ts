import type { Json } from "../../base/json.ts";
import type { Pipe } from "../../wire/pipe.ts";
import type { Era } from "../../wire/era.ts";
import type { Reply } from "../../subjects/server-rules/observations.ts";
import type { ProcessEnd } from "../../notebook/child.ts";
import { answerOf, type Link, type Params, refusalOf, requestMessage } from "./messages.ts";
import type { StdioServer } from "./stdio-server.ts";

/** How a process ended, in words. */
export function wordsOfEnd({ code, signal, error }: ProcessEnd): string {
  return error ?? (signal === null ? `exit code ${code}` : `signal ${signal}`);
}

/** Raw requests to a started server, one after the other. */
export function stdioLink(server: StdioServer, timeoutMs: number): Link {
  const open = new Map<number, (reply: Reply) => void>();
  let next = 1;
  const settleAll = (reply: Reply): void => {
    for (const settle of open.values()) settle(reply);
  };
  server.onMessage = (message) => {
    const answer = answerOf(message);
    const settle = typeof answer?.id === "number" ? open.get(answer.id) : undefined;
    if (answer !== undefined && settle !== undefined) return settle(answer.reply);
    const refusal = answer === undefined ? refusalOf(message) : undefined;
    if (refusal !== undefined) server.send(refusal);
  };
  server.onTooLarge = (detail) => settleAll({ status: "none", why: "too-large", detail });
  let gone: Reply | undefined;
  void server.ended.then((end) => {
    gone = { status: "none", why: "ended", detail: wordsOfEnd(end) };
    // What it wrote last may still be on its way.
    setTimeout(() => settleAll(gone ?? { status: "none", why: "ended", detail: "" }), 50);
  });
  return {
    request(era: Era, method: string, params?: Params): Promise<Reply> {
      if (gone !== undefined) return Promise.resolve(gone);
      const id = next++;
      return new Promise((resolve) => {
        const detail = `${timeoutMs / 1000} s`;
        const late = setTimeout(
          () => settle({ status: "none", why: "timeout", detail }),
          timeoutMs,
        );
        const settle = (reply: Reply): void => {
          clearTimeout(late);
          open.delete(id);
          resolve(reply);
        };
        open.set(id, settle);
        server.send(requestMessage(id, era, method, params));
      });
    },
    async notify(method) {
      server.send({ jsonrpc: "2.0", method });
    },
    close: () => server.close(),
  };
}

/** The same messages for the official client. */
export function stdioPipe(server: StdioServer): Pipe {
  const waiting: Json[] = [];
  server.onMessage = (message) => void waiting.push(message);
  return {
    closed: server.ended.then(() => {}),
    send: (message) => server.send(message),
    receive(handler) {
      server.onMessage = handler;
      for (const message of waiting.splice(0)) handler(message);
    },
    close: () => void server.close(),
  };
}
