import { expect, test, vi } from "vitest";
import { drawEligibility, drawWhoSaw } from "../../lib/session/show-zdr.ts";
import type { Json } from "../../lib/base/json.ts";
import type { TraceEvent } from "../../lib/wire/trace-event.ts";
import { apiRequest } from "../draw/samples.ts";

function shown(draw: () => void): string {
  const print = vi.spyOn(console, "log").mockImplementation(() => {});
  try {
    draw();
    return print.mock.calls.join("\n");
  } finally {
    print.mockRestore();
  }
}

const request = (body: Json): { events: TraceEvent[] } => ({ events: [apiRequest(1, body)] });
const messages = [{ role: "user", content: "Hello" }];

test("the table names when it was read, and that the contract decides", () => {
  const uncovered = shown(() => drawEligibility("not covered"));
  expect(uncovered).toContain("Read between 2026-08-22 and 2026-11-22; your contract decides.");
  expect(uncovered).toContain("The API refuses such a request.");
  expect(uncovered).not.toMatch(/Yes:|Qualified:/);
  const covered = shown(() => drawEligibility("covered"));
  expect(covered).toContain("Read on 2026-09-26; your contract decides.");
  expect(covered).toMatch(/Qualified: [^]+Yes:/);
  expect(covered).not.toContain("No:");
});

test("the picture says what of a trace ZDR does not cover", () => {
  const entry = { type: "url", name: "hub", url: "https://hub.example/mcp" };
  const connected = shown(() => drawWhoSaw(request({ messages, mcp_servers: [entry] }), "A"));
  expect(connected).toContain("MCP connector: not covered by ZDR");
  const plain = shown(() => drawWhoSaw(request({ messages }), "B"));
  expect(plain).toContain("covered by ZDR: nothing stored after the reply");
});
