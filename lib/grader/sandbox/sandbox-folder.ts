import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LIBRARY } from "./view.ts";

/** A folder in which another user of the machine finds what a sandbox would show. */
export interface SandboxFolder {
  folder: string;
  /** The notebook's folder. */
  notebooks: string;
  remove: () => void;
}

/** Makes such a folder: what a notebook needs is copied, and the packages are linked. */
export function makeSandboxFolder(root: string, bundle: string): SandboxFolder {
  const folder = mkdtempSync(join(tmpdir(), "mcp-lab-sandbox-"));
  chmodSync(folder, 0o755);
  const notebooks = join(folder, "notebooks");
  const packages = join(folder, "node_modules");
  for (const own of [notebooks, packages, join(folder, "lib")]) mkdirSync(own);
  for (const file of ["package.json", ".mcp.json.example", "lib/package.json"])
    copyFileSync(join(root, file), join(folder, file));
  cpSync(bundle, join(folder, "bundle"), { recursive: true });
  cpSync(join(bundle, LIBRARY), join(folder, "lib/dist"), { recursive: true });
  // Everybody may read it, whatever the rights are that the copies come with.
  spawnSync("chmod", ["-R", "go+rX", folder]);
  for (const name of readdirSync(join(root, "node_modules"))) {
    const target = name === "mcp-lab" ? "../lib" : join(root, "node_modules", name);
    if (!name.startsWith(".")) symlinkSync(target, join(packages, name));
  }
  return {
    folder,
    notebooks,
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}
