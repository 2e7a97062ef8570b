import { existsSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { freePort, takenPort } from "./listen.ts";
import {
  pathWith,
  PROJECT,
  runNode,
  temporaryFolder,
  temporaryProject,
} from "./temporary-project.ts";

const MAIN = join(PROJECT, "lib", "dist", "cli", "main.js");

/** Whether something listens on the port of 127.0.0.1. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => resolve(true)).on("error", () => resolve(false));
    socket.on("connect", () => socket.destroy());
  });
}

async function start(root: string, env: NodeJS.ProcessEnv, ...words: string[]) {
  const port = await freePort();
  const run = runNode([MAIN, "start", "--no-browser", "--port", String(port), ...words], root, env);
  return { port, run };
}

/** The port on which the kernel of the connection file in the folder takes requests. */
function kernelPort(runtime: string): number | undefined {
  const name = readdirSync(runtime).find((file) => /^kernel-.*\.json$/.test(file));
  if (name === undefined) return undefined;
  return JSON.parse(readFileSync(join(runtime, name), "utf8") || "{}").shell_port;
}

describe("a real start", () => {
  test("serves the notebook and the lab's kernel, leaves HOME empty and nothing running", async () => {
    const root = temporaryProject();
    const home = temporaryFolder();
    const { port, run } = await start(root, { PATH: process.env["PATH"], HOME: home });
    const url = new URL(await run.printed("stdout", /http:\S+\n/));
    expect(url.port).toBe(String(port));
    expect(url.pathname).toMatch(/\/notebooks\/00-start-here\.ipynb$/);
    expect(url.searchParams.get("token")).toMatch(/^[0-9a-f]{32,}$/);
    const api = async (path: string, init?: RequestInit) => {
      const reply = await fetch(new URL(`/api/${path}${url.search}`, url), init);
      return { status: reply.status, body: await reply.json() };
    };

    const anonymous = await fetch(new URL("/api/contents/notebooks", url));
    expect(anonymous.status).toBe(403);
    expect(await api("contents/notebooks/00-start-here.ipynb")).toMatchObject({
      status: 200,
      body: { type: "notebook" },
    });
    const tslab = join(root, "lib", "dist", "cli", "jupyter", "warm-kernel.js");
    expect(await api("kernelspecs")).toEqual({
      status: 200,
      body: {
        default: "tslab",
        kernelspecs: {
          tslab: expect.objectContaining({
            spec: expect.objectContaining({
              argv: expect.arrayContaining([process.execPath, tslab]),
            }),
          }),
        },
      },
    });
    const kernel = await api("kernels", {
      method: "POST",
      body: JSON.stringify({ name: "tslab" }),
    });
    expect(kernel.status).toBe(201);

    const runtime = join(root, ".lab", "jupyter", "runtime");
    await expect.poll(() => kernelPort(runtime)).toBeTypeOf("number");
    const shell = kernelPort(runtime) ?? 0;
    await expect.poll(() => answers(shell)).toBe(true);

    run.child.kill("SIGINT");
    expect(await run.ended).toBe(0);
    expect(run.output.stdout).toBe(`${url.href}\n`);
    expect(run.output.stderr).toMatch(/Ending Jupyter and its kernels …\n$/);
    expect([await answers(port), await answers(shell)]).toEqual([false, false]);
    expect(readdirSync(runtime).filter((name) => /^(kernel|nbserver|jpserver)/.test(name))).toEqual(
      [],
    );
    expect(readdirSync(home)).toEqual([]);
    expect(readdirSync(root).toSorted()).toEqual(
      [".lab", "lib", "node_modules", "notebooks", "package-lock.json", "package.json"].toSorted(),
    );
  });

  test("opens the folder when the first notebook is not there", async () => {
    const root = temporaryProject();
    const notebook = join(root, "notebooks", "00-start-here.ipynb");
    renameSync(notebook, `${notebook}.away`);
    const { run } = await start(root, { PATH: process.env["PATH"], HOME: temporaryFolder() });
    const url = await run.printed("stdout", /http:\S+\n/);
    expect((await fetch(url)).status).toBe(200);
    run.child.kill("SIGINT");
    expect(await run.ended).toBe(0);
  });
});

describe("a start that cannot be", () => {
  test("no Jupyter and no Python: one sentence, the remedy, and no stack", async () => {
    const root = temporaryProject();
    const { run } = await start(root, { PATH: pathWith({}), HOME: temporaryFolder() });
    expect(await run.ended).toBe(2);
    expect(run.output.stderr).toMatch(
      /^Error: Jupyter was not found .* no Python .*\nWhat to do: .*\n$/,
    );
    expect(run.output.stdout).toBe("");
  });

  test("--no-install installs nothing", async () => {
    const root = temporaryProject();
    const env = { PATH: pathWith({ uv: "exit 0" }), HOME: temporaryFolder() };
    const { run } = await start(root, env, "--no-install");
    expect(await run.ended).toBe(2);
    expect(run.output.stderr).toContain("--no-install keeps the lab from installing it");
    expect(existsSync(join(root, ".lab"))).toBe(false);
  });

  test("a port in use is told before anything is started", async () => {
    const port = await takenPort();
    const words = [MAIN, "start", "--no-browser", "--port", String(port)];
    const run = runNode(words, temporaryProject(), { PATH: process.env["PATH"] });
    expect(await run.ended).toBe(2);
    expect(run.output.stderr).toMatch(
      new RegExp(`^Error: Port ${port} cannot be had.*\\nWhat to do: `),
    );
  });

  test("a Jupyter that dies is told in its own last words, without its token", async () => {
    const dies = `if [ "$1" = --version ]; then echo 6.5.0; else
      echo "http://127.0.0.1/?token=5ec4e7"; echo "disk full token=5ec4e7"; exit 1; fi`;
    const env = { PATH: pathWith({ "jupyter-notebook": dies }), HOME: temporaryFolder() };
    const { run } = await start(temporaryProject(), env);
    expect(await run.ended).toBe(2);
    expect(run.output.stderr).toContain("Error: Jupyter did not start: disk full token=…\n");
    expect(run.output.stderr).not.toContain("5ec4e7");
  });

  test("Ctrl-C before Jupyter is ready ends it", async () => {
    const waits = `if [ "$1" = --version ]; then echo 6.5.0; else exec /bin/sleep 600; fi`;
    const env = { PATH: pathWith({ "jupyter-notebook": waits }), HOME: temporaryFolder() };
    const { run } = await start(temporaryProject(), env);
    await run.printed("stderr", /Starting Jupyter/);
    run.child.kill("SIGINT");
    expect(await run.ended).toBe(2);
    expect(run.output.stderr).toContain("Stopped before Jupyter was ready.");
  });
});
