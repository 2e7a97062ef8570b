import { chmodSync, existsSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Jupyter } from "../../../lib/cli/jupyter/machine.ts";
import {
  type RunningServer,
  type ServerOptions,
  serverWords,
  startOnFreePort,
  startServer,
} from "../../../lib/cli/jupyter/server.ts";
import { whenTestIsOver } from "../clean-ups.ts";
import { freePort } from "../listen.ts";
import { temporaryFolder } from "../temporary-project.ts";

const NOTEBOOK = "notebooks/00-start-here.ipynb";

function words(kind: Jupyter["kind"], version: string, notebook?: string): readonly string[] {
  return serverWords({
    jupyter: { kind, version, script: `/usr/bin/jupyter-${kind}` },
    root: "/lab",
    notebook,
    port: 8890,
    browser: false,
    runtime: "/lab/.lab/jupyter/runtime",
    env: {},
  });
}

describe("the command line of each Jupyter", () => {
  test.each([
    ["notebook", "6.4.12", "NotebookApp", "notebook_dir"],
    ["notebook", "7.0.0", "ServerApp", "root_dir"],
    ["notebook", "7.4.2", "ServerApp", "root_dir"],
    ["lab", "3.6.1", "ServerApp", "root_dir"],
    ["lab", "4.2.1", "ServerApp", "root_dir"],
  ] as const)("%s %s has its settings under %s", (kind, version, app, folder) => {
    expect(words(kind, version, NOTEBOOK)).toEqual(
      expect.arrayContaining([
        `--${app}.ip=127.0.0.1`,
        `--${app}.port=8890`,
        `--${app}.port_retries=0`,
        `--${app}.open_browser=False`,
        `--${app}.${folder}=/lab`,
        `--${app}.answer_yes=True`,
      ]),
    );
  });

  test("the notebook comes last; without one there is none", () => {
    expect(words("lab", "4.2.1", NOTEBOOK).at(-1)).toBe(`/lab/${NOTEBOOK}`);
    expect(words("lab", "4.2.1").every((word) => word.startsWith("--"))).toBe(true);
  });

  test("no word carries a token: others on the machine can read it", () => {
    expect(words("notebook", "6.4.12", NOTEBOOK).join(" ")).not.toMatch(/token|password/);
  });
});

/** As much of Jupyter as is looked at: it listens, or says that it cannot, and leaves its file. */
const STAND_IN = `#!${process.execPath}
const { writeFileSync } = require("node:fs");
const port = Number(process.argv.find((word) => word.includes(".port=")).split("=")[1]);
const server = require("node:http").createServer(({ url }, reply) => {
  reply.writeHead(url === "/api/status?token=ours" ? 200 : 403).end();
});
server.on("error", () => {
  console.error("the port is in use");
  process.exit(1);
});
const asked = fetch(process.env.BEFORE + "?" + port).catch(() => undefined);
asked.then(() => server.listen(port, "127.0.0.1", () => {
  const file = { pid: process.pid, port, token: "ours" };
  writeFileSync(process.env.RUNTIME + "/jpserver-" + process.pid + ".json", JSON.stringify(file));
}));
`;

/** What a start has to do with, where the project's folder holds a file about another server. */
async function besideAnother(pid: number): Promise<{ options: ServerOptions; file: string }> {
  const runtime = temporaryFolder();
  const script = join(runtime, "jupyter-lab");
  writeFileSync(script, STAND_IN);
  chmodSync(script, 0o755);
  const port = await freePort();
  const file = join(runtime, `jpserver-${pid}.json`);
  writeFileSync(file, JSON.stringify({ pid, port, token: "theirs" }));
  const jupyter = { kind: "lab", version: "4.2.1", script } as const;
  const env = { RUNTIME: runtime };
  const given = { jupyter, root: runtime, notebook: undefined, port, browser: false, runtime, env };
  return { options: given, file };
}

async function start(options: ServerOptions): Promise<RunningServer> {
  const server = await startServer(options, new AbortController().signal);
  whenTestIsOver(() => server.stop());
  return server;
}

describe("two starts at once", () => {
  test("a start takes its own Jupyter, and leaves alone what the other's has written", async () => {
    const { options, file } = await besideAnother(process.pid);
    const { url } = await start(options);
    expect(url).toBe(`http://127.0.0.1:${options.port}/lab?token=ours`);
    expect(existsSync(file)).toBe(true);
  });

  test("a start whose Jupyter finds the port taken does not take the other's", async () => {
    const { options } = await besideAnother(process.pid);
    const other = createServer((_request, reply) => reply.end("{}"));
    await new Promise<void>((resolve) => other.listen(options.port, "127.0.0.1", resolve));
    whenTestIsOver(() => other.close());
    await expect(start(options)).rejects.toMatchObject({
      code: "port-taken",
      what: expect.stringContaining(String(options.port)),
      remedy: expect.stringContaining("--port"),
    });
  });

  test("a start that loses the port it chose to a faster one takes the next, and says so", async () => {
    const { options } = await besideAnother(process.pid);
    const taken: number[] = [];
    const before = createServer((request, reply) => {
      const port = Number(request.url?.split("?")[1]);
      if (taken.length > 0) return void reply.end();
      taken.push(port);
      const faster = createServer().listen(port, "127.0.0.1", () => reply.end());
      whenTestIsOver(() => faster.close());
    });
    const beforePort = await freePort();
    await new Promise<void>((resolve) => before.listen(beforePort, "127.0.0.1", resolve));
    whenTestIsOver(() => before.close());
    const env = { ...options.env, BEFORE: `http://127.0.0.1:${beforePort}/` };
    const said: string[] = [];
    const server = await startOnFreePort(
      { ...options, env, port: undefined },
      (line) => said.push(line),
      new AbortController().signal,
    );
    whenTestIsOver(() => server.stop());
    expect(Number(new URL(server.url).port)).toBeGreaterThan(taken[0] ?? Infinity);
    expect(said).toContain(`Another program was faster and took port ${taken[0]}.`);
  });

  test("both of two that start at once are served, each on a port of its own", async () => {
    const { options } = await besideAnother(process.pid);
    const starts = [1, 2].map(() =>
      startOnFreePort({ ...options, port: undefined }, () => {}, new AbortController().signal),
    );
    const servers = await Promise.all(starts);
    for (const server of servers) whenTestIsOver(() => server.stop());
    expect(new Set(servers.map(({ url }) => new URL(url).port)).size).toBe(2);
  });

  test("what a server that was killed has left is removed", async () => {
    const { options, file } = await besideAnother(2 ** 30);
    await start(options);
    expect(existsSync(file)).toBe(false);
  });
});
