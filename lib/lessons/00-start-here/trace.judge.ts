import { z } from "zod";
import type { Json } from "../../base/json.ts";
import { type Finding, type Judge, show } from "../../exercises/finding.ts";

/** What the call of 00.1 did, and what the learner read off its trace. */
export interface TraceReadingEvidence {
  answer: Json;
  server: string;
  tool: string;
  answeredBy: "Claude" | "rehearsal";
}

export const judgeTraceReading: Judge<TraceReadingEvidence> = (evidence) => {
  const { answer, server, tool, answeredBy } = evidence;
  const read = z.record(z.string(), z.json()).safeParse(answer).data;
  const compare = (
    slug: string,
    field: string,
    right: string,
    words: { expected: string; advice: string },
  ): Finding => ({
    check: `00.1.${slug}`,
    passed: read?.[field] === right,
    expected: words.expected,
    found: describeField(read, field, answer),
    advice: isNearly(read?.[field], right)
      ? "Copy it letter by letter, and nothing around it."
      : words.advice,
  });
  return [
    compare("server", "server", server, {
      expected: "the name that the request gives the MCP server",
      advice: "Look at the box on the right of the drawing, or at `mcp_servers` in the request.",
    }),
    compare("tool", "tool", tool, {
      expected: "the name of the tool that was called",
      advice: "It is the word after `tools/call` on the arrow to the server.",
    }),
    compare("answered-by", "answeredBy", answeredBy, {
      expected: "who the banner says is answering",
      advice: "Look at the banner under the setup cell.",
    }),
  ];
};

function describeField(
  read: Record<string, Json> | undefined,
  field: string,
  answer: Json,
): string {
  if (read === undefined) return `no object, but ${show(answer)}`;
  const value = read[field];
  if (value === undefined) return `no field ${field}; its fields are ${show(Object.keys(read))}`;
  return JSON.stringify(value) === "{}" ? `${field}: still todo()` : `${field}: ${show(value)}`;
}

/** Right but for capitals, spaces or what is around it. */
function isNearly(value: Json | undefined, right: string): boolean {
  return (
    typeof value === "string" &&
    value.replaceAll(/[^a-z0-9]/gi, "").toLowerCase() ===
      right.replaceAll(/[^a-z0-9]/gi, "").toLowerCase()
  );
}
