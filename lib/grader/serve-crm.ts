import { aborted } from "../base/waiting.ts";
import type { Backend } from "../services/crm/server/attempt.ts";
import { type OpenCrm, openCrm } from "../services/crm/server/open-crm.ts";
import { serveCrmConnection } from "../services/crm/server/serve-connection.ts";
import { Channels } from "../wire/channel.ts";
import { toJson } from "../wire/error-json.ts";
import { PipeTransport } from "../wire/mcp-transport.ts";
import type { Pipe } from "../wire/pipe.ts";
import {
  type Clock,
  CONTROL,
  type FromCells,
  fromCells,
  type ToCells,
} from "./sandbox/inside/crm-protocol.ts";

/** More connections than any notebook makes to one CRM. */
const MAX_CONNECTIONS = 40;

/** Serves a CRM over MCP whose REST API, and all that it keeps, is at the pipe's other end, in a sandbox. */
export function serveCrm(pipe: Pipe): void {
  const channels = new Channels(pipe);
  const control = channels.open(CONTROL);
  const backend = new BackendThere((message) => control.send(toJson(message) ?? null), pipe);
  let opened: Promise<OpenCrm> | undefined;
  let connections = 0;
  const obey = (said: FromCells): void => {
    if (said.type === "answer") return backend.settle(said);
    if (said.type === "open") {
      opened ??= openCrm({ kind: "embedded" }, { ...backend.open(said), log: () => {} });
      return;
    }
    if (opened === undefined || ++connections > MAX_CONNECTIONS) return pipe.close();
    // Opened in this turn: what the client sends next would be dropped otherwise.
    const transport = new PipeTransport(channels.open(said.channel));
    void opened.then(({ surroundings }) => serveCrmConnection(surroundings, transport));
  };
  control.receive((received) => {
    const said = fromCells.safeParse(received);
    if (said.success) obey(said.data);
    else pipe.close();
  });
  void pipe.closed.then(async () => (await opened)?.close());
}

type Answer = Extract<FromCells, { type: "answer" }>;

/** The way to the REST API in the sandbox, and its clock. */
class BackendThere {
  #say: (message: ToCells) => void;
  #pipe: Pipe;
  #asked = 0;
  #waiting = new Map<number, (answer: Answer) => void>();
  #clock: Clock = { kind: "real" };

  constructor(say: (message: ToCells) => void, pipe: Pipe) {
    this.#say = say;
    this.#pipe = pipe;
  }

  /** What the MCP server works with. */
  open({ apiKey, clock }: Extract<FromCells, { type: "open" }>): Parameters<typeof openCrm>[1] {
    this.#clock = clock;
    const now = (): number => ("at" in this.#clock ? this.#clock.at : Date.now());
    const wait = async (ms: number): Promise<void> => {
      if ("at" in this.#clock) this.#clock.at += ms;
      this.#say({ type: "waited", ms });
    };
    const send: Backend["send"] = (request, signal) => this.#send(request, signal);
    const isVirtual = clock.kind === "virtual";
    return { backend: { apiKey, send }, now, ...(isVirtual && { sleep: wait, random: () => 0.5 }) };
  }

  settle(answer: Answer): void {
    if (this.#clock.kind === "virtual") this.#clock.at = answer.at;
    this.#waiting.get(answer.request)?.(answer);
    this.#waiting.delete(answer.request);
  }

  async #send(
    { method, path, query = {}, body, idempotencyKey }: Parameters<Backend["send"]>[0],
    signal: AbortSignal,
  ): ReturnType<Backend["send"]> {
    const request = ++this.#asked;
    const answered = new Promise<Answer>((resolve) => this.#waiting.set(request, resolve));
    const given = Object.entries(query).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    );
    const json = toJson(body);
    this.#say({
      type: "ask",
      request,
      method,
      path,
      query: Object.fromEntries(given),
      ...(json !== undefined && { body: json }),
      ...(idempotencyKey !== undefined && { idempotencyKey }),
    });
    const reply = (await Promise.race([answered, aborted(signal), this.#pipe.closed]))?.reply;
    this.#waiting.delete(request);
    if (reply === undefined) throw new TypeError("The connection ended.");
    const { status, json: said, headers } = reply;
    return { status, json: said, header: (name) => headers[name] ?? null };
  }
}
