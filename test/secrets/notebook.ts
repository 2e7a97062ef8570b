import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MAIN, PROJECT, runNode, temporaryProject } from "../cli/temporary-project.ts";
import { filesBelow, inDotenv, planted } from "./planted.ts";

/** The environment of a shell in which every secret is set. */
export const shell: NodeJS.ProcessEnv = { PATH: process.env.PATH, ...planted, DEBUG: "mcp-lab" };

/** A project with secrets in `.env` and `.mcp.json`, below the real one, whose packages it finds. */
export function projectWithSecrets(): string {
  const root = temporaryProject({ packages: false, parent: join(PROJECT, ".lab", "test") });
  const lines = Object.entries(inDotenv).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(join(root, ".env"), lines.join(""));
  const headers = { Authorization: `Bearer ${planted.HF_TOKEN}` };
  const mail = {
    type: "http",
    url: `https://mail.example/mcp?key=${planted.CRM_API_KEY}`,
    headers,
  };
  writeFileSync(join(root, ".mcp.json"), JSON.stringify({ mcpServers: { mail } }));
  copyFileSync(join(PROJECT, ".mcp.json.example"), join(root, ".mcp.json.example"));
  mkdirSync(join(root, "solutions"));
  for (const file of readdirSync(join(PROJECT, "solutions"))) {
    if (file.endsWith(".ipynb")) {
      copyFileSync(join(PROJECT, "solutions", file), join(root, "solutions", file));
    }
  }
  return root;
}

/** Writes a notebook of these cells into a project, and returns its path there. */
export function writeCells(root: string, cells: readonly string[]): string {
  const path = join("notebooks", "planted.ipynb");
  const notebook = {
    cells: cells.map((source, index) => ({
      cell_type: "code",
      id: `cell-${index}`,
      metadata: {},
      execution_count: null,
      outputs: [],
      source,
    })),
    metadata: { kernelspec: { name: "tslab", display_name: "TypeScript", language: "typescript" } },
    nbformat: 4,
    nbformat_minor: 5,
  };
  writeFileSync(join(root, path), JSON.stringify(notebook));
  return path;
}

/** Everything that a command of the lab wrote: what it printed, and the project's files. */
export interface Written {
  code: number | null;
  stdout: string;
  stderr: string;
  files: Map<string, string>;
}

/** Runs a command in a project. Files in which the test put secrets are left out of what it wrote. */
export async function lab(root: string, words: readonly string[]): Promise<Written> {
  const run = runNode([MAIN, ...words], root, shell);
  const code = await run.ended;
  const files = filesBelow(root);
  for (const own of [".env", ".mcp.json"]) files.delete(own);
  return { code, ...run.output, files };
}

/** All that was written, as one text. */
export const allOf = ({ stdout, stderr, files }: Written): string =>
  [stdout, stderr, ...files.values()].join("\n");
