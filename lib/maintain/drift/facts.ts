import { DEFAULT_MODEL } from "../../session/mode.ts";
import type { InstalledPackage } from "./packages.ts";

/** Something of another's that the lessons rest on. */
export interface Fact {
  name: string;
  package: string;
  expected: string;
  /** The lessons to look at when it is no longer so, by number. */
  lessons: readonly string[];
  read(installed: InstalledPackage): string;
}

const ALL = ["00", "01", "02", "03", "04", "05", "06", "07"];
const ANTHROPIC = "@anthropic-ai/sdk";
const CLIENT = "@modelcontextprotocol/client";
const SERVER = "@modelcontextprotocol/server";

/** Every such fact, but for the Hub's tools: those are compared with the rehearsed ones. */
export const FACTS: readonly Fact[] = [
  major(ANTHROPIC, "1", ["00", "01", "02", "04", "05", "07"]),
  active(DEFAULT_MODEL, ["00", "01", "02", "04", "05"]),
  active("claude-opus-4-7", ["01"]),
  declared(ANTHROPIC, "'mcp-client-2025-11-20'", ["00", "01", "05"]),
  declared(ANTHROPIC, "'mcp-client-2026-09-15'", ["01"]),
  declared(ANTHROPIC, "BetaRequestMCPServerURLDefinition", ["00", "01"]),
  declared(ANTHROPIC, "BetaMCPToolset", ["01", "05"]),
  declared(ANTHROPIC, "BetaMCPToolUseBlock", ["01"]),
  declared(ANTHROPIC, "BetaMCPToolResultBlock", ["01"]),
  declared(ANTHROPIC, "'mcp_tool_listing'", ["01"]),
  declared(ANTHROPIC, "'pause_turn'", ["01"]),
  declared(ANTHROPIC, "mcpResourceToContent", ["02"]),
  declared(ANTHROPIC, "DocumentBlockParam", ["02"]),
  declared(ANTHROPIC, "mcpTools", ["04", "05", "07"]),
  declared(ANTHROPIC, "betaStandardSchemaTool", ["05"]),
  declared(ANTHROPIC, "toolRunner", ["05"]),
  major(CLIENT, "2", ["01", "02", "03", "04", "05", "07"]),
  major(SERVER, "2", ["02", "04", "06"]),
  exported(CLIENT, "LATEST_PROTOCOL_VERSION", '"2025-11-25"', ["02", "04"]),
  exported(
    CLIENT,
    "SUPPORTED_PROTOCOL_VERSIONS",
    '["2025-11-25","2025-06-18","2025-03-26","2024-11-05","2024-10-07"]',
    ["02"],
  ),
  declared(CLIENT, "2026-07-28", ["02", "04"]),
  major("@modelcontextprotocol/sdk", "1", ["04"]),
  major("zod", "4", ["02", "04", "05", "06"]),
  version("tslab", "1.0.22", ALL),
];

/** A name or a text is somewhere in the package's type declarations. */
export function declared(packageName: string, text: string, lessons: readonly string[]): Fact {
  return {
    name: text,
    package: packageName,
    expected: "declared",
    lessons,
    read: (installed) =>
      installed.declarations().some((file) => holds(file, text)) ? "declared" : "not declared",
  };
}

/** A model is not on the SDK's list of those that come to their end. */
export function active(model: string, lessons: readonly string[]): Fact {
  return {
    name: model,
    package: ANTHROPIC,
    expected: "not deprecated",
    lessons,
    read: (installed) => {
      const list = installed.file("internal/data/deprecated-models.js");
      if (list === undefined) return "no list of deprecated models";
      const end = new RegExp(`'${model}': '([^']*)'`).exec(list)?.[1];
      return end === undefined ? "not deprecated" : `deprecated, until ${end}`;
    },
  };
}

/** A name is found as a whole word, any other text as it is. */
function holds(file: string, text: string): boolean {
  return /^\w+$/.test(text) ? new RegExp(String.raw`\b${text}\b`).test(file) : file.includes(text);
}

function exported(
  packageName: string,
  name: string,
  expected: string,
  lessons: readonly string[],
): Fact {
  return {
    name,
    package: packageName,
    expected,
    lessons,
    read: (installed) => JSON.stringify(installed.exports()[name]) ?? "not exported",
  };
}

function version(packageName: string, expected: string, lessons: readonly string[]): Fact {
  return {
    name: "version",
    package: packageName,
    expected,
    lessons,
    read: (installed) => installed.version,
  };
}

function major(packageName: string, expected: string, lessons: readonly string[]): Fact {
  return {
    ...version(packageName, expected, lessons),
    name: "major version",
    read: (installed) => installed.version.split(".")[0] ?? "",
  };
}
