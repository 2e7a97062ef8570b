import type { MCPCallToolResultLike } from "@anthropic-ai/sdk/helpers/beta/mcp";
import { mcpTools } from "@anthropic-ai/sdk/helpers/beta/mcp";
import { describe, expect, it } from "vitest";
import { pairCalls } from "../../../lib/subjects/hosts/pair-calls.ts";
import { recordedRuns } from "../../../lib/subjects/hosts/recorded.ts";
import { resultViews } from "../../../lib/subjects/hosts/result-views.ts";

const viewOf = (host: string, result: unknown) => {
  const { text, isError } = resultViews(result).find((one) => one.host === host) ?? {};
  return { text, isError };
};

const said = (text: string) => ({ type: "text" as const, text });
const link = { type: "resource_link" as const, uri: "t://one", name: "one", description: "About" };
const inside = {
  type: "resource" as const,
  resource: { uri: "t://two", mimeType: "text/plain", text: "Inside" },
};
const data = { deals: ["d-17"] };

describe("Claude Code's view", () => {
  const calls = [recordedRuns.crm, recordedRuns.shapes]
    .flatMap((run) => pairCalls(run).calls)
    .flatMap(({ seen, asked }) =>
      asked.flatMap(({ method, outcome }) =>
        method === "tools/call" && outcome.status === "result"
          ? [{ tool: seen.tool, seen, result: outcome.result }]
          : [],
      ),
    );

  it("is what reached the model in every recorded call", () => {
    expect(calls.length).toBeGreaterThan(6);
    for (const { tool, seen, result } of calls) {
      const text = seen.content.join("\n");
      expect({ tool, ...viewOf("Claude Code", result) }).toEqual({
        tool,
        text,
        isError: seen.isError,
      });
    }
  });

  // As run with Claude Code 2.1.332 on 2026-11-30.
  it.each([
    [{ content: [], structuredContent: data }, '{"deals":["d-17"]}'],
    [{ content: [said("Two"), said("Three")] }, "Two\nThree"],
    [{ content: [] }, "(completed with no output)"],
    [{ content: [said("Words")], structuredContent: {} }, "{}"],
    [{ content: [said("Words")], structuredContent: data, isError: false }, '{"deals":["d-17"]}'],
  ])("of the success %j is %s", (result, text) => {
    expect(viewOf("Claude Code", result)).toEqual({ text, isError: false });
  });

  it.each([
    [{ content: [], structuredContent: data, isError: true }, "Unknown error"],
    [
      { content: [said("")], structuredContent: data, isError: true },
      "Command failed with no output",
    ],
    [{ content: [said("One"), said("Two")], isError: true }, "One\nTwo"],
    [{ content: [said("One"), link], isError: true }, "One\n[Resource link: one] t://one (About)"],
    [{ content: [inside, said("One")], isError: true }, "One"],
    [
      { content: [said("Words")], structuredContent: [1, 2] },
      "returned a malformed result that failed schema validation",
    ],
  ])("of the failure %j is %s", (result, text) => {
    expect(viewOf("Claude Code", result)).toEqual({ text, isError: true });
  });
});

/** What the SDK's own helper makes of a result; an error as its tool runner hands it on. */
async function byTheSdk(result: MCPCallToolResultLike) {
  const inputSchema = { type: "object" as const };
  const [tool] = mcpTools([{ name: "t", inputSchema }], { callTool: async () => result });
  try {
    const blocks = (await tool?.run({})) ?? "";
    return { text: textsIn(blocks), isError: false };
  } catch (error) {
    const content: unknown = Reflect.get(Object(error), "content");
    const text = content === undefined ? String(error) : textsIn(content);
    return { text, isError: true };
  }
}

const textsIn = (blocks: unknown): string =>
  Array.isArray(blocks)
    ? blocks.map((block) => String(Reflect.get(Object(block), "text"))).join("\n")
    : String(blocks);

describe("the SDK's helper's view", () => {
  it.each<MCPCallToolResultLike>([
    { content: [said("One"), said("Two")], structuredContent: data },
    { content: [], structuredContent: data },
    { content: [], structuredContent: data, isError: true },
    { content: [said("Words")], structuredContent: data, isError: true },
    { content: [said("")] },
  ])("is what the helper hands on of %j", async (result) => {
    expect(viewOf("the SDK's helper", result)).toEqual(await byTheSdk(result));
  });

  it("is an error where the helper throws at a link", async () => {
    const { text, isError } = await byTheSdk({ content: [said("One"), link] });
    expect(isError).toBe(true);
    const view = viewOf("the SDK's helper", { content: [said("One"), link] });
    expect(view.isError).toBe(true);
    expect(text).toContain(view.text?.replace("Error: ", ""));
  });
});

it("the connector's view is of the texts alone", () => {
  const result = { content: [said("One"), link, said("Two")], structuredContent: data };
  expect(viewOf("the MCP connector", result)).toEqual({ text: "One\nTwo", isError: false });
});
