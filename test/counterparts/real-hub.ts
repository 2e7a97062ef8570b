import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import {
  HUB_PACKAGE,
  hubServerFile,
  type RealHub,
  serveRealHub,
} from "../../lib/maintain/drift/hub-server.ts";

export type { RealHub } from "../../lib/maintain/drift/hub-server.ts";

const VERSION = "0.4.23";
const CACHE = path.resolve(import.meta.dirname, "../../.lab/counterparts/hf-mcp-server");
const HOME = path.join(CACHE, VERSION);
const SERVER = hubServerFile(HOME);
const PRELOAD = path.join(import.meta.dirname, "loopback-offline.cjs");

/**
 * Starts the real Hub's MCP server on loopback, without environment and without a network: each
 * of its calls to the Hub fails as it does on a machine that is offline. The package is fetched
 * once into the project's git-ignored `.lab`.
 *
 * @throws Error when the package cannot be fetched or the server does not come up
 */
export async function startRealHub(): Promise<RealHub> {
  await install();
  return await serveRealHub(HOME, PRELOAD);
}

/** Fetches the package beside its place and moves it there whole, since test files run together. */
async function install(): Promise<void> {
  if (existsSync(SERVER)) return;
  await mkdir(CACHE, { recursive: true });
  const folder = await mkdtemp(path.join(CACHE, "fetching-"));
  try {
    // Without a package.json of its own npm would install into the project.
    await writeFile(path.join(folder, "package.json"), JSON.stringify({ private: true }));
    const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-save"];
    const command = ["install", `${HUB_PACKAGE}@${VERSION}`, ...flags, "--prefix", folder];
    await promisify(execFile)("npm", command, { cwd: folder });
    await rename(folder, HOME).catch((error: unknown) => {
      if (!existsSync(SERVER)) throw error;
    });
  } catch (cause) {
    throw new Error(`This test needs ${HUB_PACKAGE}@${VERSION} from the npm registry.`, { cause });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
