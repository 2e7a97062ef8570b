import type { CallToolResult } from "@modelcontextprotocol/server";
import type { ToolError } from "./envelope.ts";

/** The essentials in words: for hosts that show a model nothing but text. */
export function errorText(error: ToolError): string {
  const wait = error.retry_after_ms === undefined ? "" : `, after ${error.retry_after_ms} ms`;
  const lines = [
    `${error.code}: ${error.message}`,
    `Retryable: ${error.retryable ? `yes${wait}` : "no"}. Can be fixed by: ${error.who_can_fix}.`,
  ];
  if (error.required_permission !== undefined) {
    lines.push(`Missing permission: ${error.required_permission}.`);
  }
  for (const { field, message, allowed } of error.issues ?? []) {
    lines.push(
      `- ${field}: ${message}${allowed === undefined ? "" : ` Allowed: ${allowed.join(", ")}.`}`,
    );
  }
  if (error.issues === undefined && error.allowed !== undefined) {
    lines.push(`Allowed for ${error.field}: ${error.allowed.join(", ")}.`);
  }
  lines.push(error.hint, `Correlation id: ${error.correlation_id}`);
  return lines.join("\n");
}

/** The result of a tool call that failed: `isError`, text, and the envelope as structured content. */
export function errorResult(error: ToolError): CallToolResult {
  return {
    isError: true,
    content: [{ type: "text", text: errorText(error) }],
    structuredContent: { error },
  };
}
