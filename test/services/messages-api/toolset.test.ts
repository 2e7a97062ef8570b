import { describe, expect, it } from "vitest";
import type { ToolOptions, Toolset } from "../../../lib/services/messages-api/request-types.ts";
import { configureTools } from "../../../lib/services/messages-api/toolset.ts";

function configure(
  fields: Partial<Toolset>,
  ...names: string[]
): Record<string, { enabled: boolean; deferred: boolean }> {
  const toolset: Toolset = { type: "mcp_toolset", mcp_server_name: "s", ...fields };
  const listing = names.map((name) => ({ name, input_schema: { type: "object" } }));
  return Object.fromEntries(
    configureTools(toolset, listing).map(({ tool, ...options }) => [tool.name, options]),
  );
}

const on = { enabled: true, deferred: false };
const off = { enabled: false, deferred: false };

describe("options of a toolset", () => {
  it.each<
    [string, ToolOptions | undefined, Record<string, ToolOptions> | undefined, object, object]
  >([
    ["nothing said: everything is on", undefined, undefined, on, on],
    ["a config alone enables nothing that was off", undefined, { a: { enabled: true } }, on, on],
    ["an allow-list", { enabled: false }, { a: { enabled: true } }, on, off],
    ["a deny-list", undefined, { b: { enabled: false } }, on, off],
    [
      "fields merge one by one",
      { defer_loading: true },
      { a: { enabled: false } },
      { enabled: false, deferred: true },
      { enabled: true, deferred: true },
    ],
    ["a config that says nothing", { enabled: false }, { a: {} }, off, off],
    ["an unknown name is silent", undefined, { nowhere: { enabled: false } }, on, on],
  ])("%s", (_, default_config, configs, a, b) => {
    expect(configure({ default_config, configs }, "a", "b")).toEqual({ a, b });
  });

  it("takes no tool for configured because of its name", () => {
    expect(configure({ default_config: { enabled: false }, configs: {} }, "constructor")).toEqual({
      constructor: off,
    });
  });
});
