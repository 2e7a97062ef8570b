import { join } from "node:path";
import type { LabErrorDetails } from "../../base/lab-error.ts";
import { type Jupyter, type Machine, scriptsFolder } from "./machine.ts";

/** One way to install Jupyter: said to the person, then its commands run in order. */
export interface Installation {
  readonly says: string;
  /** True when it fills the local Python folder, which is emptied before and after a failure. */
  readonly local: boolean;
  readonly commands: readonly (readonly [program: string, ...words: string[]])[];
}

/** What `npm start` does about Jupyter. */
export type JupyterPlan =
  | { readonly status: "use"; readonly jupyter: Jupyter }
  /** The ways that this machine offers, the least intrusive first. */
  | { readonly status: "install"; readonly ways: readonly Installation[] }
  | { readonly status: "impossible"; readonly error: LabErrorDetails };

/**
 * Decides what to do about Jupyter, from what is on the machine.
 *
 * @param localPython where a Python environment of the project's own would be.
 */
export function planJupyter(
  machine: Machine,
  options: { readonly localPython: string; readonly install: boolean },
): JupyterPlan {
  const jupyter = machine.jupyters.find(isSupported);
  if (jupyter !== undefined) return { status: "use", jupyter };
  if (!options.install) return { status: "impossible", error: notInstalling(machine) };
  const ways = installations(machine, options.localPython);
  return ways.length > 0
    ? { status: "install", ways }
    : { status: "impossible", error: nothingToInstallWith(machine) };
}

/** JupyterLab 3 or later, Notebook 6 or later: the ones whose settings the lab knows. */
function isSupported({ kind, version }: Jupyter): boolean {
  return Number.parseInt(version, 10) >= (kind === "lab" ? 3 : 6);
}

function installations(machine: Machine, localPython: string): readonly Installation[] {
  const { uv, python, aptGet, root, platform } = machine;
  const localProgram = (name: string): string =>
    join(scriptsFolder(localPython, platform), platform === "win32" ? `${name}.exe` : name);
  const ways: Installation[] = [];
  if (uv !== undefined) {
    ways.push({
      says: `Installing JupyterLab with uv into ${localPython} (a minute or two) …`,
      local: true,
      commands: [
        [uv, "venv", localPython],
        [uv, "pip", "install", "--python", localProgram("python"), "jupyterlab"],
      ],
    });
  }
  if (python?.venv === true) {
    ways.push({
      says: `Installing JupyterLab with pip into ${localPython} (a minute or two) …`,
      local: true,
      commands: [
        [python.program, "-m", "venv", localPython],
        [
          localProgram("python"),
          "-m",
          "pip",
          "install",
          "--disable-pip-version-check",
          "jupyterlab",
        ],
      ],
    });
  }
  if (aptGet !== undefined && root) {
    ways.push({
      says: "Installing Jupyter Notebook for this machine with apt-get (a minute or two) …",
      local: false,
      commands: [
        [aptGet, "update"],
        [aptGet, "install", "-y", "--no-install-recommends", "jupyter-notebook"],
      ],
    });
  }
  return ways;
}

function notInstalling(machine: Machine): LabErrorDetails {
  return {
    what: "Jupyter was not found on this machine, and --no-install keeps the lab from installing it.",
    remedy: `Run \`npm start\` without --no-install, or ${byHand(machine)}.`,
  };
}

function nothingToInstallWith(machine: Machine): LabErrorDetails {
  const what =
    machine.python === undefined
      ? "Jupyter was not found on this machine, and there is no Python 3.8 or later to install it with."
      : "Jupyter was not found on this machine, and its Python has no venv and pip to install it with.";
  return { what, remedy: `To go on, ${byHand(machine)}; then run \`npm start\` again.` };
}

/** What a person can do to get a Jupyter, as the end of a sentence. */
export function byHand({ platform, aptGet }: Machine): string {
  if (aptGet !== undefined) return "run `sudo apt-get install jupyter-notebook`";
  switch (platform) {
    case "darwin":
      return "run `brew install jupyterlab`, or install Python from https://www.python.org/downloads/";
    case "win32":
      return "install Python from https://www.python.org/downloads/ (tick “Add python.exe to PATH”)";
    default:
      return "install the package jupyter-notebook or jupyterlab of your distribution, or uv from https://docs.astral.sh/uv/";
  }
}
