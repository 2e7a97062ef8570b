import { z } from "zod";
import type { Json } from "../../base/json.ts";

const block = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  id: z.string().optional(),
  name: z.string().optional(),
  tool_use_id: z.string().optional(),
  is_error: z.boolean().optional(),
});

const reply = z.looseObject({ content: z.array(block), stop_reason: z.string() });

/** What a summary of one or more replies has to say. */
export interface Facts {
  texts: string[];
  calls: string[];
  failures: string[];
  stopReason: string;
}

const asCame = z.looseObject({ content: z.array(z.json()) });

/** The blocks of a reply as they came; empty where the API refused. */
export function contentOf(body: Json): Json[] {
  return asCame.safeParse(body).data?.content ?? [];
}

/** How a reply ended; empty where the API refused. */
export function stopReasonOf(body: Json): string {
  return reply.safeParse(body).data?.stop_reason ?? "";
}

/** The facts of the replies to one question, one after the other. */
export function factsOf(bodies: readonly Json[]): Facts {
  const replies = bodies.flatMap((body) => reply.safeParse(body).data ?? []);
  const blocks = replies.flatMap(({ content }) => content);
  const names = new Map(blocks.map(({ id, name }) => [id, name ?? ""]));
  const results = blocks.filter(({ type }) => type === "mcp_tool_result");
  const toolsOf = (failed: boolean): string[] =>
    results
      .filter(({ is_error }) => (is_error ?? false) === failed)
      .map(({ tool_use_id }) => names.get(tool_use_id) ?? "");
  return {
    texts: blocks.flatMap(({ type, text }) => (type === "text" ? (text ?? "") : [])),
    calls: toolsOf(false),
    failures: toolsOf(true),
    stopReason: replies.at(-1)?.stop_reason ?? "",
  };
}
