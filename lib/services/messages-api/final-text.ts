import type { Step } from "./conversation.ts";
import type { OfferedTool } from "./offered-tool.ts";

const LONGEST_LINE = 200;

/**
 * The text that ends a turn. It names itself a rehearsal, says what was asked, and cites each call
 * with the first line of its result.
 */
export function finalText(
  question: string,
  tools: readonly OfferedTool[],
  steps: readonly Step[],
): string {
  const asked = firstLine(question.replaceAll(/\s+/g, " "));
  if (steps.length === 0) {
    const why = tools.length === 0 ? "no tools were offered" : "no tool offered fits the request";
    return `Rehearsal, not Claude: ${why}, and nothing here understands it. It says: "${asked}"`;
  }
  const lines = steps.map(
    ({ tool, server, isError, text }) =>
      `- ${tool}${server === undefined ? "" : ` (${server})`}${isError ? " failed" : ""}: ${firstLine(text)}`,
  );
  const count = steps.length === 1 ? "1 call was" : `${steps.length} calls were`;
  return `Rehearsal, not Claude: ${count} made for "${asked}"\n\n${lines.join("\n")}`;
}

function firstLine(text: string): string {
  const line =
    text
      .split("\n")
      .find((one) => one.trim() !== "")
      ?.trim() ?? "(empty)";
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line;
}
