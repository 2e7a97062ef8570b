import { execFile, spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chmodSync } from "node:fs";
import { promisify } from "node:util";
import { startCommand } from "../../notebook/node-process.ts";
import type { Workspace } from "../../exercises/world.ts";
import { LabError } from "../../base/lab-error.ts";
import type { Limits } from "../limits.ts";
import type { Confine } from "./confine.ts";
import { type Engine, engineEnvironment, findEngine, lastLine, prepareImage } from "./engine.ts";
import { DESCRIPTORS, NO_DUMP, processEnvironment } from "./process-limits.ts";
import { giveAway, isRoot, sandboxUser } from "./user.ts";
import { type Mount, mountsOf, NOTEBOOKS, probeWords, systemMounts, type View } from "./view.ts";

/** A container that is to run. */
interface Container {
  engine: Engine;
  image: string;
  name: string;
  /** User and group inside, and of what is written into a lent folder. */
  user: string;
  /** Whether the user who starts it is the machine's administrator. */
  isRoot: boolean;
  mounts: readonly Mount[];
  cwd: string;
  /** The whole environment. */
  env: Record<string, string>;
  limits: { memoryBytes: number; processes: number; diskBytes: number; cpuSeconds?: number };
}

/** The words that run `words` in a container that shows its mounts and nothing else. */
export function containerCommand(container: Container, words: readonly string[]): string[] {
  const { engine, image, name, user, mounts, cwd, limits } = container;
  const ulimits = [
    `core=${NO_DUMP}:${NO_DUMP}`,
    // The bound is --pids-limit; without a value podman raises this one, which not everybody may.
    "nproc=4096:4096",
    `nofile=${DESCRIPTORS}:${DESCRIPTORS}`,
    `fsize=${limits.diskBytes}:${limits.diskBytes}`,
    ...(limits.cpuSeconds === undefined ? [] : [`cpu=${limits.cpuSeconds}:${limits.cpuSeconds}`]),
  ];
  return [
    engine,
    "run",
    "--rm",
    "--interactive",
    `--name=${name}`,
    "--pull=never",
    // What goes over the line is no log.
    "--log-driver=none",
    "--network=none",
    "--ipc=none",
    "--read-only",
    ...(engine === "podman" ? ["--read-only-tmpfs=false", "--passwd=false"] : []),
    "--cap-drop=ALL",
    "--security-opt=no-new-privileges",
    // Labels of SELinux would have to be written onto the project's files.
    "--security-opt=label=disable",
    `--user=${user}:${user}`,
    ...(engine === "podman" && !container.isRoot ? ["--userns=keep-id"] : []),
    `--memory=${limits.memoryBytes}`,
    `--memory-swap=${limits.memoryBytes}`,
    `--pids-limit=${limits.processes}`,
    "--cpus=1",
    ...ulimits.map((limit) => `--ulimit=${limit}`),
    ...mounts.flatMap((mount) => mountOption(mount, engine)),
    `--workdir=${cwd}`,
    image,
    // Engines add variables of their own.
    "env",
    "-i",
    ...Object.entries(processEnvironment(container.env)).map((pair) => pair.join("=")),
    ...words,
  ];
}

function mountOption(mount: Mount, engine: Engine): string[] {
  switch (mount.kind) {
    case "shown":
      return [bind(mount.from, mount.at, "readonly")];
    case "lent":
      return [bind(mount.at, mount.at)];
    case "empty":
      return [temporary(engine, mount.at, `tmpfs-size=${mount.bytes}`, "tmpfs-mode=1777")];
    case "hidden":
      return mount.what === "folder"
        ? [temporary(engine, mount.at, "tmpfs-size=4096", "tmpfs-mode=0555")]
        : [bind("/dev/null", mount.at, "readonly")];
    case "link":
      // In the image.
      return [];
  }
}

function bind(from: string, at: string, ...more: string[]): string {
  return `--mount=${fields("type=bind", `source=${from}`, `target=${at}`, ...more)}`;
}

function temporary(engine: Engine, at: string, ...more: string[]): string {
  // podman copies into it what lies there, which may be what is to be hidden.
  const empty = engine === "podman" ? ["notmpcopyup"] : [];
  return `--mount=${fields("type=tmpfs", `target=${at}`, ...more, ...empty)}`;
}

/** `--mount` takes a row of CSV. */
function fields(...row: string[]): string {
  return row
    .map((field) => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
    .join();
}

/**
 * Gives a process the two-way line on descriptor 3 that it has elsewhere: an engine passes on nothing
 * but standard input and output. The container lives as long as both ends do.
 */
const LINE = `const { spawn } = require("node:child_process");
const [command, ...words] = process.argv.slice(1);
const child = spawn(command, words, { stdio: ["ignore", "ignore", "ignore", "pipe"] });
const line = child.stdio[3];
process.stdin.pipe(line);
line.pipe(process.stdout);
line.on("error", () => {});
process.stdin.on("end", () => process.exit());
child.on("exit", (code) => process.exit(code ?? 137));`;

/** What makes containers on this machine. */
export interface Containers {
  engine: Engine;
  image: string;
}

/**
 * Finds an engine and makes the image.
 *
 * @throws LabError of `findEngine` and `prepareImage`; `container-elsewhere` where no Linux is
 */
export function openContainers(): Containers {
  if (process.platform !== "linux") {
    throw new LabError("container-elsewhere", {
      what: "A container for submissions shows this machine's own programs, which have to be Linux's.",
      remedy: "Grade on Linux, such as in the workflow that the instructor's reference names.",
    });
  }
  const engine = findEngine();
  const links = systemMounts(0, []).filter((mount) => mount.kind === "link");
  return { engine, image: prepareImage(engine, links) };
}

function newContainer(
  containers: Containers,
): Omit<Container, "mounts" | "cwd" | "env" | "limits"> {
  return { ...containers, name: `mcp-lab-${randomUUID()}`, user: String(sandboxUser), isRoot };
}

/** Starts what runs in a container; the engine keeps its memory within bounds. */
export function confineWithContainers(containers: Containers, view: View): Confine {
  return ({ words, env, limits, isExecutor }) => {
    const { cpuSeconds, ...bounds } = limits;
    const own = { ...bounds, ...(isExecutor ? { cpuSeconds } : {}) };
    const surroundings = { mounts: mountsOf(view), env, limits: own, cwd: NOTEBOOKS };
    const container = { ...newContainer(containers), ...surroundings };
    const command = containerCommand(container, [process.execPath, "-e", LINE, "--", ...words]);
    const started = startCommand(["sh", "-c", 'exec "$@" <&3 >&3', "sh", ...command], {
      cwd: "/",
      env: engineEnvironment(),
    });
    return {
      ...started,
      kill() {
        started.kill();
        endContainer(container);
      },
    };
  };
}

/** The client's end is not the container's. */
function endContainer({ engine, name }: Pick<Container, "engine" | "name">): void {
  const ending = spawn(engine, ["kill", name], { stdio: "ignore", detached: true });
  ending.on("error", () => {});
  ending.unref();
}

const run = promisify(execFile);
const MB = 1024 * 1024;

/** The workspace for drives beside containers: git sees the one folder and no other. */
export function containerWorkspace(
  containers: Containers,
  folder: string,
  { diskBytes }: Limits,
  hidden: readonly string[],
): Workspace {
  if (isRoot) chmodSync(folder, 0o711);
  return {
    folder,
    isForeign: isRoot,
    async git(words, { folder: own, cwd, env, timeout }) {
      if (isRoot) giveAway(own);
      const { PATH: _path, ...variablesOfGit } = env;
      const container = {
        ...newContainer(containers),
        mounts: [...systemMounts(diskBytes, hidden), { kind: "lent", at: own } as const],
        cwd,
        env: variablesOfGit,
        limits: { memoryBytes: 512 * MB, processes: 32, diskBytes: 10 * MB, cpuSeconds: 10 },
      };
      const [command = "", ...rest] = containerCommand(container, ["git", ...words]);
      try {
        return (await run(command, rest, { timeout, maxBuffer: MB, killSignal: "SIGKILL" })).stdout;
      } catch (error) {
        endContainer(container);
        throw error;
      }
    },
  };
}

/** Why containers cannot hold submissions on this machine; undefined where they can. */
export function containerFault(containers: Containers, view: View): string | undefined {
  const container = {
    ...newContainer(containers),
    mounts: mountsOf(view),
    cwd: NOTEBOOKS,
    env: {},
    limits: { memoryBytes: 512 * MB, processes: 64, diskBytes: view.diskBytes },
  };
  const [command = "", ...rest] = containerCommand(container, probeWords(view.root));
  const tried = spawnSync(command, rest, { encoding: "utf8", timeout: 60_000 });
  if (tried.status === 0) return undefined;
  return tried.error?.message ?? `${containers.engine}: ${lastLine(tried.stderr)}`;
}
