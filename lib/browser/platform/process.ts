/*
 * The process of the cells, as far as the library, its packages and a cell may ask for it.
 */

type Write = (chunk: string | Uint8Array) => boolean;

/** Where the course lies in a browser's files. */
export const COURSE = "/course";

/** The folder that cells run in. */
export const CELLS = `${COURSE}/notebooks`;

const nothing = (): void => {};

/** Set by what runs the cells: who ends the process ends its worker. */
let onExit: (code: number) => void = nothing;

export function whenExited(handler: (code: number) => void): void {
  onExit = handler;
}

const started = performance.now();

const process = {
  title: "node",
  // tslab chooses the library of its compiler by it, and the lessons are written for it.
  version: "v20.19.0",
  versions: { node: "20.19.0" },
  platform: "linux",
  arch: "wasm32",
  pid: 1,
  ppid: 0,
  argv: ["node"],
  execArgv: [] as string[],
  execPath: "node",
  exitCode: undefined as number | undefined,
  env: {} as Record<string, string | undefined>,
  /** Packages take the way of browsers where they ask for it. */
  browser: true,
  stdout: { write: (() => true) as Write, isTTY: false, columns: 80 },
  stderr: { write: (() => true) as Write, isTTY: false, columns: 80 },
  cwd: (): string => CELLS,
  umask: (): number => 0o022,
  uptime: (): number => (performance.now() - started) / 1000,
  hrtime: Object.assign(
    (): [number, number] => {
      const now = performance.now();
      return [Math.floor(now / 1000), Math.floor((now % 1000) * 1e6)];
    },
    { bigint: (): bigint => BigInt(Math.round(performance.now() * 1e6)) },
  ),
  memoryUsage: (): { heapUsed: number; rss: number } => ({ heapUsed: 0, rss: 0 }),
  nextTick: (task: (...words: unknown[]) => void, ...words: unknown[]): void => {
    queueMicrotask(() => task(...words));
  },
  emitWarning: (warning: unknown): void => console.warn(String(warning)),
  exit(code = 0): never {
    onExit(code);
    throw new Error(`process.exit(${code})`);
  },
  on: () => process,
  once: () => process,
  off: () => process,
  addListener: () => process,
  removeListener: () => process,
  removeAllListeners: () => process,
  emit: () => false,
  listeners: (): unknown[] => [],
  listenerCount: () => 0,
  getuid: () => 1000,
  binding: nothing,
};

export default process;
export const { env, nextTick, cwd, platform, version, versions, argv, stdout, stderr } = process;
