import type { Random } from "../../base/random.ts";
import type { Json } from "../../base/json.ts";

/** A request as it goes over the wire. */
export interface WireRequest {
  path: string;
  headers: { [name: string]: string };
  body: Json;
  [field: string]: Json;
}

/** A request and, in words, what is to be seen in it. */
export interface AuditCase {
  about: string;
  request: WireRequest;
}

/** Fields of a request, or of a part of one. */
export type Fields = { [field: string]: Json };

/** What differs between two sets of cases: names, orders, versions. */
export interface Draw {
  server: string;
  tool: string;
  word: string;
  file: string;
  random: Random;
}

/** Tools that run code; the last is one of a later day. */
export const CODE = [
  "code_execution_20250825",
  "code_execution_20260120",
  "code_execution_20260521",
  "code_execution_20270118",
];
/** Versions of the web tools that filter; the last is one of a later day. */
export const FILTERING = ["20260209", "20260318", "20270212"];

/** A request with these fields, else a plain one. */
export function request(fields: Fields, more: Partial<WireRequest> = {}): WireRequest {
  return {
    path: "/v1/messages",
    headers: { "anthropic-version": "2026-10-21" },
    body: {
      model: "claude-opus-4-7",
      max_tokens: 1024,
      messages: [{ role: "user", content: "Which companies are new?" }],
      ...fields,
    },
    ...more,
  };
}

/** A message of the user with these blocks. */
export const saying = (...content: Json[]): Fields => ({ messages: [{ role: "user", content }] });
/** A block of text. */
export const text = (words: string): Fields => ({ type: "text", text: words });

/** A tool of its own. */
export function ownTool({ tool }: Draw, more: Fields = {}): Json {
  const input_schema = { type: "object", properties: { query: { type: "string" } } };
  return { name: tool, description: "Looks something up.", input_schema, ...more };
}
