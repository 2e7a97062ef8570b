import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** How git is started. */
export interface GitOptions {
  folder: string;
  cwd: string;
  env: Record<string, string>;
  /** Milliseconds. */
  timeout: number;
}

const run = promisify(execFile);

/** Runs this machine's git and resolves with what it printed; rejects where it fails. */
export async function runGit(
  words: readonly string[],
  { cwd, env, timeout }: GitOptions,
): Promise<string> {
  const options = { cwd, env, timeout, maxBuffer: 1_000_000, windowsHide: true };
  return (await run("git", words, options)).stdout;
}
