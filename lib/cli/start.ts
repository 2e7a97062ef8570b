import { existsSync } from "node:fs";
import { join } from "node:path";
import { LabError } from "../base/lab-error.ts";
import type { ExitCode, LabCommand, Terminal } from "./command.ts";
import { jupyterEnvironment, localPython, prepareHome } from "./jupyter/home.ts";
import { installJupyter } from "./jupyter/install.ts";
import { type Jupyter, lookAtMachine } from "./jupyter/machine.ts";
import { byHand, planJupyter } from "./jupyter/plan.ts";
import { startOnFreePort } from "./jupyter/server.ts";
import { parsePort } from "./port.ts";
import { untilStopped } from "./until-stopped.ts";
import { aborted } from "../base/waiting.ts";
import { findProject } from "../base/project.ts";

const FIRST_NOTEBOOK = "notebooks/00-start-here.ipynb";

interface StartOptions {
  readonly port?: number;
  readonly browser: boolean;
  readonly install: boolean;
}

/** `npm start`, after the set-up of bootstrap.mjs: Jupyter, with the lab's kernel and first notebook. */
export const command: LabCommand = {
  configure(start) {
    start
      .option(
        "--port <number>",
        "the port to serve on (default: 8888, or the next free one)",
        parsePort,
      )
      .option("--no-browser", "print the URL only")
      .option("--no-install", "use what is on this machine, install nothing");
  },
  run(start, terminal) {
    return untilStopped((signal) => serveNotebooks(start.opts<StartOptions>(), terminal, signal));
  },
};

async function serveNotebooks(
  options: StartOptions,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<ExitCode> {
  const root = findProject(terminal.cwd);
  const jupyter = await haveJupyter(root, options.install, terminal, signal);
  const home = prepareHome(root);
  const server = await startOnFreePort(
    {
      jupyter,
      root,
      notebook: existsSync(join(root, FIRST_NOTEBOOK)) ? FIRST_NOTEBOOK : undefined,
      port: options.port,
      browser: options.browser,
      runtime: home.runtime,
      env: jupyterEnvironment(home, terminal.env),
    },
    terminal.say,
    signal,
  );
  terminal.say(
    options.browser ? "The lab opens in your browser; if it does not, open:" : "The lab is at:",
  );
  terminal.print(server.url);
  terminal.say("Press Ctrl-C here when you are done.");
  const lastWords = await Promise.race([server.ended, aborted(signal)]);
  if (lastWords === undefined) {
    terminal.say("Ending Jupyter and its kernels …");
    await server.stop();
    return 0;
  }
  throw new LabError("jupyter-ended", {
    what: `Jupyter ended by itself: ${lastWords || "it said nothing"}`,
    remedy: "Your notebooks are on disk as last saved; run `npm start` again.",
  });
}

/** @throws LabError when no Jupyter is to be had. */
async function haveJupyter(
  root: string,
  install: boolean,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Jupyter> {
  const python = localPython(root);
  const machine = lookAtMachine(terminal.env, python);
  const plan = planJupyter(machine, { localPython: python, install });
  if (plan.status === "use") return plan.jupyter;
  if (plan.status === "impossible") throw new LabError("no-jupyter", plan.error);
  terminal.say("Jupyter, which shows the notebooks, was not found on this machine.");
  await installJupyter(plan.ways, {
    env: terminal.env,
    localPython: python,
    signal,
    say: terminal.say,
    byHand: byHand(machine),
  });
  return haveJupyter(root, false, terminal, signal);
}
