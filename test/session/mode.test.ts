import { describe, expect, it } from "vitest";
import { readHosts, readMode, readModel } from "../../lib/session/mode.ts";

describe("the mode", () => {
  it.each([
    ["nothing is set", {}],
    ["only a key is set", { ANTHROPIC_API_KEY: "sk-x" }],
    ["the mode is empty", { MCP_LAB_MODE: "" }],
    ["it is asked for", { MCP_LAB_MODE: "rehearsal", ANTHROPIC_API_KEY: "sk-x" }],
  ])("is rehearsal when %s", (_case, env) => {
    expect(readMode(env)).toEqual({ mode: "rehearsal" });
  });

  it("is live when it is asked for and there is a key", () => {
    const env = { MCP_LAB_MODE: "live", ANTHROPIC_API_KEY: " sk-x " };
    expect(readMode(env)).toEqual({ mode: "live", apiKey: "sk-x" });
  });

  it.each([
    ["live-without-key", { MCP_LAB_MODE: "live" }],
    ["live-without-key", { MCP_LAB_MODE: "live", ANTHROPIC_API_KEY: " " }],
    ["mode-unknown", { MCP_LAB_MODE: "Live!" }],
  ])("is the error %s for %j, with a remedy", (code, env) => {
    expect(() => readMode(env)).toThrow(
      expect.objectContaining({ code, remedy: expect.any(String) }),
    );
  });

  it("refuses a key that no header can hold, without showing it", () => {
    const env = { MCP_LAB_MODE: "live", ANTHROPIC_API_KEY: "sk-first\nsk-second" };
    const message = expect.not.stringMatching(/sk-/);
    expect(() => readMode(env)).toThrow(
      expect.objectContaining({ code: "live-key-unusable", message }),
    );
  });

  it.each([
    ["nothing", undefined, []],
    ["an empty list", " , ", []],
    ["names", "Mcp.Example.com, other.example ", ["mcp.example.com", "other.example"]],
  ])("may contact the hosts that are named: %s", (_case, hosts, read) => {
    expect(readHosts({ MCP_LAB_REHEARSE_HOSTS: hosts })).toEqual(read);
  });

  it.each(["*", "https://mcp.example.com/mcp", "localhost", "mcp.example.com:8443"])(
    "takes %s for no host",
    (host) => {
      expect(() => readHosts({ MCP_LAB_REHEARSE_HOSTS: host })).toThrow(
        expect.objectContaining({ code: "rehearse-hosts-unusable", remedy: expect.any(String) }),
      );
    },
  );

  it("names the course's model unless another is set", () => {
    expect([readModel({}), readModel({ ANTHROPIC_MODEL: "claude-x" })]).toEqual([
      "claude-opus-5-5",
      "claude-x",
    ]);
  });
});
