import type { Transport } from "@modelcontextprotocol/client";
import { findExaminer } from "../../../notebook/process/examiner-hook.ts";
import type { Backend, BackendRequest } from "../../../services/crm/server/attempt.ts";
import { openEmbedded } from "../../../services/crm/server/embedded.ts";
import { httpBackend } from "../../../services/crm/server/http-backend.ts";
import type { CrmOptions } from "../../../services/crm/server/open-crm.ts";
import type { CrmSettings } from "../../../services/crm/server/settings.ts";
import { Channels } from "../../../wire/channel.ts";
import { toJson } from "../../../wire/error-json.ts";
import { PipeTransport } from "../../../wire/mcp-transport.ts";
import { type Clock, CONTROL, type FromCells, HEADERS, toCells } from "./crm-protocol.ts";

/**
 * Takes the place of the CRM's MCP server inside a sandbox: what makes an error of a tool out of a
 * failure, and tries again, are answers. The REST API is here; the server is on the judging side.
 */
interface CrmThere {
  /** Passes a connection on. */
  connect: (transport: Transport) => { close: () => Promise<void> };
  /** Resolves once the judging side serves it no more. */
  ended: Promise<void>;
}

/** @see `services/crm/server/open-crm` */
export async function openCrm(
  settings: CrmSettings,
  options: CrmOptions = {},
): Promise<{ surroundings: CrmThere; close: () => void }> {
  const pipe = findExaminer()?.serve("crm");
  if (pipe === undefined) throw new Error("this notebook is run without a judging side");
  const { now = Date.now, sleep } = options;
  const { close = (): void => {}, ...backend }: Backend & { close?: () => void } =
    options.backend ?? (await open(settings, options));
  const channels = new Channels(pipe);
  const control = channels.open(CONTROL);
  const say = (message: FromCells): void => control.send(toJson(message) ?? null);
  control.receive((received) => {
    const said = toCells.parse(received);
    if (said.type === "waited") return void sleep?.(said.ms);
    const { type: _type, request, ...asked } = said;
    void answer(backend, asked).then((reply) =>
      say({ type: "answer", request, at: now(), ...(reply && { reply }) }),
    );
  });
  say({ type: "open", apiKey: backend.apiKey, clock: clockOf(options) });
  let connections = 0;
  const connect: CrmThere["connect"] = (transport) => {
    const channel = `mcp-${++connections}`;
    say({ type: "connect", channel });
    return join(transport, new PipeTransport(channels.open(channel)));
  };
  return {
    surroundings: { connect, ended: pipe.closed },
    close() {
      pipe.close();
      close();
    },
  };
}

/** @see `services/crm/server/serve-connection` */
export function serveCrmConnection(
  { connect }: CrmThere,
  transport: Transport,
): { close: () => Promise<void> } {
  return connect(transport);
}

async function open(settings: CrmSettings, { now }: CrmOptions): Promise<Backend> {
  return settings.kind === "remote"
    ? httpBackend(settings.baseUrl, settings.apiKey)
    : await openEmbedded(now === undefined ? {} : { now });
}

function clockOf({ now, sleep }: CrmOptions): Clock {
  if (now === undefined) return { kind: "real" };
  return { kind: sleep === undefined ? "fixed" : "virtual", at: now() };
}

type Reply = Extract<FromCells, { type: "answer" }>["reply"];

/** Longer than the other side waits. */
const TIMEOUT_MS = 15_000;

async function answer(
  { send }: Backend,
  asked: Omit<BackendRequest<unknown>, "shape">,
): Promise<Reply> {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- no backend looks at the shape
    const request = asked as BackendRequest<unknown>;
    const { status, json, header } = await send(request, AbortSignal.timeout(TIMEOUT_MS));
    const headers = HEADERS.flatMap((name) => {
      const value = header(name);
      return value === null ? [] : [[name, value] as const];
    });
    const value = toJson(json);
    return {
      status,
      headers: Object.fromEntries(headers),
      ...(value !== undefined && { json: value }),
    };
  } catch {
    return undefined;
  }
}

/** Hands what comes over one transport to the other, until one is closed. */
function join(here: Transport, there: Transport): { close: () => Promise<void> } {
  const close = async (): Promise<void> => {
    await Promise.all([here.close(), there.close()]);
  };
  for (const [one, other] of [
    [here, there],
    [there, here],
  ] as const) {
    // oxlint-disable-next-line unicorn/prefer-add-event-listener -- no event target
    one.onmessage = (message) => void other.send(message).catch(close);
    // oxlint-disable-next-line unicorn/prefer-add-event-listener -- no event target
    one.onclose = () => void other.close();
    void one.start();
  }
  return { close };
}
