import { isObject } from "../../base/json.ts";
import { invalid } from "./api-error.ts";
import type { Identifiers } from "./identifiers.ts";
import { propertiesOf } from "./json-schema.ts";
import { composedName, type OfferedTool } from "./offered-tool.ts";
import type { ReplySearch } from "./reply-types.ts";
import type { InputMessage, SearchTool } from "./request-types.ts";
import { keywords, stems } from "./words.ts";

/** How many tools a search finds by default, and how long a search may be. Source: "Tool search tool". */
const MOST_FOUND = 5;
const LONGEST_PATTERN = 200;
const LONGEST_QUERY = 500;

/** The blocks of a search, and the tools that can be called from there on. */
interface ToolSearch {
  blocks: ReplySearch[];
  found: OfferedTool[];
}

/**
 * Searches deferred tools by the words of a question: in names, descriptions, and the names and
 * descriptions of arguments. The API writes a pattern or a query as it thinks fit; this is a rule.
 */
export function searchTools(
  question: string,
  { name }: SearchTool,
  deferred: readonly OfferedTool[],
  ids: Identifiers,
  taken: string,
): ToolSearch {
  const words = stems(question);
  const found = deferred
    .map((tool) => ({ tool, hits: hitsIn(tool, words) }))
    .filter(({ hits }) => hits > 0)
    .toSorted((a, b) => b.hits - a.hits)
    .slice(0, MOST_FOUND)
    .map(({ tool }) => tool);
  const id = ids.next("srvtoolu", taken);
  const input =
    name === "tool_search_tool_regex"
      ? { pattern: patternOf(words) }
      : { query: keywords(question).slice(0, LONGEST_QUERY) };
  const tool_references = found.map((tool) => ({
    type: "tool_reference" as const,
    tool_name: composedName(tool),
  }));
  return {
    blocks: [
      { type: "server_tool_use", id, name, input, caller: { type: "direct" } },
      {
        type: "tool_search_tool_result",
        tool_use_id: id,
        content: { type: "tool_search_tool_search_result", tool_references },
      },
    ],
    found,
  };
}

/**
 * The deferred tools that an earlier search, or a search of the caller's own, has found.
 * @throws ApiError 400 on a reference to a tool that is not there
 */
export function referredTools(
  messages: readonly InputMessage[],
  tools: readonly OfferedTool[],
): OfferedTool[] {
  const byName = new Map(tools.map((tool) => [composedName(tool), tool]));
  return [...new Set(messages.flatMap(referencesIn))].map((name) => {
    const tool = byName.get(name);
    if (tool !== undefined) return tool;
    throw invalid(`Tool reference '${name.slice(0, 120)}' not found in available tools`);
  });
}

function referencesIn({ content }: InputMessage): string[] {
  const parts = content.flatMap((block) => {
    if (block.type === "tool_search_tool_result") {
      const { content: found } = block;
      return found.type === "tool_search_tool_search_result" ? found.tool_references : [];
    }
    return block.type === "tool_result" && Array.isArray(block.content) ? block.content : [];
  });
  return parts.flatMap((part) => (part.type === "tool_reference" ? [part.tool_name] : []));
}

/** Words beside each other, as many as fit. */
function patternOf(words: readonly string[]): string {
  return words.reduce((pattern, word) => {
    const longer = pattern === "" ? word : `${pattern}|${word}`;
    return longer.length > LONGEST_PATTERN ? pattern : longer;
  }, "");
}

function hitsIn({ name, description, schema }: OfferedTool, words: readonly string[]): number {
  const args = Object.entries(propertiesOf(schema)).map(
    ([arg, value]) => `${arg} ${isObject(value) ? JSON.stringify(value["description"]) : ""}`,
  );
  const text = [name, description, ...args].join(" ").toLowerCase();
  return words.filter((word) => text.includes(word)).length;
}
