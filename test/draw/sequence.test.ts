import { describe, expect, test } from "vitest";
import { drawSequence } from "../../lib/draw/sequence.ts";
import { TONES } from "../../lib/markup/theme.ts";
import type { TraceEvent } from "../../lib/wire/trace-event.ts";
import { elementsOf, readMarkup, textsOf, type Node } from "./markup-reader.ts";
import { apiError, apiReply, apiRequest, mcpCall, message } from "./samples.ts";

const connectorTurn: TraceEvent[] = [
  apiRequest(1, {
    model: "claude-opus-4-7",
    mcp_servers: [{ name: "huggingface" }],
    tools: [{ type: "mcp_toolset" }, { name: "lookup" }],
  }),
  mcpCall("connector", "huggingface", "initialize", {}, {}),
  mcpCall("connector", "huggingface", "notifications/initialized", {}, null),
  mcpCall("connector", "huggingface", "tools/list", {}, { tools: [{ name: "a" }, { name: "b" }] }),
  mcpCall(
    "connector",
    "huggingface",
    "tools/call",
    { name: "hub_repo_search", arguments: { query: "acme", limit: 5 } },
    { content: [{ type: "text", text: "Found 2 repositories." }] },
  ),
  mcpCall(
    "connector",
    "huggingface",
    "tools/call",
    { name: "hub_repo_details", arguments: {} },
    { isError: true, content: [{ type: "text", text: "Not found." }] },
  ),
  apiReply(1, 200, message("end_turn", "mcp_tool_use", "mcp_tool_use", "text")),
];

function twin(events: readonly TraceEvent[]): string {
  return drawSequence(events, "Trace").text;
}

/** The words that the picture shows, without tooltips. */
function shownWords(events: readonly TraceEvent[]): string[] {
  return textsOf(readMarkup(drawSequence(events, "Trace").markup), "text");
}

/** The activation bars: the only shapes on the accent ground. */
function activationBars(events: readonly TraceEvent[]): Node[] {
  return elementsOf(readMarkup(drawSequence(events, "Trace").markup)).filter(
    ({ name, attributes }) => name === "rect" && attributes["fill"] === TONES.accent.ground,
  );
}

test("tells a connector turn in order, in the text twin", () => {
  expect(twin(connectorTurn)).toBe(
    [
      "Trace: 9 steps",
      " 1. Notebook → Messages API: POST /v1/messages",
      "    claude-opus-4-7 · 1 MCP server · 1 tool",
      " 2. Messages API → huggingface: connect",
      "    initialize, initialized",
      " 3. Messages API → huggingface: tools/list",
      " 4. huggingface → Messages API: ok: 2 tools",
      "    a, b",
      " 5. Messages API → huggingface: tools/call hub_repo_search",
      '    query: "acme", limit: 5',
      " 6. huggingface → Messages API: ok · text",
      "    Found 2 repositories.",
      " 7. Messages API → huggingface: tools/call hub_repo_details",
      " 8. huggingface → Messages API: [error] isError: true",
      "    Not found.",
      " 9. Messages API → Notebook: 200 end_turn",
      "    mcp_tool_use ×2, text",
    ].join("\n"),
  );
});

test("shows the same words in the picture, each step with its number", () => {
  const words = shownWords(connectorTurn);
  for (const number of ["1", "2", "3", "4", "5", "6", "7", "8", "9"])
    expect(words).toContain(number);
  expect(words.slice(0, 4)).toEqual(["Trace", "Notebook", "Messages API", "huggingface"]);
  expect(words).toContain("tools/call hub_repo_search");
  expect(words).toContain('query: "acme", limit: 5');
  expect(words).toContain("200 end_turn");
});

test("marks an error with a sign and words, not with a colour alone", () => {
  expect(shownWords(connectorTurn)).toContain("✗ isError: true");
});

describe("what came back", () => {
  const stream = [
    { type: "message_start" },
    { type: "content_block_start", content_block: { type: "text" } },
    { type: "message_delta", delta: { stop_reason: "max_tokens" } },
  ];
  const table: [string, TraceEvent, string][] = [
    [
      "an API error",
      apiReply(1, 429, apiError("rate_limit_error", "Slow down.")),
      "[error] 429 rate_limit_error\n    Slow down.",
    ],
    ["no reply", apiReply(1, 0, null), "[error] no reply\n    refused, timed out or aborted"],
    ["a stream", apiReply(1, 200, stream), "200 max_tokens\n    text · stream of 3 events"],
    [
      "a stream that breaks off",
      apiReply(1, 200, [...stream, apiError("overloaded_error", "Overloaded")]),
      "[error] 200, then overloaded_error in the stream\n    Overloaded",
    ],
    [
      "a proxy's page",
      apiReply(1, 502, "<html>Bad gateway</html>"),
      '[error] 502\n    "<html>Bad gateway</html>"',
    ],
    ["a token count", apiReply(1, 200, { input_tokens: 12 }), "200\n    input_tokens: 12"],
  ];
  test.each(table)("%s", (_name, event, words) => {
    expect(twin([apiRequest(1), event])).toContain(`Messages API → Notebook: ${words}`);
  });
});

describe("calls by the notebook itself", () => {
  const read = mcpCall(
    "notebook",
    "crm",
    "resources/read",
    { uri: "crm://schema" },
    { contents: [{ uri: "crm://schema", mimeType: "application/json", text: "{}" }] },
  );

  test("go past the API, which then has no lifeline", () => {
    expect(twin([read])).toContain(" 1. Notebook → crm: resources/read crm://schema");
    expect(shownWords([read])).not.toContain("Messages API");
    expect(activationBars([read])).toEqual([]);
  });

  test("show a protocol error with its code", () => {
    const outcome = { status: "error", code: -32_002, message: "Resource not found" } as const;
    expect(twin([{ ...read, outcome }])).toContain(
      "crm → Notebook: [error] error -32002\n    Resource not found",
    );
  });

  test("show a connection that could not be opened as an error, not as a thin line", () => {
    const outcome = { status: "error", code: -32_000, message: "Connection closed" } as const;
    const text = twin([{ ...read, method: "initialize", params: {}, outcome }]);
    expect(text).toContain("Notebook → crm: initialize");
    expect(text).toContain("[error] error -32000");
  });

  test("show an answer that never came without a code, for it has none", () => {
    const outcome = { status: "error", code: 0, message: "The connection ended." } as const;
    expect(twin([{ ...read, outcome }])).toContain("[error] failed\n    The connection ended.");
  });

  test.each([
    [{}, "ok: 0 resources\n"],
    [{ nextCursor: "2" }, "ok: 0 resources, and a cursor to more"],
    [{ nextCursor: "" }, "ok: 0 resources, and an empty cursor"],
  ])("say how a list ends: %j", (end, words) => {
    const page = mcpCall("notebook", "crm", "resources/list", {}, { resources: [], ...end });
    expect(`${twin([page])}\n`).toContain(words);
  });
});

test("a bar spans each exchange; one without a reply runs to the end", () => {
  const events = [apiRequest(1), apiReply(1, 200, message("end_turn", "text")), apiRequest(2)];
  const heights = activationBars(events).map(({ attributes }) => Number(attributes["height"]));
  expect(heights).toHaveLength(2);
  expect(heights.every((height) => height > 0)).toBe(true);
});

test("bars of concurrent exchanges are side by side", () => {
  const bars = activationBars([
    apiRequest(1),
    apiRequest(2),
    apiReply(2, 200, message("end_turn")),
    apiReply(1, 200, message("end_turn")),
  ]);
  expect(new Set(bars.map(({ attributes }) => attributes["x"])).size).toBe(2);
});

test("takes other names for the notebook and the API", () => {
  const { text, markup } = drawSequence(connectorTurn, "Trace", {
    api: "Messages API (rehearsal)",
  });
  expect(text).toContain("Notebook → Messages API (rehearsal): POST");
  expect(textsOf(readMarkup(markup), "title")).toContain("Messages API (rehearsal)");
});

test("servers beyond the columns share the last one, and each step there names its server", () => {
  const servers = ["one", "two", "three", "four", "five"];
  const events = servers.map((name) => mcpCall("notebook", name, "tools/list", {}, { tools: [] }));
  const words = shownWords(events);
  expect(words.slice(0, 5)).toEqual(["Trace", "Notebook", "one", "two", "three"]);
  expect(words.slice(5, 7)).toEqual(["2 more", "servers"]);
  expect(words).toContain("four: tools/list");
  expect(words).toContain("five: tools/list");
  expect(words).not.toContain("one: tools/list");
});

test("cuts long words in the picture and keeps them in the tooltip", () => {
  const query = `${"word ".repeat(60)}end`;
  const call = mcpCall(
    "connector",
    "hub",
    "tools/call",
    { name: "find", arguments: { query } },
    {},
  );
  const { markup } = drawSequence([apiRequest(1), call]);
  const root = readMarkup(markup);
  expect(textsOf(root, "text").some((words) => words.includes("end"))).toBe(false);
  expect(textsOf(root, "text").some((words) => words.endsWith("…"))).toBe(true);
  expect(textsOf(root, "title").some((words) => words.includes(query))).toBe(true);
});

describe("a long trace", () => {
  const retries = Array.from({ length: 100 }, (_, index) => [
    apiRequest(index),
    apiReply(index, 529, apiError("overloaded_error", "Overloaded")),
  ]).flat();

  test("folds what repeats and says how often it came", () => {
    const text = twin([
      ...retries,
      apiRequest(100),
      apiReply(100, 200, message("end_turn", "text")),
    ]);
    expect(text).toContain(" 2. Messages API → Notebook: [error] 529");
    expect(text).toContain("(steps 3 to 200: the same 2 steps 99 more times)");
    expect(text).toContain("202. Messages API → Notebook: 200 end_turn");
  });

  const different = Array.from({ length: 200 }, (_, index) =>
    mcpCall(
      "connector",
      "hub",
      "tools/call",
      { name: `tool_${index}`, arguments: { text: "x".repeat(5000) } },
      { content: [{ type: "text", text: `${index} ${"y".repeat(5000)}` }] },
    ),
  );

  test("keeps its beginning and its end, and says how many steps are not drawn", () => {
    const text = twin([apiRequest(1), ...different, apiReply(1, 200, message("end_turn", "text"))]);
    const [, first, last, count] = /steps (\d+) to (\d+): (\d+) steps not drawn/u.exec(text) ?? [];
    expect(Number(last) - Number(first) + 1).toBe(Number(count));
    expect(text).toContain(`\n${Number(first) - 1}. hub → Messages API: ok`);
    expect(text).toContain(`\n${Number(last) + 1}. Messages API → hub: tools/call`);
    expect(text).toContain("402. Messages API → Notebook: 200 end_turn");
  });

  test("stays bounded in size", () => {
    const { markup, text } = drawSequence(different);
    expect(markup.length).toBeLessThan(160_000);
    expect(text.length).toBeLessThan(20_000);
  });
});

test("one huge value leaves the drawing small", () => {
  const huge = "x".repeat(1_000_000);
  const call = mcpCall("notebook", huge, huge, { name: huge, arguments: { [huge]: huge } }, huge);
  const failed = { ...call, outcome: { status: "error", code: -1, message: huge } } as const;
  const { markup, text } = drawSequence([call, failed, apiReply(1, 500, apiError(huge, huge))]);
  expect(markup.length).toBeLessThan(30_000);
  expect(text.length).toBeLessThan(5000);
});

test("an empty trace is an empty diagram", () => {
  expect(twin([])).toBe("Trace: 0 steps");
  expect(shownWords([])).toEqual(["Trace", "Notebook"]);
});
