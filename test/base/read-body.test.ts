import { describe, expect, it } from "vitest";
import { withBodyRead } from "../../lib/base/read-body.ts";

const json = { "content-type": "application/json" };

/** What the answering side was given, with the body that it could still read. */
async function given(init: RequestInit): Promise<{ parsedBody: unknown; body: string }> {
  const request = new Request("http://mcp.invalid/mcp", init);
  let seen: { parsedBody: unknown; body: string } | undefined;
  const response = await withBodyRead(request, 20, async (read, parsedBody) => {
    seen = { parsedBody, body: read.bodyUsed ? "" : await read.text() };
    return new Response(null, { status: 202 });
  });
  if (seen === undefined) throw new Error(`answered with ${response.status}`);
  return seen;
}

describe("a request whose body is read once", () => {
  it.each([
    ["JSON", { method: "POST", headers: json, body: '{"id":1}' }, { id: 1 }, ""],
    ["no JSON", { method: "POST", headers: json, body: "{" }, undefined, "{"],
    ["another type", { method: "POST", body: '{"id":1}' }, undefined, '{"id":1}'],
    ["a GET", { method: "GET" }, undefined, ""],
  ])("leaves the rest to who answers: %s", async (_, init, parsedBody, body) => {
    expect(await given(init)).toEqual({ parsedBody, body });
  });

  it("is answered with 413 when it is too large", async () => {
    const body = JSON.stringify("x".repeat(20));
    await expect(given({ method: "POST", headers: json, body })).rejects.toThrow("413");
  });
});
