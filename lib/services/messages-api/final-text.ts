import type { Step } from "./conversation.ts";
import { howToAllow, type OfferedTool } from "./offered-tool.ts";

const LONGEST_LINE = 200;

/** What a turn was about. */
interface Turned {
  question: string;
  tools: readonly OfferedTool[];
  steps: readonly Step[];
}

/**
 * The text that ends a turn. It names itself a rehearsal, says what was asked, and cites each call
 * with the first line of its result.
 * @param withheld the tool that would be called next if it were known to only read
 */
export function finalText(turned: Turned, withheld?: OfferedTool): string {
  const { question, tools, steps } = turned;
  const asked = firstLine(question.replaceAll(/\s+/g, " "));
  if (steps.length === 0) {
    if (withheld !== undefined)
      return `Rehearsal, not Claude: ${wouldCall(withheld)} It says: "${asked}"`;
    const why = tools.length === 0 ? "no tools were offered" : "no tool offered fits the request";
    return `Rehearsal, not Claude: ${why}, and nothing here understands it. It says: "${asked}"`;
  }
  const lines = steps.map(
    ({ tool, server, isError, text }) =>
      `- ${tool}${server === undefined ? "" : ` (${server})`}${isError ? " failed" : ""}: ${firstLine(text)}`,
  );
  const count = steps.length === 1 ? "1 call was" : `${steps.length} calls were`;
  const more = withheld === undefined ? "" : `\n\nNext ${wouldCall(withheld)}`;
  return `Rehearsal, not Claude: ${count} made for "${asked}"\n\n${lines.join("\n")}${more}`;
}

function wouldCall(tool: OfferedTool): string {
  return `I would call ${tool.name.slice(0, 120)} here. ${howToAllow(tool)}`;
}

function firstLine(text: string): string {
  const line =
    text
      .split("\n")
      .find((one) => one.trim() !== "")
      ?.trim() ?? "(empty)";
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line;
}
