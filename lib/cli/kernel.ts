import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { Option } from "commander";
import { LabError } from "../base/lab-error.ts";
import { findProject, makeFolders, writeWhole } from "../base/project.ts";
import type { LabCommand } from "./command.ts";
import { KERNEL, kernelspec } from "./jupyter/home.ts";

/** `lab kernel`: tells a Jupyter other than that of `npm start` where the lab's kernel is. */
export const command: LabCommand = {
  help:
    "`npm start` needs none of this. A Jupyter that you start yourself, VS Code or a " +
    "JupyterHub finds the kernel by a file, kernel.json, which this writes. The lab has " +
    "to stay where it is; after moving it, run this again.",

  configure(options) {
    options
      .addOption(new Option("--user", "for every Jupyter of yours").conflicts("prefix"))
      .option("--prefix <folder>", "for the Jupyter that is installed there, such as /usr/local")
      .option("--replace", "replace a kernel of that name that is not this lab's");
  },

  async run(invocation, terminal) {
    const { user, prefix, replace } = invocation.opts<{
      user?: true;
      prefix?: string;
      replace?: true;
    }>();
    if (user === undefined && prefix === undefined) {
      throw new LabError("kernel-place", {
        what: "For which Jupyter? Neither --user nor --prefix was given.",
        remedy:
          "Run `npm run lab -- kernel --user` for every Jupyter of yours, or give --prefix with " +
          "what `python3 -c 'import sys; print(sys.prefix)'` prints in the Jupyter's environment.",
      });
    }
    const data =
      prefix === undefined
        ? userDataFolder(process.platform, terminal.env)
        : join(resolve(terminal.cwd, prefix), "share", "jupyter");
    const folder = join(data, "kernels", KERNEL);
    const file = join(folder, "kernel.json");
    const spec = `${JSON.stringify(kernelspec(findProject(terminal.cwd), process.execPath), undefined, 2)}\n`;
    if (replace === undefined) refuseToReplace(file, spec);
    makeFolders([folder]);
    writeWhole(file, spec);
    terminal.print(file);
    terminal.say(
      "Jupyter now offers the kernel “TypeScript” for the lab's notebooks. To take it away " +
        `again, delete the folder ${folder}.`,
    );
    return 0;
  },
};

/** A kernel of some lab's, which may have been moved since, is replaced; anybody else's is not. */
function refuseToReplace(file: string, spec: string): void {
  if (!existsSync(file)) return;
  // Versions before 0.2.0 named tslab itself.
  const own = /node_modules[\\/]+tslab[\\/]+bin[\\/]+tslab"|cli[\\/]+jupyter[\\/]+warm-kernel\.js"/;
  const text = readFileSync(file, "utf8");
  if (text === spec || own.test(text)) return;
  throw new LabError("kernel-exists", {
    what: `Another kernel named ${KERNEL} is there already.`,
    where: file,
    remedy: "Keep a copy of that file if you need it, and add --replace.",
  });
}

/**
 * The folder in which Jupyter keeps what belongs to a person.
 * Source: https://docs.jupyter.org/en/latest/use/jupyter-directories.html (read 2026-11-22), and
 * jupyter_core/paths.py.
 */
export function userDataFolder(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string {
  if (env.JUPYTER_DATA_DIR) return env.JUPYTER_DATA_DIR;
  const home = env.HOME ?? env.USERPROFILE ?? homedir();
  if (platform === "darwin") return join(home, "Library", "Jupyter");
  if (platform === "win32") return join(env.APPDATA ?? join(home, "AppData", "Roaming"), "jupyter");
  return join(env.XDG_DATA_HOME || join(home, ".local", "share"), "jupyter");
}
