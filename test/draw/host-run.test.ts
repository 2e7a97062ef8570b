import { describe, expect, it } from "vitest";
import { drawHost } from "../../lib/draw/host-run.ts";
import { recordedRuns } from "../../lib/subjects/hosts/recorded.ts";

const { text, markup } = drawHost(recordedRuns.shapes);

describe("the drawing of a host's run", () => {
  it("shows what was asked when the connection opened before what the model got", () => {
    const places = ["→ shapes: server/discover", "→ shapes: connect", "→ shapes: tools/list"];
    const order = [...places, '→ Model: "What can you tell me?"'].map((one) => text.indexOf(one));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order).not.toContain(-1);
  });

  it("shows both halves of what the server said beside what arrived", () => {
    const at = text.indexOf("Model → Claude Code 2.1.332: mcp__shapes__success_all");
    const call = text.slice(at, text.indexOf("mcp__shapes__success_schema", at));
    expect(call).toContain("tools/call success_all");
    expect(call).toContain("ok · text, resource_link, structuredContent");
    expect(call).toContain('Said in the text. · said: "in the structured content"');
    expect(call).toContain("(Said in the link.)");
  });

  it("tells a failure that the model cannot tell from a success", () => {
    const end = text.slice(text.indexOf("resources/read shapes://one-that-is-not-there"));
    expect(end).toContain("[error] error -32602");
    expect(end).toContain("Claude Code 2.1.332 → Model: 1 text");
  });

  it("says below what was changed, when it was recorded, and that the model is none", () => {
    for (const part of [text, markup.replaceAll(/<[^>]*>/g, "")]) {
      expect(part).toContain("Recorded on 2026-11-30.");
      expect(part).toContain("a rehearsal, not Claude");
      expect(part).toContain("dotted.name is offered as mcp__shapes__dotted_name.");
    }
  });

  it("names all that the model's list of resources holds, and says that the cursor was empty", () => {
    expect(text).toContain("Model: a list of 2\n    shapes://one · shapes://two");
    expect(text).toContain("ok: 1 resource, and an empty cursor");
  });

  it("takes a title", () => {
    expect(drawHost(recordedRuns.crm, "A run").text.split("\n")[0]).toMatch(/^A run: \d+ steps$/);
  });
});
