import { z } from "zod";
import type { Json } from "../../base/json.ts";
import type { Reply } from "../../subjects/server-rules/observations.ts";
import type { Era } from "../../wire/era.ts";

/** A connection to a server on which raw messages go: nothing is checked, repaired or left out. */
export interface Link {
  request(era: Era, method: string, params?: Params): Promise<Reply>;
  notify(method: string): Promise<void>;
  /** The session of an HTTP connection of 2025, where it has one. */
  session?: () => string | undefined;
  close(): Promise<void>;
}

export type Params = { [name: string]: Json };

/** The revision of each era that is asked for. */
export const REVISIONS: Record<Era, string> = { modern: "2026-07-28", legacy: "2025-11-25" };

const CLIENT = { name: "mcp-lab-doctor", version: "1.0.0" };

/** What a request of 2026-07-28 says of its client. */
const ENVELOPE: Params = {
  "io.modelcontextprotocol/protocolVersion": REVISIONS.modern,
  "io.modelcontextprotocol/clientInfo": CLIENT,
  "io.modelcontextprotocol/clientCapabilities": {},
};

/** A request as it goes over the wire. */
export function requestMessage(id: number, era: Era, method: string, params: Params = {}): Params {
  const full = era === "modern" ? { ...params, _meta: ENVELOPE } : params;
  return { jsonrpc: "2.0", id, method, params: full };
}

/** The parameters of `initialize`. */
export const INITIALIZE: Params = {
  protocolVersion: REVISIONS.legacy,
  capabilities: {},
  clientInfo: CLIENT,
};

const id = z.union([z.number(), z.string(), z.null()]);
const fault = z.object({
  code: z.number(),
  message: z.string().catch(""),
  data: z.unknown().optional(),
});
const answer = z.union([
  z
    .object({ id, result: z.unknown() })
    .refine((message) => "result" in message)
    .transform((read) => ({ id: read.id, reply: resultReply(read.result) })),
  z
    .object({ id: id.default(null), error: fault })
    .transform((read) => ({ id: read.id, reply: errorReply(read.error) })),
]);

const resultReply = (result: unknown): Reply => ({ status: "result", result });

function errorReply({ code, message, data }: z.infer<typeof fault>): Reply {
  return { status: "error", code, message, ...(data !== undefined && { data }) };
}

const request = z.looseObject({ id: z.union([z.number(), z.string()]), method: z.string() });

/** The answer that a message is, and to which request; undefined for any other message. */
export function answerOf(message: unknown): { id: unknown; reply: Reply } | undefined {
  return answer.safeParse(message).data;
}

/** What a client that can do nothing answers to a server's request; undefined for what is none. */
export function refusalOf(message: unknown): Params | undefined {
  const asked = request.safeParse(message).data;
  if (asked === undefined) return undefined;
  const { id: asking, method } = asked;
  if (method === "ping") return { jsonrpc: "2.0", id: asking, result: {} };
  const error = { code: -32_601, message: "This client can do nothing of the kind." };
  return { jsonrpc: "2.0", id: asking, error };
}
