import { join } from "node:path";
import { loadMcpConfig } from "../subjects/config/load.ts";
import type { McpServerEntry } from "../subjects/config/mcp-config.ts";
import { servePracticeCrm } from "../services/crm/practice.ts";
import { LabError } from "../base/lab-error.ts";
import { findProject } from "../base/project.ts";

/** A CRM to practise on: a backend in this process that takes one key, and what starts its server. */
export interface PracticeCrm {
  /** How the MCP server is started on this machine: the entry of `.mcp.json.example`. */
  config: McpServerEntry;
  /** The variables that it needs, with a key that the backend takes. */
  env: Record<string, string>;
  /** Ends the backend. */
  close: () => Promise<void>;
}

/** What `loaded-later.ts` hands out under this name. */
export async function startPracticeCrm(): Promise<PracticeCrm> {
  const root = findProject(process.cwd());
  const example = join(root, ".mcp.json.example");
  const entry = loadMcpConfig(example).mcpServers.crm;
  if (entry === undefined) {
    throw new LabError("config-invalid", {
      what: 'There is no server "crm".',
      where: example,
      remedy: "Take the file as the lab came with it.",
    });
  }
  const [script = "", ...words] = entry.args ?? [];
  return {
    config: { ...entry, command: process.execPath, args: [join(root, script), ...words] },
    ...(await servePracticeCrm()),
  };
}
