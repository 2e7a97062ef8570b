import { readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { libraryFolder, makeFolders, stateFolder, writeWhole } from "../../base/project.ts";
import { searchPath } from "./machine.ts";

/** Where Jupyter keeps everything while it serves the lab: nothing of it is outside the project. */
export interface JupyterHome {
  readonly config: string;
  readonly data: string;
  readonly runtime: string;
  readonly ipython: string;
}

/** The Python environment of the project's own, when Jupyter had to be installed. */
export function localPython(root: string): string {
  return join(stateFolder(root), "python");
}

/**
 * Writes the local folders, the kernelspec and the settings; what was there is replaced.
 *
 * @throws LabError `folder-not-writable`.
 */
export function prepareHome(root: string): JupyterHome {
  const base = join(stateFolder(root), "jupyter");
  const home: JupyterHome = {
    config: join(base, "config"),
    data: join(base, "data"),
    runtime: join(base, "runtime"),
    ipython: join(base, "ipython"),
  };
  const files: Record<string, string> = {
    [join(home.data, "kernels", KERNEL, "kernel.json")]: json(kernelspec(root, process.execPath)),
    [join(home.config, "jupyter_config.json")]: json(SETTINGS),
    [join(home.config, "jupyter_config.py")]: template("jupyter_config.py"),
    [join(home.config, "custom", "custom.css")]: template("custom.css"),
    [join(home.config, "labconfig", "page_config.json")]: json(LAB_PAGE),
  };
  makeFolders([...Object.values(home), ...Object.keys(files).map((path) => dirname(path))]);
  for (const [path, text] of Object.entries(files)) writeWhole(path, text);
  return home;
}

const json = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;

/** A part of the settings that is no JSON; it lies beside the library's build. */
function template(name: string): string {
  return readFileSync(join(libraryFolder(), "templates", "jupyter", name), "utf8");
}

/** The name by which the lab's notebooks ask Jupyter for their kernel. */
export const KERNEL = "tslab";

/** Only the lab's own kernel is offered, so that no notebook can be opened with another one. */
const SETTINGS = {
  KernelSpecManager: { allowed_kernelspecs: [KERNEL], ensure_native_kernel: false },
  MultiKernelManager: { default_kernel_name: KERNEL },
};

/**
 * Keeps JupyterLab 4 from asking for news at the first start.
 * Source: https://jupyterlab.readthedocs.io/en/stable/user/announcements.html
 */
const LAB_PAGE = { disabledExtensions: { "@jupyterlab/apputils-extension:announcements": true } };

/** A kernel as Jupyter is told of it: https://jupyter-client.readthedocs.io/en/stable/kernels.html. */
interface Kernelspec {
  readonly argv: readonly string[];
  readonly display_name: string;
  readonly language: string;
}

/** The kernelspec of the project's own tslab, which warms up by itself, run by the given Node. */
export function kernelspec(root: string, node: string): Kernelspec {
  const tslab = join(root, "lib", "dist", "cli", "jupyter", "warm-kernel.js");
  return {
    argv: [node, tslab, "kernel", "--config-path", "{connection_file}"],
    display_name: "TypeScript",
    language: "typescript",
  };
}

/** The environment of Jupyter and of its kernels: the person's own, with the lab's folders and Node first. */
export function jupyterEnvironment(home: JupyterHome, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const others = Object.entries(env).filter(([name]) => name.toUpperCase() !== "PATH");
  return {
    ...Object.fromEntries(others),
    PATH: [dirname(process.execPath), ...searchPath(env)].join(delimiter),
    JUPYTER_CONFIG_DIR: home.config,
    JUPYTER_DATA_DIR: home.data,
    JUPYTER_RUNTIME_DIR: home.runtime,
    JUPYTER_PATH: home.data,
    IPYTHONDIR: home.ipython,
  };
}
