import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { accessSync, constants } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { PATIENCE } from "../../lib/notebook/node-process.ts";

/** A running Jupyter server of its own: own settings, own kernelspec, own port, own token. */
export interface Jupyter {
  /** `http://127.0.0.1:<port>/` */
  url: string;
  token: string;
  /** Ends the server and its kernels and removes what it wrote outside of the notebook folder. */
  stop(): Promise<void>;
}

/**
 * Starts the classic Jupyter notebook server with the project's own tslab as its only kernel
 * (`tslab`), run by the Node that runs the tests.
 *
 * @param options.notebookDir the folder that it serves; kernels run in the folder of their notebook.
 * @throws Error that names the Debian package when Jupyter is missing, and the server's own words
 *   when it does not come up.
 */
export async function startJupyter({ notebookDir }: { notebookDir: string }): Promise<Jupyter> {
  const program = findJupyter();
  if (program === undefined) {
    throw new Error("This test needs Jupyter: install the Debian package jupyter-notebook.");
  }
  const home = await mkdtemp(path.join(tmpdir(), "jupyter-"));
  await writeKernelspec(path.join(home, "data"));
  const token = randomBytes(16).toString("hex");
  const port = await freePort();
  const server = spawn(program, serverArguments(port, notebookDir), {
    env: serverEnvironment(home, token),
    stdio: ["ignore", "ignore", "pipe"],
  });
  const url = `http://127.0.0.1:${port}/`;
  try {
    await ready(server, `${url}api/status?token=${token}`);
  } catch (error) {
    await stop(server, home);
    throw error;
  }
  return { url, token, stop: () => stop(server, home) };
}

function findJupyter(): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter);
  return folders.map((folder) => path.join(folder, "jupyter-notebook")).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The rates are lifted: the server drops output above them, which no kernel is to blame for. */
function serverArguments(port: number, notebookDir: string): string[] {
  return [
    "--no-browser",
    "--ip=127.0.0.1",
    `--port=${port}`,
    "--allow-root",
    "--NotebookApp.port_retries=0",
    `--NotebookApp.notebook_dir=${notebookDir}`,
    "--NotebookApp.iopub_data_rate_limit=1e12",
    "--NotebookApp.iopub_msg_rate_limit=1e12",
    "--KernelSpecManager.ensure_native_kernel=False",
  ];
}

function serverEnvironment(home: string, token: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env["PATH"],
    LANG: "C.UTF-8",
    HOME: home,
    JUPYTER_TOKEN: token,
    JUPYTER_CONFIG_DIR: path.join(home, "config"),
    JUPYTER_DATA_DIR: path.join(home, "data"),
    JUPYTER_RUNTIME_DIR: path.join(home, "runtime"),
    JUPYTER_NO_CONFIG: "1",
    IPYTHONDIR: path.join(home, "ipython"),
  };
}

async function writeKernelspec(dataDir: string): Promise<void> {
  const tslab = createRequire(import.meta.url).resolve("tslab/bin/tslab");
  const folder = path.join(dataDir, "kernels", "tslab");
  await mkdir(folder, { recursive: true });
  const spec = {
    argv: [process.execPath, ...PATIENCE, tslab, "kernel", "--config-path", "{connection_file}"],
    display_name: "TypeScript",
    language: "typescript",
  };
  await writeFile(path.join(folder, "kernel.json"), JSON.stringify(spec));
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

async function ready(server: ChildProcess, url: string): Promise<void> {
  let words = "";
  server.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    words = (words + chunk).slice(-4000);
  });
  while (server.exitCode === null && server.signalCode === null) {
    const reply = await fetch(url).catch(() => undefined);
    if (reply?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Jupyter did not come up:\n${words}`);
}

async function stop(server: ChildProcess, home: string): Promise<void> {
  if (server.exitCode === null && server.signalCode === null) {
    const exited = new Promise((resolve) => server.once("exit", resolve));
    // At this signal the server ends its kernels and then itself.
    server.kill("SIGTERM");
    await exited;
  }
  await rm(home, { recursive: true, force: true });
}
