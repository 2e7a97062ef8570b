import type { Terminal } from "../../lib/cli/command.ts";
import { main } from "../../lib/cli/main.ts";

/** What a command came to. */
export interface Said {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a command of `lab` in this process, in the folder, with nothing but this environment. */
export async function lab(
  cwd: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Said> {
  const lines = { stdout: [] as string[], stderr: [] as string[] };
  const terminal: Terminal = {
    cwd,
    env,
    print: (line) => lines.stdout.push(line),
    say: (line) => lines.stderr.push(line),
  };
  const code = await main(words, terminal);
  return { code, stdout: lines.stdout.join("\n"), stderr: lines.stderr.join("\n") };
}
