import { describe, expect, it, vi } from "vitest";
import { drawTools } from "../../lib/session/show.ts";

/** What is printed where there is no notebook to draw in. */
function printed(draw: () => void): string {
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  try {
    draw();
    return log.mock.calls.map(([text]) => String(text)).join("\n");
  } finally {
    log.mockRestore();
  }
}

const base = { type: "mcp_toolset" as const, mcp_server_name: "tracker" };
const tools = [
  { name: "look", annotations: { readOnlyHint: true } },
  { name: "note", annotations: { destructiveHint: false } },
  { name: "wipe", annotations: { readOnlyHint: false } },
  { name: "mute" },
];

describe("the drawing of a toolset", () => {
  it("shows every tool as exposed that nothing disables", () => {
    const text = printed(() => drawTools(tools, { ...base, configs: { look: {} } }, "Open"));
    expect(text.split("\n")).toEqual([
      "Open",
      "4 of 4 tools exposed, 3 of them do more than read.",
      "✓ Exposed: look (only reads)",
      "! Exposed: note (writes)",
      "! Exposed: wipe (may overwrite or delete)",
      "! Exposed: mute (may overwrite or delete)",
    ]);
  });

  it("names what the toolset enables and the server does not list", () => {
    const toolset = {
      ...base,
      default_config: { enabled: false },
      configs: { look: { enabled: true }, gone: { enabled: true } },
    };
    const text = printed(() => drawTools(tools.slice(0, 2), toolset, "Closed"));
    expect(text.split("\n").slice(1)).toEqual([
      "1 of 2 tools exposed.",
      "✓ Exposed: look (only reads)",
      "– Not exposed: note (writes)",
      "? No such tool: gone (the server lists no such tool)",
    ]);
  });
});
