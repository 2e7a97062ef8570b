import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { z } from "zod";
import { freePort } from "../cli/listen.ts";
import { PROJECT } from "../cli/temporary-project.ts";

/** A JupyterHub on loopback, and what its API is asked in the name of a service. */
export interface TrialHub {
  readonly token: string;
  /** Makes the user, starts the user's server and gives its address, which ends in a slash. */
  open(user: string): Promise<string>;
}

const START_MS = 120_000;
const DEBIAN_NODE = "/usr/share/nodejs";
const Server = z.object({ ready: z.boolean(), url: z.string() });
const User = z.object({ servers: z.record(z.string(), Server) });

/**
 * Starts the machine's JupyterHub with the project's `.jupyterhub/class.py`, users without passwords
 * and servers as plain processes; it is ended when the test is over.
 *
 * @param folder for everything that the hub and its users write, but for the users' copies.
 * @param prefix where `lab kernel --prefix` has put the kernel.
 */
export async function startJupyterHub(folder: string, prefix: string): Promise<TrialHub> {
  const token = randomBytes(16).toString("hex");
  const [port, hubPort, proxyPort] = [await freePort(), await freePort(), await freePort()];
  const config = join(folder, "jupyterhub_config.py");
  mkdirSync(join(folder, "home"));
  writeFileSync(config, settings({ folder, prefix, port, hubPort, proxyPort }));
  const hub = spawn("jupyterhub", ["--config", config], {
    cwd: folder,
    // Debian's proxy looks for its packages there only when it runs on Debian's own Node.
    env: { PATH: process.env.PATH, HOME: folder, NODE_PATH: DEBIAN_NODE, TRIAL_TOKEN: token },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  hub.stderr.setEncoding("utf8").on("data", (text: string) => (said = (said + text).slice(-4000)));
  onTestFinished(() => stop(hub));
  const base = `http://127.0.0.1:${port}`;
  const api = async (path: string, method = "GET"): Promise<Response> => {
    const headers = { authorization: `token ${token}` };
    return await fetch(`${base}/hub/api/${path}`, { method, headers });
  };
  await until(async () => {
    if (hub.exitCode !== null) throw new Error(`JupyterHub ended:\n${said}`);
    return (await api("").catch(() => undefined))?.ok === true;
  });
  return {
    token,
    async open(user) {
      for (const path of [`users/${user}`, `users/${user}/server`]) {
        const reply = await api(path, "POST");
        if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}\n${said}`);
      }
      let url = "";
      await until(async () => {
        const server = User.parse(await (await api(`users/${user}`)).json()).servers[""];
        if (server?.ready === true) ({ url } = server);
        return server?.ready === true;
      });
      return `${base}${url}`;
    },
  };
}

interface Settings {
  folder: string;
  prefix: string;
  port: number;
  hubPort: number;
  proxyPort: number;
}

function settings({ folder, prefix, port, hubPort, proxyPort }: Settings): string {
  const text = JSON.stringify;
  return `import os
load_subconfig(${text(join(PROJECT, ".jupyterhub", "class.py"))})
c = get_config()
c.JupyterHub.bind_url = "http://127.0.0.1:${port}"
c.JupyterHub.hub_ip = "127.0.0.1"
c.JupyterHub.hub_port = ${hubPort}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:${proxyPort}"
c.JupyterHub.db_url = ${text(`sqlite:///${join(folder, "hub.sqlite")}`)}
c.JupyterHub.cookie_secret_file = ${text(join(folder, "cookie_secret"))}
c.JupyterHub.authenticator_class = "dummy"
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = ${text(join(folder, "home", "{username}"))}
c.Spawner.ip = "127.0.0.1"
c.Spawner.args = ["--allow-root"]
c.Spawner.environment = {"JUPYTER_PATH": ${text(join(prefix, "share", "jupyter"))}}
c.Spawner.start_timeout = c.Spawner.http_timeout = 120
c.JupyterHub.services = [{"name": "trial", "api_token": os.environ["TRIAL_TOKEN"]}]
c.JupyterHub.load_roles = [
    {
        "name": "trial",
        "services": ["trial"],
        "scopes": ["admin:users", "admin:servers", "access:servers"],
    }
]
`;
}

async function until(done: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + START_MS;
  while (!(await done())) {
    if (Date.now() > end) throw new Error("JupyterHub did not answer in time.");
    await sleep(200);
  }
}

async function stop(hub: ChildProcess): Promise<void> {
  if (hub.exitCode !== null || hub.signalCode !== null) return;
  const ended = once(hub, "exit");
  // At this signal the hub ends its users' servers, its proxy and itself.
  hub.kill("SIGTERM");
  await ended;
}
