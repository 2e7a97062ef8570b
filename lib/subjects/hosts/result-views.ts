import { z } from "zod";

/** A tool's result, as far as hosts look at it. */
export const toolResult = z.looseObject({
  content: z.array(
    z.discriminatedUnion("type", [
      z.looseObject({ type: z.literal("text"), text: z.string() }),
      z.looseObject({
        type: z.literal("resource_link"),
        uri: z.string(),
        name: z.string(),
        description: z.string().optional(),
      }),
      z.looseObject({
        type: z.literal("resource"),
        resource: z.looseObject({ uri: z.string(), text: z.string().optional() }),
      }),
      z.looseObject({ type: z.enum(["image", "audio"]), mimeType: z.string() }),
    ]),
  ),
  structuredContent: z.unknown().optional(),
  isError: z.boolean().optional(),
});
type ToolResult = z.infer<typeof toolResult>;
type Block = ToolResult["content"][number];

/** What the model is given of a result: its texts, and whether it is told of a failure. */
export interface ResultView {
  text: string;
  isError: boolean;
}

/**
 * What Claude Code hands on: of a success the structured content, where there is any, and no text; of a
 * failure the text, and no structured content. Seen with 2.1.332 on 2026-11-30.
 */
function claudeCodeView({ content, structuredContent, isError = false }: ToolResult): ResultView {
  const links = content.filter(({ type }) => type === "resource_link");
  if (structuredContent !== undefined && !isObject.safeParse(structuredContent).success) {
    return { text: "returned a malformed result that failed schema validation", isError: true };
  }
  if (isError) {
    const texts = content.filter(({ type }) => type === "text");
    if (texts.length + links.length === 0) return { text: "Unknown error", isError };
    const said = inLines([...texts, ...links]);
    return { text: said.trim() === "" ? "Command failed with no output" : said, isError };
  }
  if (structuredContent === undefined) {
    const text = inLines(content);
    return { text: text === "" ? "(completed with no output)" : text, isError };
  }
  const others = content.filter(({ type }) => type !== "text");
  const parts = [inLines(others), JSON.stringify(structuredContent)];
  return { text: parts.filter(Boolean).join("\n"), isError };
}

const isObject = z.record(z.string(), z.unknown());

function inLines(blocks: readonly Block[]): string {
  return blocks.map(blockText).join("\n");
}

function blockText(block: Block): string {
  switch (block.type) {
    case "text":
      return block.text;
    case "resource_link": {
      const { name, uri, description } = block;
      return `[Resource link: ${name}] ${uri}${description ? ` (${description})` : ""}`;
    }
    case "resource":
      return `[Resource at ${block.resource.uri}] ${block.resource.text ?? ""}`;
    default:
      return `[${block.type}]`;
  }
}

/**
 * What `mcpTools` of the SDK's MCP helpers hands on: the content. A link is none that it knows, and the
 * call fails. Structured content counts where there is nothing else. Source: `@anthropic-ai/sdk` 1.14.0.
 */
function sdkHelperView({ content, structuredContent, isError = false }: ToolResult): ResultView {
  const unknown = content.find(({ type }) => type === "resource_link" || type === "audio");
  if (unknown !== undefined) {
    return { text: `Error: Unsupported MCP content type: ${unknown.type}`, isError: true };
  }
  const isBare = content.length === 0 && isObject.safeParse(structuredContent).success;
  if (isBare && !isError) return { text: JSON.stringify(structuredContent), isError };
  return { text: inLines(content), isError };
}

/**
 * What the MCP connector hands on: text. Source: `mcp_tool_result` in Anthropic's page on the MCP
 * connector, read 2026-09-26.
 */
function connectorView({ content, isError = false }: ToolResult): ResultView {
  return { text: inLines(content.filter(({ type }) => type === "text")), isError };
}

/** The three ways to Claude of this course, and what is left of a result at their end. */
export const RESULT_VIEWS = [
  { host: "Claude Code", view: claudeCodeView },
  { host: "the SDK's helper", view: sdkHelperView },
  { host: "the MCP connector", view: connectorView },
] as const;

/** What each host of this course hands to the model of a tool's result. */
export function resultViews(result: unknown): ({ host: string } & ResultView)[] {
  const read = toolResult.parse(result);
  return RESULT_VIEWS.map(({ host, view }) => ({ host, ...view(read) }));
}
