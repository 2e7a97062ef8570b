import { spawnSync } from "node:child_process";
import { realpathSync } from "node:fs";
import { LabError } from "../../base/lab-error.ts";

/** How a git command ended, and what it said. */
interface GitResult {
  ok: boolean;
  stdout: string;
  stderr: string;
}

/** git in a checkout of the lab. */
export class Git {
  #root: string;

  /** @throws LabError `no-git` when there is no git, or the folder is not the root of a checkout */
  constructor(root: string) {
    this.#root = root;
    const top = this.run("rev-parse", "--show-toplevel");
    if (top.ok && realpathSync(top.stdout.trim()) === realpathSync(root)) return;
    throw new LabError("no-git", {
      what: "This copy of the lab was not cloned with git, or there is no git on this machine.",
      where: root,
      remedy:
        "Get the new version into a folder of its own, and there run `npm start`, then `npm run lab -- update --from <this folder>`.",
    });
  }

  /** Runs a command; never asks for a password. */
  run(...words: string[]): GitResult {
    const { status, stdout, stderr, error } = spawnSync("git", words, {
      cwd: this.#root,
      encoding: "utf8",
      env: { ...process.env, GIT_TERMINAL_PROMPT: "0", LC_ALL: "C" },
      maxBuffer: 100_000_000,
    });
    return { ok: status === 0, stdout: stdout ?? "", stderr: error?.message ?? stderr };
  }

  /** What a command prints. Throws LabError `git-failed` with git's own words. */
  output(...words: string[]): string {
    const { ok, stdout, stderr } = this.run(...words);
    if (ok) return stdout.trim();
    throw gitFailed(words[0] ?? "", stderr);
  }

  /** The names that a command prints, a line each. Throws LabError `git-failed`. */
  names(...words: string[]): string[] {
    return this.output(...words)
      .split("\n")
      .filter((name) => name !== "");
  }

  /** A file's text in a commit or, as `:1`, in a stage of a conflict; undefined where it is not there. */
  show(version: string, path: string): string | undefined {
    const { ok, stdout } = this.run("show", `${version}:${path}`);
    return ok ? stdout : undefined;
  }
}

/** The error for a command that git refused, with git's own words. */
export function gitFailed(command: string, stderr: string): LabError {
  return new LabError("git-failed", {
    what: `\`git ${command}\` failed: ${stderr.trim() || "it said nothing"}`,
    remedy: "Put right what git says, and run the command again. Your notebooks are as they were.",
  });
}
