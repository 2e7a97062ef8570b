import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { LabError } from "../../base/lab-error.ts";
import type { Installation } from "./plan.ts";

/** What an installation works with. */
interface World {
  readonly env: NodeJS.ProcessEnv;
  readonly localPython: string;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
  /** What a person can do instead, as the end of a sentence. */
  readonly byHand: string;
}

/**
 * Tries the ways in turn until one has run to its end; each is said before it is done.
 *
 * @param signal ends the installation; the local Python folder is then removed.
 * @throws LabError `jupyter-not-installed` when none works, `stopped` when the signal came.
 */
export async function installJupyter(ways: readonly Installation[], world: World): Promise<void> {
  const failures: string[] = [];
  for (const way of ways) {
    world.say(way.says);
    const failure = await installOneWay(way, world);
    if (failure === undefined) return;
    world.say(`That did not work: ${failure}`);
    failures.push(failure);
  }
  throw new LabError("jupyter-not-installed", {
    what: `Jupyter is not on this machine and could not be installed (${failures.at(-1)}).`,
    remedy: `Check the network and run \`npm start\` again, or ${world.byHand}.`,
  });
}

/** The error of a start that was interrupted, with code `stopped`. */
export function stoppedEarly(what: string): LabError {
  return new LabError("stopped", {
    what: `${what} Nothing is left half-written.`,
    remedy: "Run `npm start` again to go on.",
  });
}

async function installOneWay(way: Installation, world: World): Promise<string | undefined> {
  const clear = (): void => {
    if (way.local) rmSync(world.localPython, { recursive: true, force: true });
  };
  clear();
  for (const command of way.commands) {
    const failure = await runCommand(command, world);
    if (failure !== undefined) clear();
    if (world.signal.aborted) {
      throw stoppedEarly("Stopped before Jupyter was installed.");
    }
    if (failure !== undefined) return failure;
  }
  return undefined;
}

/** @returns undefined when the command succeeds, else the last thing it said. */
function runCommand(
  [program, ...words]: readonly [string, ...string[]],
  { env, signal }: World,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(program, words, {
      env: { ...env, DEBIAN_FRONTEND: "noninteractive" },
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
      signal,
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => (said = (said + text).slice(-4_000)));
    }
    child.on("error", (error) => (said += `\n${error.message}`));
    child.on("close", (code) => resolve(code === 0 ? undefined : lastLine(said, program)));
  });
}

function lastLine(said: string, program: string): string {
  const lines = said.split("\n").filter((line) => line.trim() !== "");
  return (
    lines.findLast((line) => /error|^E:/i.test(line))?.trim() ??
    lines.at(-1)?.trim() ??
    `${program} failed`
  );
}
