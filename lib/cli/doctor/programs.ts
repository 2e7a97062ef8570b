import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { stateFolder } from "../../base/project.ts";
import { localPython } from "../jupyter/home.ts";
import { answers, findProgram, lookAtMachine, searchPath } from "../jupyter/machine.ts";
import { planJupyter } from "../jupyter/plan.ts";
import { fine, type Finding } from "./finding.ts";

/** The oldest Node that loads ES modules with require(), which the kernel needs. */
const NODE = { major: 20, minor: 19 };

/** What has to be installed on the machine, and what of it is. */
export function programFindings(root: string, env: NodeJS.ProcessEnv): Finding[] {
  const python = localPython(root);
  const machine = lookAtMachine(env, python);
  return [
    nodeFinding(process.version),
    npmFinding(env),
    pythonFinding(machine.python?.program, env),
    jupyterFinding(planJupyter(machine, { localPython: python, install: false })),
    kernelFinding(root),
    tslabFinding(root),
    gitFinding(env),
    bubblewrapFinding(env),
  ];
}

/** Of the version of Node, as `process.version` gives it. */
export function nodeFinding(version: string): Finding {
  const [major = 0, minor = 0] = version.replace("v", "").split(".").map(Number);
  if (major > NODE.major || (major === NODE.major && minor >= NODE.minor)) {
    return fine("node", "Node.js", version);
  }
  return {
    id: "node",
    title: "Node.js",
    status: "wrong",
    found: `${version}; the lab needs ${NODE.major}.${NODE.minor} or later`,
    remedy: "Install the current LTS from https://nodejs.org/ and open a new terminal.",
  };
}

function versionOf(
  name: string,
  env: NodeJS.ProcessEnv,
  words = ["--version"],
): string | undefined {
  const program = findProgram(name, searchPath(env));
  return program === undefined ? undefined : answers(program, words, env)?.trim().split("\n")[0];
}

function npmFinding(env: NodeJS.ProcessEnv): Finding {
  // On Windows npm is a batch file, which is not looked for as a program.
  const version = process.platform === "win32" ? "not looked for" : versionOf("npm", env);
  if (version !== undefined) return fine("npm", "npm", version);
  return {
    id: "npm",
    title: "npm",
    status: "wrong",
    found: "not found",
    remedy: "It comes with Node.js: install that from https://nodejs.org/ and open a new terminal.",
  };
}

function pythonFinding(program: string | undefined, env: NodeJS.ProcessEnv): Finding {
  const version = program === undefined ? undefined : answers(program, ["--version"], env)?.trim();
  if (version !== undefined) return fine("python", "Python", version);
  return {
    id: "python",
    title: "Python",
    status: "note",
    found: "no Python 3.8 or later; Jupyter runs on it",
    remedy: "Where there is no Jupyter yet, install Python from https://www.python.org/downloads/.",
  };
}

function jupyterFinding(plan: ReturnType<typeof planJupyter>): Finding {
  if (plan.status === "use") {
    const { kind, version, script } = plan.jupyter;
    const name = kind === "lab" ? "JupyterLab" : "Jupyter Notebook";
    return fine("jupyter", "Jupyter", `${name} ${version} (${script})`);
  }
  return {
    id: "jupyter",
    title: "Jupyter",
    status: "wrong",
    found: "not found",
    remedy: "Run `npm start`, which installs it; the notebooks' checks run without it, too.",
  };
}

function kernelFinding(root: string): Finding {
  const path = join(stateFolder(root), "jupyter", "data", "kernels", "tslab", "kernel.json");
  const spec = z.object({ argv: z.array(z.string()) });
  const title = "Kernel";
  const remedy = "Run `npm start`, which writes the kernel's description each time.";
  if (!existsSync(path)) {
    return { id: "kernel", title, status: "note", found: "not described yet", remedy };
  }
  const read = spec.safeParse(parse(readFileSync(path, "utf8")));
  const missing = read.data?.argv.slice(0, 2).find((file) => !existsSync(file));
  if (read.success && missing === undefined) return fine("kernel", title, "described for Jupyter");
  const found = `${path} names ${missing ?? "no program"}, which is not there`;
  return { id: "kernel", title, status: "note", found, remedy };
}

function tslabFinding(root: string): Finding {
  const path = join(root, "node_modules", "tslab", "package.json");
  const manifest = z.object({ version: z.string() });
  const version = existsSync(path)
    ? manifest.safeParse(parse(readFileSync(path, "utf8"))).data?.version
    : undefined;
  if (version !== undefined) return fine("tslab", "tslab", version);
  return {
    id: "tslab",
    title: "tslab",
    status: "wrong",
    found: "not installed",
    remedy: "Run `npm start`, or `npm ci`.",
  };
}

function gitFinding(env: NodeJS.ProcessEnv): Finding {
  const version = versionOf("git", env);
  if (version !== undefined) return fine("git", "git", version.replace("git version ", ""));
  return {
    id: "git",
    title: "git",
    status: "wrong",
    found: "not found; exercise 03.3 asks it what it would commit",
    remedy: "Install it from https://git-scm.com/.",
  };
}

function bubblewrapFinding(env: NodeJS.ProcessEnv): Finding {
  const version = versionOf("bwrap", env);
  if (version !== undefined)
    return fine("bubblewrap", "bubblewrap", version.replace("bubblewrap ", ""));
  return {
    id: "bubblewrap",
    title: "bubblewrap",
    status: "note",
    found: "not found; only grading other people's notebooks needs it",
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
