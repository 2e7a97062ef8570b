import { describe, expect, it } from "vitest";
import { messageBody, post, testApi } from "./setup.ts";

const { api } = testApi();

describe("request headers", () => {
  it.each<[string, Record<string, string>]>([
    ["x-api-key", {}],
    ["Authorization: Bearer", { "x-api-key": "", authorization: "Bearer k" }],
    ["both", { authorization: "Bearer k" }],
    ["the version of 2026", { "anthropic-version": "2026-10-21" }],
    ["betas with blanks", { "anthropic-beta": "mcp-client-2025-11-20, files-api-2025-04-14" }],
    ["an empty beta", { "anthropic-beta": "" }],
  ])("accepts %s", async (_, headers) => {
    expect((await post(api, messageBody(), headers)).status).toBe(200);
  });

  it.each<[string, Record<string, string>, number, string]>([
    ["no key", { "x-api-key": "" }, 401, "authentication_error"],
    ["a blank bearer", { "x-api-key": "", authorization: "Bearer " }, 401, "authentication_error"],
    ["another scheme", { "x-api-key": "", authorization: "Basic k" }, 401, "authentication_error"],
    ["no version", { "anthropic-version": "" }, 400, "invalid_request_error"],
    ["an unknown version", { "anthropic-version": "2024-01-01" }, 400, "invalid_request_error"],
    ["an unknown beta", { "anthropic-beta": "no-such-beta" }, 400, "invalid_request_error"],
    [
      "the connector's first beta",
      { "anthropic-beta": "mcp-client-2025-04-04" },
      400,
      "invalid_request_error",
    ],
  ])("refuses %s", async (_, headers, status, type) => {
    const reply = await post(api, messageBody(), headers);
    expect(reply.status).toBe(status);
    expect(reply.body).toEqual({
      type: "error",
      error: { type, message: expect.any(String) },
      request_id: reply.headers.get("request-id"),
    });
    expect(reply.headers.get("x-should-retry")).toBe("false");
  });

  it("words an unknown beta as the API documents it", async () => {
    const reply = await post(api, messageBody(), { "anthropic-beta": "no-such-beta" });
    expect(JSON.stringify(reply.body)).toContain(
      "Unexpected value(s) `no-such-beta` for the `anthropic-beta` header.",
    );
  });

  it("names the way out of the connector's first beta", async () => {
    const reply = await post(api, messageBody(), { "anthropic-beta": "mcp-client-2025-04-04" });
    expect(JSON.stringify(reply.body)).toContain("mcp_toolset");
  });

  it("never repeats the key", async () => {
    const key = "sk-secret-value";
    const headers = { "x-api-key": key, "anthropic-beta": "nope" };
    expect(JSON.stringify((await post(api, messageBody(), headers)).body)).not.toContain(key);
  });
});

describe("paths and methods", () => {
  it.each([
    ["GET", "/v1/messages", 405, "invalid_request_error"],
    ["POST", "/v1/messages/batches", 404, "not_found_error"],
    ["GET", "/v1/models", 404, "not_found_error"],
  ])("%s %s is refused by name", async (method, path, status, type) => {
    const response = await api(new Request(`https://api.anthropic.com${path}`, { method }));
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ type: "error", error: { type } });
  });

  it("takes the beta query of older SDKs", async () => {
    expect((await post(api, messageBody(), {}, "/v1/messages?beta=true")).status).toBe(200);
  });
});
