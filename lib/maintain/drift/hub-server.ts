import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startGroup } from "../../notebook/node-process.ts";

/** The package of the server at `https://huggingface.co/mcp`. */
export const HUB_PACKAGE = "@llmindset/hf-mcp-server";

const START_MS = 30_000;

/** A running server of the real package, cut off from the network. */
export interface RealHub {
  /** `http://127.0.0.1:<port>/mcp` */
  url: string;
  stop(): Promise<void>;
}

/** The file of the package, below a folder that holds a `node_modules`, that serves over HTTP. */
export function hubServerFile(folder: string): string {
  return join(folder, "node_modules", HUB_PACKAGE, "dist", "server", "streamableHttp.js");
}

/**
 * Starts the Hub's own server, installed in `folder`, on loopback, without environment and without a
 * network: each of its calls to the Hub fails as it does on a machine that is offline.
 *
 * @param preload what keeps it there: `test/counterparts/loopback-offline.cjs`.
 * @throws Error when it does not come up.
 */
export async function serveRealHub(folder: string, preload: string): Promise<RealHub> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/mcp`;
  const words = ["--require", preload, hubServerFile(folder), "--port", String(port)];
  const command = [process.execPath, ...words];
  const { child, ended, kill } = startGroup(command, { cwd: folder, env: {} }, "ignore");
  const stop = async (): Promise<void> => {
    kill();
    await ended;
  };
  try {
    await answering(url, child);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
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
