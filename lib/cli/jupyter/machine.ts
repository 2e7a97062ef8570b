import { spawnSync } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";

/** A Jupyter that answered: its script, what it is, and its version. */
export interface Jupyter {
  readonly kind: "lab" | "notebook";
  /** The absolute path of `jupyter-lab` or `jupyter-notebook`. */
  readonly script: string;
  /** As the script prints it, such as "6.4.12". */
  readonly version: string;
}

/** What is on this machine, as far as finding or installing Jupyter goes. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly root: boolean;
  /** The ones that answered, the best first. */
  readonly jupyters: readonly Jupyter[];
  /** The absolute paths of programs; undefined when they are missing or do not work. */
  readonly uv: string | undefined;
  readonly python: { readonly program: string; readonly venv: boolean } | undefined;
  readonly aptGet: string | undefined;
}

/** Looks at the machine: programs on `env`'s PATH first, then those in the local Python at `localPython`. */
export function lookAtMachine(env: NodeJS.ProcessEnv, localPython: string): Machine {
  const path = searchPath(env);
  const python = findPython(path, env);
  return {
    platform: process.platform,
    root: process.getuid?.() === 0,
    jupyters: findJupyters([...path, scriptsFolder(localPython)], env),
    uv: findProgram("uv", path),
    python:
      python === undefined
        ? undefined
        : {
            program: python,
            venv: answers(python, ["-c", "import venv, ensurepip"], env) !== undefined,
          },
    aptGet: process.platform === "linux" ? findProgram("apt-get", path) : undefined,
  };
}

/** The folder of a Python environment that holds its programs. */
export function scriptsFolder(
  environment: string,
  platform: NodeJS.Platform = process.platform,
): string {
  return join(environment, platform === "win32" ? "Scripts" : "bin");
}

/** The folders of PATH, whose name is spelled `Path` on Windows. */
export function searchPath(env: NodeJS.ProcessEnv): readonly string[] {
  const name = Object.keys(env).find((key) => key.toUpperCase() === "PATH");
  const path = name === undefined ? undefined : env[name];
  return (path ?? "").split(delimiter).filter((folder) => folder !== "");
}

/** The first executable file of that name in the folders. */
export function findProgram(name: string, folders: readonly string[]): string | undefined {
  const file = process.platform === "win32" ? `${name}.exe` : name;
  return folders.map((folder) => join(folder, file)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function findPython(path: readonly string[], env: NodeJS.ProcessEnv): string | undefined {
  const isPython3 = (program: string): boolean =>
    answers(program, ["-c", "import sys; assert sys.version_info >= (3, 8)"], env) !== undefined;
  return ["python3", "python"]
    .flatMap((name) => findProgram(name, path) ?? [])
    .find((program) => isPython3(program));
}

function findJupyters(folders: readonly string[], env: NodeJS.ProcessEnv): readonly Jupyter[] {
  return (["lab", "notebook"] as const).flatMap((kind) => {
    for (const folder of folders) {
      const script = findProgram(`jupyter-${kind}`, [folder]);
      const version =
        script === undefined ? undefined : answers(script, ["--version"], env)?.trim();
      if (script !== undefined && version !== undefined && /^\d/.test(version))
        return [{ kind, script, version }];
    }
    return [];
  });
}

/** What a program prints; undefined when it cannot be run or fails (as pyenv's shims do). */
export function answers(
  program: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv,
): string | undefined {
  const { status, stdout } = spawnSync(program, words, {
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    timeout: 30_000,
    windowsHide: true,
  });
  return status === 0 ? stdout : undefined;
}
