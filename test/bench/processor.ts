import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const home = process.platform === "linux" ? ownGroup() : "";

/**
 * The time that processes and all that they start take on processors, no matter which process waits for them and
 * however they end: a control group of Linux counts it.
 */
export class ProcessorAccount {
  #folder: string;

  /** @throws Error where this user may make no control group */
  constructor(name: string) {
    this.#folder = join(home, `bench-${process.pid}-${name}`);
    mkdirSync(this.#folder);
  }

  /** Milliseconds so far. */
  used(): number {
    const second = readOrUndefined(join(this.#folder, "cpu.stat"))?.match(
      /^usage_usec (\d+)/m,
    )?.[1];
    if (second !== undefined) return Number(second) / 1_000;
    return Number(readFileSync(join(this.#folder, "cpuacct.usage"), "utf8")) / 1_000_000;
  }

  /** What its processes hold in memory now, in MB; what two of them share counts twice. */
  memory(): number {
    const pids = readFileSync(join(this.#folder, "cgroup.procs"), "utf8")
      .split("\n")
      .filter(Boolean);
    const pages = pids.map((pid) =>
      Number(readOrUndefined(`/proc/${pid}/statm`)?.split(" ")[1] ?? 0),
    );
    return (pages.reduce((sum, one) => sum + one, 0) * 4096) / 2 ** 20;
  }

  /** From now on this process, and what it starts, counts here. */
  enter(): void {
    writeFileSync(join(this.#folder, "cgroup.procs"), String(process.pid));
  }

  /** Runs a command that counts here; resolves with what it printed. */
  async run(
    words: readonly string[],
    options: { cwd: string; env?: NodeJS.ProcessEnv },
  ): Promise<string> {
    const script = `echo $$ > "${join(this.#folder, "cgroup.procs")}" && exec "$@"`;
    const { stdout } = await run("sh", ["-c", script, "sh", ...words], {
      ...options,
      maxBuffer: 50_000_000,
    });
    return stdout;
  }

  /** Removes the group when its last process has ended; this one goes back to where it was. */
  async close(): Promise<void> {
    writeFileSync(join(home, "cgroup.procs"), String(process.pid));
    for (
      let tries = 0;
      readFileSync(join(this.#folder, "cgroup.procs"), "utf8") !== "";
      tries += 1
    ) {
      if (tries > 100) throw new Error("processes of the benchmark are still there");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    rmdirSync(this.#folder);
  }
}

/** Whether this user may make control groups here. */
export function mayAccount(): boolean {
  if (home === "") return false;
  const probe = join(home, `bench-${process.pid}-probe`);
  try {
    mkdirSync(probe);
    rmdirSync(probe);
    return true;
  } catch {
    return false;
  }
}

/** Where groups are made: this process's own, of version 2 or of version 1's that counts time. */
function ownGroup(): string {
  const own = readFileSync("/proc/self/cgroup", "utf8");
  const [, controller = "", group = ""] =
    /^\d+:(cpuacct|cpu,cpuacct|cpuacct,cpu):(.*)$/m.exec(own) ?? /^0:():(.*)$/m.exec(own) ?? [];
  return join("/sys/fs/cgroup", controller, group);
}

function readOrUndefined(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
