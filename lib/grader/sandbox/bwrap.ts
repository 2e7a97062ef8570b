import { execFile, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { startCommand } from "../../notebook/node-process.ts";
import type { Workspace } from "../../exercises/world.ts";
import type { Limits } from "../limits.ts";
import type { Confine } from "./confine.ts";
import { GIT_LIMITS, processEnvironment, processLimits } from "./process-limits.ts";
import { seccompFilter } from "./seccomp.ts";
import { asUser, giveAway, isRoot, sandboxUser } from "./user.ts";
import {
  foldersAbove,
  type Mount,
  mountsOf,
  NOTEBOOKS,
  probeWords,
  systemMounts,
  type View,
} from "./view.ts";
import { watchFamily } from "./watch.ts";

/** Namespaces of its own for everything, no terminal, and an end with the process that started it. */
const APART = [
  "--unshare-pid",
  "--unshare-net",
  "--unshare-ipc",
  "--unshare-uts",
  "--unshare-cgroup-try",
  "--new-session",
  "--die-with-parent",
  "--clearenv",
];

/** As root it gives up being root inside; as anybody else it runs in a user namespace of its own. */
const RIGHTS = isRoot
  ? ["SETUID", "SETGID", "SETPCAP"].flatMap((name) => ["--cap-add", `CAP_${name}`])
  : ["--unshare-user"];
const DESCENT = isRoot ? asUser(sandboxUser) : [];

/** bubblewrap's options for what is shown. */
function mountOptions(mounts: readonly Mount[]): string[] {
  return [
    ...mounts.flatMap((mount) => [...passable(mount.at), ...mountOption(mount)]),
    "--proc",
    "/proc",
    "--dev",
    "/dev",
    "--remount-ro",
    "/dev",
    // The folder that all this lies in is the user's own otherwise, and without a bound.
    "--remount-ro",
    "/",
  ];
}

/** The folders above a place, made so that every user may pass: bubblewrap's own are for root alone. */
function passable(path: string): string[] {
  return foldersAbove(path).flatMap((folder) => ["--perms", "0755", "--dir", folder]);
}

function mountOption(mount: Mount): string[] {
  switch (mount.kind) {
    case "shown":
      return ["--ro-bind", mount.from, mount.at];
    case "lent":
      return ["--bind", mount.at, mount.at];
    case "empty":
      return ["--perms", "1777", "--size", String(mount.bytes), "--tmpfs", mount.at];
    case "hidden":
      return mount.what === "folder"
        ? ["--tmpfs", mount.at, "--remount-ro", mount.at]
        : ["--ro-bind", "/dev/null", mount.at];
    case "link":
      return ["--symlink", mount.to, mount.at];
  }
}

/** The command that runs `words` in a sandbox that shows these mounts. */
function bwrapCommand(
  mounts: readonly Mount[],
  { cwd, env, limits }: { cwd: string; env: Record<string, string>; limits: readonly string[] },
  words: readonly string[],
): string[] {
  return [
    ...withFilter(),
    ...APART,
    ...RIGHTS,
    ...mountOptions(mounts),
    "--chdir",
    cwd,
    ...Object.entries(processEnvironment(env)).flatMap(([name, value]) => [
      "--setenv",
      name,
      value,
    ]),
    "--",
    ...DESCENT,
    "prlimit",
    ...limits,
    "--",
    ...words,
  ];
}

let filterFile: string | undefined;

/** Where the machine has no memory left, the kernel ends what is in a sandbox before anything else. */
const FIRST_TO_END = "echo 1000 2>/dev/null >/proc/self/oom_score_adj || true";

/** bubblewrap reads its filter from a descriptor, which a shell opens for it. */
function withFilter(): string[] {
  const filter = seccompFilter(process.arch);
  if (filter === undefined) return ["sh", "-c", `${FIRST_TO_END}; exec bwrap "$@"`, "sh"];
  // A long run outlives what sweeps temporary folders.
  if (filterFile === undefined || !existsSync(filterFile)) {
    const folder = mkdtempSync(join(tmpdir(), "mcp-lab-filter-"));
    process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
    filterFile = join(folder, "seccomp");
    writeFileSync(filterFile, filter);
  }
  return ["sh", "-c", `${FIRST_TO_END}; exec bwrap --seccomp 9 "$@" 9<"$0"`, filterFile];
}

/** Starts what runs in a sandbox of bubblewrap's; its memory is looked at from outside. */
export function confineWithBwrap(view: View): Confine {
  return ({ words, env, limits, isExecutor }, onMemory) => {
    const surroundings = { cwd: NOTEBOOKS, env, limits: processLimits(limits, isExecutor) };
    const command = bwrapCommand(mountsOf(view), surroundings, words);
    const started = startCommand(command, { cwd: "/", env: { PATH: process.env.PATH ?? "" } });
    if (isExecutor && started.pid !== undefined) {
      const unwatch = watchFamily(started.pid, limits, onMemory);
      void started.ended.then(unwatch);
    }
    return started;
  };
}

const run = promisify(execFile);

/** The workspace for drives beside a sandbox that shows `folder`: git sees that folder and no other. */
export function bwrapWorkspace(
  folder: string,
  { diskBytes }: Limits,
  hidden: readonly string[],
): Workspace {
  // What the drives put there is for the sandbox's user to read.
  if (isRoot) chmodSync(folder, 0o711);
  return {
    folder,
    isForeign: isRoot,
    async git(words, { folder: own, cwd, env, timeout }) {
      if (isRoot) giveAway(own);
      const { PATH: _path, ...variables } = env;
      const mounts: Mount[] = [...systemMounts(diskBytes, hidden), { kind: "lent", at: own }];
      const surroundings = { cwd, env: variables, limits: GIT_LIMITS };
      const [command = "", ...rest] = bwrapCommand(mounts, surroundings, ["git", ...words]);
      const options = { timeout, maxBuffer: 1_000_000, killSignal: "SIGKILL" } as const;
      return (await run(command, rest, options)).stdout;
    },
  };
}

/** Why bubblewrap cannot be used on this machine; undefined where it can. */
export function bwrapFault(view: View): string | undefined {
  const surroundings = { cwd: NOTEBOOKS, env: {}, limits: ["--nproc=128"] };
  const mounts = mountsOf(view);
  const [command = "", ...rest] = bwrapCommand(mounts, surroundings, probeWords(view.root));
  const tried = spawnSync(command, rest, { encoding: "utf8", timeout: 20_000 });
  if (tried.error !== undefined || tried.status === 127)
    return "bubblewrap (bwrap) is not installed";
  if (tried.status === 0) return undefined;
  return tried.stderr.trim().split("\n")[0] || `the sandbox ended with exit code ${tried.status}`;
}
