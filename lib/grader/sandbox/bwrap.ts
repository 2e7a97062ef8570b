import { execFile, spawnSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { startCommand } from "../../cli/node-process.ts";
import type { Place } from "../../course/drive/world.ts";
import type { StartProcess } from "../../notebook/child.ts";
import type { Limits } from "../limits.ts";
import { BOOT } from "./bundle.ts";
import { NODE_FLAGS } from "./node-flags.ts";
import {
  BUNDLE,
  foldersAbove,
  NOTEBOOKS,
  PROJECT,
  systemOptions,
  type View,
  viewOptions,
} from "./view.ts";
import { watchFamily } from "./watch.ts";

/** Namespaces of its own for everything, and an end with whoever started it. */
const APART = [
  "--unshare-pid",
  "--unshare-net",
  "--unshare-ipc",
  "--unshare-uts",
  "--unshare-cgroup-try",
  "--die-with-parent",
  "--clearenv",
];

/** User ids that belong to nobody (systemd's range for dynamic users). */
const [FIRST_USER, USERS] = [61_184, 4_000];

/** Whether this process is the machine's administrator: the limit on processes does not hold for one. */
const isRoot = process.getuid?.() === 0;

/** Another user for each grading process, so that one's limit on processes is not another's. */
const user = String(FIRST_USER + (process.pid % USERS));

/**
 * The command that runs `words` in a sandbox with this view of the files. As root it gives up being
 * root inside; as anybody else it runs in a user namespace of its own.
 */
function bwrapCommand(
  options: readonly string[],
  env: Record<string, string>,
  limits: readonly string[],
  words: readonly string[],
): string[] {
  const rights = isRoot
    ? ["SETUID", "SETGID", "SETPCAP"].flatMap((name) => ["--cap-add", `CAP_${name}`])
    : ["--unshare-user"];
  const descent = isRoot
    ? [
        "setpriv",
        "--reuid",
        user,
        "--regid",
        user,
        "--clear-groups",
        "--inh-caps=-all",
        "--bounding-set=-all",
        "--no-new-privs",
        "--",
      ]
    : [];
  const variables = Object.entries({
    PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
    TZ: "UTC",
    LANG: "C.UTF-8",
    ...env,
  });
  return [
    "bwrap",
    ...APART,
    ...rights,
    ...options,
    ...variables.flatMap(([name, value]) => ["--setenv", name, value]),
    "--",
    ...descent,
    "prlimit",
    ...limits,
    "--",
    ...words,
  ];
}

/** Starts the two processes of a run in sandboxes. Why one was ended by force is told. */
export function bwrapStart(
  view: View,
  limits: Limits,
  onBreach: (what: "memory" | "talk") => void,
): StartProcess {
  return (entry, { env }) => {
    // The compiler lives through many notebooks; what a cell may cost it is a matter of time.
    const isExecutor = entry === "notebook/process/executor.js";
    const bounds = [
      `--core=0`,
      `--nproc=${limits.processes}`,
      `--fsize=${limits.diskBytes}`,
      `--data=${limits.processBytes}`,
      ...(isExecutor ? [`--cpu=${limits.cpuSeconds}`] : []),
    ];
    const script =
      isExecutor && view.bundle !== undefined
        ? `${BUNDLE}/${BOOT}`
        : `${PROJECT}/lib/dist/${entry}`;
    const words = [process.execPath, ...NODE_FLAGS, script];
    const options = [...viewOptions(view), "--chdir", NOTEBOOKS];
    const started = startCommand(bwrapCommand(options, env, bounds, words), {
      cwd: "/",
      env: { PATH: process.env.PATH ?? "" },
    });
    if (!isExecutor) return started;
    const breach = (what: "memory" | "talk"): void => {
      onBreach(what);
      started.kill();
    };
    let heard = 0;
    started.line.on("data", (chunk: string | Buffer) => {
      heard += chunk.length;
      if (heard > limits.talkBytes) breach("talk");
    });
    const unwatch =
      started.pid === undefined
        ? () => {}
        : watchFamily(started.pid, limits, () => breach("memory"));
    void started.ended.then(unwatch);
    return started;
  };
}

const run = promisify(execFile);

/** The place for drives beside a sandbox that shows `folder`: git sees that folder and no other. */
export function bwrapPlace(folder: string): Place {
  // What the drives put there is for the sandbox's user to read.
  if (isRoot) chmodSync(folder, 0o711);
  return {
    folder,
    isForeign: isRoot,
    async git(words, { folder: own, cwd, env, timeout }) {
      if (isRoot) makeForeign(own);
      const { PATH: _path, ...variables } = env;
      const options = [
        ...systemOptions(1_000_000),
        ...foldersAbove(own),
        "--bind",
        own,
        own,
        "--chdir",
        cwd,
      ];
      const bounds = ["--core=0", "--cpu=10", `--data=${512 * 1024 * 1024}`, "--fsize=10000000"];
      const [command = "", ...rest] = bwrapCommand(options, variables, bounds, ["git", ...words]);
      const { stdout } = await run(command, rest, {
        timeout,
        maxBuffer: 1_000_000,
        killSignal: "SIGKILL",
      });
      return stdout;
    },
  };
}

function makeForeign(folder: string): void {
  spawnSync("chown", ["-R", `${user}:${user}`, folder]);
}

/** Why bubblewrap cannot be used on this machine; undefined where it can. */
export function bwrapFault(view: View): string | undefined {
  const script = `process.exit(require("node:fs").existsSync(${JSON.stringify(join(PROJECT, "lib/dist/grader/limits.js"))}) ? 3 : 0)`;
  const words = bwrapCommand(
    [...viewOptions(view), "--chdir", NOTEBOOKS],
    {},
    ["--nproc=128"],
    [process.execPath, "-e", script],
  );
  const [command = "", ...rest] = words;
  const tried = spawnSync(command, rest, { encoding: "utf8", timeout: 20_000 });
  if (tried.error !== undefined) return "bubblewrap (bwrap) is not installed";
  if (tried.status === 0) return undefined;
  return tried.stderr.trim().split("\n")[0] || `the sandbox ended with exit code ${tried.status}`;
}
