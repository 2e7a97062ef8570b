import { readFileSync } from "node:fs";
import { LabError } from "../../base/lab-error.ts";
import { positionOf, readJson, repeatedNames, type TextPosition } from "./json-text.ts";
import { type McpConfig, readMcpConfig } from "./mcp-config.ts";

/**
 * Loads a `.mcp.json`. Throws LabError `config-unreadable`, `config-not-json`, `config-invalid`; none
 * of them shows what the file holds, since that may be a secret.
 */
export function loadMcpConfig(path: string): McpConfig {
  const read = readMcpConfig(parse(path, readText(path)));
  if (read.status === "valid") return read.config;
  const [finding] = read.findings;
  throw new LabError("config-invalid", {
    what: finding?.what ?? "This is no MCP config.",
    where: [path, finding?.where].filter(Boolean).join(": "),
    remedy: finding?.remedy ?? "Compare it with .mcp.json.example.",
  });
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  } catch (cause) {
    const reason = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown error";
    throw new LabError("config-unreadable", {
      what: `The file cannot be read (${reason}).`,
      where: path,
      remedy: "Copy .mcp.json.example, or give the right path.",
      cause,
    });
  }
}

function parse(path: string, text: string): unknown {
  const read = readJson(text);
  if (read.status === "fault") {
    const { what, remedy } = read;
    throw new LabError("config-not-json", { what, where: at(path, read.at), remedy });
  }
  const [twice] = repeatedNames(read.root);
  if (twice === undefined) return read.value;
  throw new LabError("config-invalid", {
    what: `The name "${twice.path.at(-1)}" is there twice: the first of the two is gone.`,
    where: at(path, positionOf(text, twice.offset)),
    remedy: "Give each its own name.",
  });
}

const at = (path: string, { line, column }: TextPosition): string =>
  `${path}, line ${line}, column ${column}`;
