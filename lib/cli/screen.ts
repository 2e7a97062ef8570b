/** What a command can do where a person looks at a terminal, beside printing lines. */
export interface Screen {
  /** Shows what is going on, in one line that whatever comes next replaces. */
  status(text: string): void;
  /** Empties the screen. */
  clear(): void;
  /** Calls back with each key; undefined where nobody can press one. Ends when the signal is set. */
  readonly onKey: ((listener: (key: string) => void, signal: AbortSignal) => void) | undefined;
}

/** The key that a terminal in raw mode sends for Ctrl-C. */
export const CTRL_C = "\u0003";

/** The process's screen; undefined where its output goes to a file or another program. */
export function processScreen(): Screen | undefined {
  const { stdin, stdout, stderr } = process;
  if (!stdout.isTTY || !stderr.isTTY || process.env.TERM === "dumb") return undefined;
  return {
    status: (text) => void stderr.write(`\r\u001B[2K${text.slice(0, (stderr.columns ?? 80) - 1)}`),
    clear: () => void stdout.write("\u001B[H\u001B[2J\u001B[3J"),
    onKey: stdin.isTTY ? onKey : undefined,
  };
}

function onKey(listener: (key: string) => void, signal: AbortSignal): void {
  const { stdin } = process;
  const receive = (text: string): void => {
    for (const key of text) listener(key);
  };
  stdin.setRawMode(true);
  stdin.setEncoding("utf8").on("data", receive).resume();
  const leave = (): void => {
    stdin.off("data", receive).pause();
    stdin.setRawMode(false);
  };
  signal.addEventListener("abort", leave, { once: true });
}
