import { execFile, spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { startCommand } from "../../notebook/node-process.ts";
import type { Workspace } from "../../exercises/world.ts";
import type { Confine } from "./confine.ts";
import { GIT_LIMITS, processEnvironment, processLimits } from "./process-limits.ts";
import type { SandboxFolder } from "./sandbox-folder.ts";
import { asUser, compilerUser, giveAway, isRoot, sandboxUser } from "./user.ts";
import { watchFamily } from "./watch.ts";

/**
 * Starts what runs as another user of this machine, where no sandbox can be made: it can read what
 * everybody can, and has a network. What it leaves running or lying about goes with it.
 */
export function confineToUser({ notebooks }: SandboxFolder): Confine {
  return ({ words, env, limits, isExecutor }, onMemory) => {
    const user = isExecutor ? sandboxUser : compilerUser;
    if (isExecutor) {
      clearAway();
      rmSync(notebooks, { recursive: true, force: true });
      mkdirSync(notebooks);
      chownSync(notebooks, user, user);
    }
    const bounds = processLimits(limits, isExecutor);
    const command = [...asUser(user), "prlimit", ...bounds, "--", ...words];
    const started = startCommand(command, {
      cwd: isExecutor ? notebooks : dirname(notebooks),
      env: processEnvironment(env),
    });
    if (!isExecutor) return started;
    const unwatch =
      started.pid === undefined ? () => {} : watchFamily(started.pid, limits, onMemory);
    void started.ended.then(unwatch);
    let isOver = false;
    return {
      ...started,
      kill() {
        // Once: when it is said again, another notebook may run.
        if (!isOver) clearAway();
        isOver = true;
        started.kill();
      },
    };
  };
}

/** Ends every process of the user, in whatever group it hides, and takes away its files. */
function clearAway(): void {
  asSandboxUser("kill -9 -1");
  const own = ["-xdev", "-user", String(sandboxUser), "-delete"];
  spawnSync("find", ["/tmp", "/var/tmp", "/dev/shm", ...own], { stdio: "ignore" });
}

const run = promisify(execFile);

/** The workspace for drives beside it: git runs as the same user. */
export function otherUserWorkspace(folder: string): Workspace {
  chmodSync(folder, 0o711);
  return {
    folder,
    isForeign: true,
    async git(words, { folder: own, cwd, env, timeout }) {
      giveAway(own);
      const git = [...asUser(sandboxUser), "prlimit", ...GIT_LIMITS, "--", "git", ...words];
      const [command = "", ...rest] = git;
      const options = { cwd, env, timeout, maxBuffer: 1_000_000, killSignal: "SIGKILL" } as const;
      return (await run(command, rest, options)).stdout;
    },
  };
}

/**
 * Why submissions cannot run as another user here; undefined where they can.
 *
 * @param root the project's
 * @param secrets files and folders that they must not read
 */
export function otherUserFault(root: string, secrets: readonly string[]): string | undefined {
  if (!isRoot) return "only root can run a notebook as another user";
  const parts = ["solutions", "lib/dist/lessons", "lib/dist/grader"];
  const readable = [...parts.map((part) => join(root, part)), ...secrets].find((path) =>
    succeedsAsUser('[ -r "$0" ] || [ -d "$0" -a -x "$0" ]', path),
  );
  if (readable !== undefined) return `every user can read ${readable}`;
  const packages = join(root, "node_modules");
  return succeedsAsUser('[ -r "$0" ]', packages) ? undefined : `no other user can read ${packages}`;
}

function succeedsAsUser(test: string, path: string): boolean {
  return asSandboxUser(test, path) === 0;
}

function asSandboxUser(script: string, ...words: string[]): number | null {
  const [command, ...rest] = asUser(sandboxUser);
  return spawnSync(command, [...rest, "sh", "-c", script, ...words], { stdio: "ignore" }).status;
}
