import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { safeParseJson } from "../../base/json.ts";
import { stateFolder } from "../../base/project.ts";
import { localPython } from "../jupyter/home.ts";
import { answers, findProgram, lookAtMachine, searchPath } from "../jupyter/machine.ts";
import { planJupyter } from "../jupyter/plan.ts";
import { fine, fineOr, type Finding } from "./finding.ts";

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
  const isNew = major > NODE.major || (major === NODE.major && minor >= NODE.minor);
  return fineOr("node", "Node.js", isNew ? version : undefined, {
    status: "wrong",
    found: `${version}; the lab needs ${NODE.major}.${NODE.minor} or later`,
    remedy: "Install the current LTS from https://nodejs.org/ and open a new terminal.",
  });
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
  return fineOr("npm", "npm", version, {
    status: "wrong",
    found: "not found",
    remedy: "It comes with Node.js: install that from https://nodejs.org/ and open a new terminal.",
  });
}

function pythonFinding(program: string | undefined, env: NodeJS.ProcessEnv): Finding {
  const version = program === undefined ? undefined : answers(program, ["--version"], env)?.trim();
  return fineOr("python", "Python", version, {
    status: "note",
    found: "no Python 3.8 or later; Jupyter runs on it",
    remedy: "Where there is no Jupyter yet, install Python from https://www.python.org/downloads/.",
  });
}

function jupyterFinding(plan: ReturnType<typeof planJupyter>): Finding {
  const { kind, version, script } = plan.status === "use" ? plan.jupyter : {};
  const name = kind === "lab" ? "JupyterLab" : "Jupyter Notebook";
  return fineOr("jupyter", "Jupyter", kind && `${name} ${version} (${script})`, {
    status: "wrong",
    found: "not found",
    remedy: "Run `npm start`, which installs it; the notebooks' checks run without it, too.",
  });
}

function kernelFinding(root: string): Finding {
  const path = join(stateFolder(root), "jupyter", "data", "kernels", "tslab", "kernel.json");
  const spec = z.object({ argv: z.array(z.string()) });
  const title = "Kernel";
  const remedy = "Run `npm start`, which writes the kernel's description each time.";
  if (!existsSync(path)) {
    return { id: "kernel", title, status: "note", found: "not described yet", remedy };
  }
  const read = spec.safeParse(safeParseJson(readFileSync(path, "utf8")));
  const missing = read.data?.argv.slice(0, 2).find((file) => !existsSync(file));
  if (read.success && missing === undefined) return fine("kernel", title, "described for Jupyter");
  const found = `${path} names ${missing ?? "no program"}, which is not there`;
  return { id: "kernel", title, status: "note", found, remedy };
}

function tslabFinding(root: string): Finding {
  const path = join(root, "node_modules", "tslab", "package.json");
  const manifest = z.object({ version: z.string() });
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  return fineOr("tslab", "tslab", manifest.safeParse(safeParseJson(text)).data?.version, {
    status: "wrong",
    found: "not installed",
    remedy: "Run `npm start`, or `npm ci`.",
  });
}

function gitFinding(env: NodeJS.ProcessEnv): Finding {
  const version = versionOf("git", env);
  return fineOr("git", "git", version?.replace("git version ", ""), {
    status: "wrong",
    found: "not found; exercise 03.3 asks it what it would commit",
    remedy: "Install it from https://git-scm.com/.",
  });
}

function bubblewrapFinding(env: NodeJS.ProcessEnv): Finding {
  const version = versionOf("bwrap", env);
  return fineOr("bubblewrap", "bubblewrap", version?.replace("bubblewrap ", ""), {
    status: "note",
    found: "not found; only grading other people's notebooks needs it",
  });
}
