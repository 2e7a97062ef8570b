import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { isAlive } from "../../base/hold.ts";
import { LabError } from "../../base/lab-error.ts";
import { within } from "../../base/waiting.ts";
import { choosePort, isFree, portTaken } from "../port.ts";
import { stoppedEarly } from "./install.ts";
import type { Jupyter } from "./machine.ts";

/** What `npm start` serves, and how. */
export interface ServerOptions {
  readonly jupyter: Jupyter;
  /** The project's root, which is the root of Jupyter's file browser. */
  readonly root: string;
  /** The notebook that is opened, as a path under the root with forward slashes; else the folder. */
  readonly notebook: string | undefined;
  readonly port: number;
  readonly browser: boolean;
  /** The folder in which Jupyter leaves a file about each server that runs. */
  readonly runtime: string;
  readonly env: NodeJS.ProcessEnv;
}

/** A Jupyter that listens. */
export interface RunningServer {
  /** The address of the page that is opened, with its token. */
  readonly url: string;
  /** Settles when Jupyter has ended; the value is what it said last, for an end nobody asked for. */
  readonly ended: Promise<string>;
  /** Asks Jupyter to end its kernels and itself, and waits for it. */
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 15_000;

/**
 * Starts Jupyter on the port that was asked for, or else on the first free one. Where somebody else
 * takes that one before Jupyter does, as a second `npm start` in the same second may, the next is tried.
 *
 * @throws LabError `port-taken`, `jupyter-failed`, `stopped`.
 */
export async function startOnFreePort(
  options: Omit<ServerOptions, "port"> & { readonly port: number | undefined },
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<RunningServer> {
  const port = await choosePort(options.port, say);
  const { kind, version } = options.jupyter;
  say(`Starting Jupyter ${kind === "lab" ? "Lab" : "Notebook"} ${version} …`);
  try {
    return await startServer({ ...options, port }, signal);
  } catch (error) {
    const isLost = error instanceof LabError && error.code === "port-taken";
    if (!isLost || options.port !== undefined) throw error;
    say(`Another program was faster and took port ${port}.`);
    return startOnFreePort(options, say, signal);
  }
}

/**
 * Starts Jupyter on 127.0.0.1 and waits until it listens.
 *
 * @throws LabError `port-taken` when another program listens there, `jupyter-failed` when it ends or
 *   stays silent instead.
 */
export async function startServer(
  options: ServerOptions,
  signal: AbortSignal,
): Promise<RunningServer> {
  forgetEndedServers(options.runtime);
  const child = spawn(options.jupyter.script, serverWords(options), {
    cwd: options.root,
    env: options.env,
    stdio: ["ignore", "pipe", "pipe"],
    // In a group of its own Jupyter does not see Ctrl-C, at which it would ask a question. On
    // Windows a group of its own would be a window of its own; there Jupyter ends by Ctrl-C itself.
    detached: process.platform !== "win32",
  });
  const ended = lastWords(child);
  const stop = (): Promise<void> => stopServer(child, ended);
  const waiting = new AbortController();
  const address = addressOf(options, child, AbortSignal.any([signal, waiting.signal]));
  const url = await Promise.race([ended.then(() => undefined), address]);
  waiting.abort();
  if (url !== undefined) return { url, ended, stop };
  await stop();
  if (signal.aborted) throw stoppedEarly("Stopped before Jupyter was ready.");
  if (!(await isFree(options.port))) throw portTaken(options.port);
  throw new LabError("jupyter-failed", {
    what: `Jupyter did not start: ${(await ended) || "it said nothing"}`,
    where: options.jupyter.script,
    remedy: "Run `npm start` again with DEBUG=mcp-lab to see everything Jupyter says.",
  });
}

/** The command line of the Jupyter at hand; the settings have two names, before and after Notebook 7. */
export function serverWords({
  jupyter,
  root,
  notebook,
  port,
  browser,
}: ServerOptions): readonly string[] {
  const classic = jupyter.kind === "notebook" && Number.parseInt(jupyter.version, 10) < 7;
  const settings: Record<string, string> = {
    ip: "127.0.0.1",
    port: String(port),
    port_retries: "0",
    open_browser: browser ? "True" : "False",
    [classic ? "notebook_dir" : "root_dir"]: root,
    answer_yes: "True",
  };
  // Jupyter refuses to run as root unless told to, and in a container root is the usual user.
  if (process.getuid?.() === 0) settings.allow_root = "True";
  const app = classic ? "NotebookApp" : "ServerApp";
  const words = Object.entries(settings).map(([name, value]) => `--${app}.${name}=${value}`);
  return notebook === undefined ? words : [...words, join(root, notebook)];
}

function pagePath({ jupyter, notebook }: ServerOptions): string {
  if (jupyter.kind === "lab") return notebook === undefined ? "/lab" : `/lab/tree/${notebook}`;
  return notebook === undefined ? "/tree/notebooks" : `/notebooks/${notebook}`;
}

/** Removes what servers that were killed have left about themselves. */
function forgetEndedServers(runtime: string): void {
  for (const { path, server } of serverFiles(runtime)) {
    if (!isAlive(server.pid)) rmSync(path, { force: true });
  }
}

/**
 * Waits for the file that our Jupyter writes when it listens, and until it answers to the token in
 * it; undefined after a minute or at the signal. Another `npm start` may be serving this project.
 */
async function addressOf(
  options: ServerOptions,
  { pid }: ChildProcess,
  signal: AbortSignal,
): Promise<string | undefined> {
  // On Windows a launcher starts Jupyter, which then has another process id.
  const isOurs = ({ server }: { server: ServerFile }): boolean =>
    server.port === options.port && (server.pid === pid || process.platform === "win32");
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline && !signal.aborted) {
    const found = serverFiles(options.runtime).find(isOurs);
    if (found !== undefined) {
      const url = new URL(`http://127.0.0.1:${options.port}`);
      url.searchParams.set("token", found.server.token);
      if (await answers(new URL(`/api/status${url.search}`, url), signal)) {
        url.pathname = pagePath(options);
        return url.href;
      }
    }
    await sleep(100);
  }
  return undefined;
}

async function answers(url: URL, signal: AbortSignal): Promise<boolean> {
  try {
    const reply = await fetch(url, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(5000)]),
    });
    await reply.body?.cancel();
    return reply.ok;
  } catch {
    return false;
  }
}

const serverFile = z.object({ pid: z.int(), port: z.int(), token: z.string() });

type ServerFile = z.infer<typeof serverFile>;

/** `nbserver-<pid>.json` (Notebook 6) and `jpserver-<pid>.json` (Jupyter Server). */
function serverFiles(runtime: string): readonly { path: string; server: ServerFile }[] {
  return readdirSync(runtime)
    .filter((name) => /^(nb|jp)server-\d+\.json$/.test(name))
    .map((name) => join(runtime, name))
    .flatMap((path) => {
      const server = readServerFile(path);
      return server === undefined ? [] : [{ path, server }];
    });
}

/** Undefined while Jupyter is still writing the file, and once it has removed it. */
function readServerFile(path: string): ServerFile | undefined {
  try {
    return serverFile.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return undefined;
  }
}

/** The last line Jupyter said when it has ended; its token is masked. */
function lastWords(child: ChildProcess): Promise<string> {
  let said = "";
  return new Promise((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        if (process.env.DEBUG === "mcp-lab") process.stderr.write(maskToken(text));
        said = (said + text).slice(-8_000);
      });
    }
    const end = (): void => resolve(maskToken(said.trim().split("\n").at(-1) ?? ""));
    child.on("error", (error) => {
      said += `\n${error.message}`;
      end();
    });
    // A kernel that outlives Jupyter keeps the streams open, so "close" may be long in coming.
    child.on("exit", () => setTimeout(end, 500));
    child.on("close", end);
  });
}

function maskToken(text: string): string {
  return text.replaceAll(/token=\w+/g, "token=…");
}

async function stopServer(child: ChildProcess, ended: Promise<string>): Promise<void> {
  if (process.platform !== "win32") child.kill("SIGTERM");
  if ((await within(STOP_TIMEOUT_MS, ended)) === undefined) child.kill("SIGKILL");
  await ended;
}
