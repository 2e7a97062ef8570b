import type { CallToolResult } from "@modelcontextprotocol/server";
import type { ToolError } from "./envelope.ts";

/**
 * The same facts as text and as structured content: a host may show a model either one alone. Claude
 * Code drops the text of a success and the structured content of a failure; others show text only.
 */
export const saidTwice = (facts: object): CallToolResult => ({
  content: [{ type: "text", text: factsAsText(facts) }],
  structuredContent: { ...facts },
});

/** The result of a tool call that failed: `isError`, text, and the envelope as structured content. */
export function errorResult(error: ToolError): CallToolResult {
  const { content } = saidTwice(error);
  return { isError: true, content, structuredContent: { error } };
}

/** A line for each fact, and for each record of a list. */
const factsAsText = (facts: object): string =>
  known(facts)
    .map(([name, value]) => {
      const isList = Array.isArray(value) && value.some((row) => typeof row === "object");
      return isList
        ? [`${name}:`, ...value.map((row) => `- ${onOneLine(row)}`)].join("\n")
        : `${name}: ${onOneLine(value) || "none"}`;
    })
    .join("\n");

function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return value.map(onOneLine).join(" | ");
  if (typeof value !== "object" || value === null) return String(value);
  return known(value)
    .map(([name, item]) => `${name}: ${onOneLine(item)}`)
    .join("; ");
}

const known = (facts: object): [string, unknown][] =>
  Object.entries(facts).filter(([, value]) => value !== undefined);
