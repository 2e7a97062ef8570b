import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

const PACKAGE = "@llmindset/hf-mcp-server";
const VERSION = "0.4.23";
const CACHE = path.resolve(import.meta.dirname, "../../.lab/counterparts/hf-mcp-server");
const HOME = path.join(CACHE, VERSION);
const SERVER = path.join(HOME, "node_modules", PACKAGE, "dist/server/streamableHttp.js");
const PRELOAD = path.join(import.meta.dirname, "loopback-offline.cjs");
const START_MS = 30_000;

/** A running server of the real package, cut off from the network. */
export interface RealHub {
  /** `http://127.0.0.1:<port>/mcp` */
  url: string;
  stop(): Promise<void>;
}

/**
 * Starts the real Hub's MCP server on loopback, without environment and without a network: each
 * of its calls to the Hub fails as it does on a machine that is offline. The package is fetched
 * once into the project's git-ignored `.lab`.
 *
 * @throws Error when the package cannot be fetched or the server does not come up
 */
export async function startRealHub(): Promise<RealHub> {
  await install();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/mcp`;
  const child = spawn(process.execPath, ["--require", PRELOAD, SERVER, "--port", String(port)], {
    cwd: HOME,
    env: {},
    stdio: "ignore",
  });
  const kill = (): void => {
    child.kill("SIGKILL");
  };
  process.once("exit", kill);
  const exited = once(child, "exit");
  const stop = async (): Promise<void> => {
    process.off("exit", kill);
    kill();
    await exited;
  };
  try {
    await answering(url, child);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
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
    const command = ["install", `${PACKAGE}@${VERSION}`, ...flags, "--prefix", folder];
    await promisify(execFile)("npm", command, { cwd: folder });
    await rename(folder, HOME).catch((error: unknown) => {
      if (!existsSync(SERVER)) throw error;
    });
  } catch (cause) {
    throw new Error(`This test needs ${PACKAGE}@${VERSION} from the npm registry.`, { cause });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A port that was free a moment ago: the server takes no port 0. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  const end = Date.now() + START_MS;
  while (Date.now() < end && child.exitCode === null && child.signalCode === null) {
    const answer = await fetch(url, { method: "DELETE" }).catch(() => undefined);
    if (answer?.status === 405) return;
    await sleep(100);
  }
  throw new Error("The real Hub server did not come up.");
}
