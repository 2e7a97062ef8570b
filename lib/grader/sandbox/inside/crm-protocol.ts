import { z } from "zod";
import type { Json } from "../../../base/json.ts";

/** The channel on which the two halves of a CRM speak about it; each connection has one of its own. */
export const CONTROL = "control";

const json = z.custom<Json>((value) => value !== undefined);

/**
 * What tells the time: the system; a time that stays; or one that moves on when the server would wait.
 */
const clock = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("real") }),
  z.object({ kind: z.literal("fixed"), at: z.number() }),
  z.object({ kind: z.literal("virtual"), at: z.number() }),
]);
export type Clock = z.infer<typeof clock>;

/** What the half in a sandbox says: the REST API and its data are there. */
export const fromCells = z.discriminatedUnion("type", [
  z.object({ type: z.literal("open"), apiKey: z.string(), clock }),
  z.object({ type: z.literal("connect"), channel: z.string().regex(/^mcp-\d{1,3}$/) }),
  z.object({
    type: z.literal("answer"),
    request: z.int(),
    /** Milliseconds since 1970. */
    at: z.number(),
    /** Missing where the backend gave none. */
    reply: z
      .object({
        status: z.number(),
        json: json.optional(),
        headers: z.record(z.string(), z.string()),
      })
      .optional(),
  }),
]);
export type FromCells = z.infer<typeof fromCells>;

/** What the half beside the judge says: the MCP server is there. */
export const toCells = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("ask"),
    request: z.int(),
    method: z.enum(["GET", "POST", "PATCH"]),
    path: z.string(),
    query: z.record(z.string(), z.union([z.string(), z.number()])).exactOptional(),
    body: json.exactOptional(),
    idempotencyKey: z.string().exactOptional(),
  }),
  /** The server would have waited so long, in milliseconds. */
  z.object({ type: z.literal("waited"), ms: z.number() }),
]);
export type ToCells = z.infer<typeof toCells>;

/** The headers of a reply that the server reads. */
export const HEADERS = ["x-request-id", "retry-after"] as const;
