/** What one submission may use. Each is enough for the solved lessons several times over. */
export interface Limits {
  /** How long a cell may take to compile, and then to run, in milliseconds. */
  cellMs: number;
  /** How long one run of a notebook may take, in milliseconds. */
  totalMs: number;
  /** Time on a processor of one of its processes, in seconds. */
  cpuSeconds: number;
  /** What one of its processes may allocate, in bytes. */
  processBytes: number;
  /** What all of its processes may hold in memory, in bytes. */
  memoryBytes: number;
  /** Its processes and threads; a Node process has about a dozen. */
  processes: number;
  /** What it may write into each of its two folders, in bytes. */
  diskBytes: number;
  /** What it may say to the grader in one run, in bytes. */
  talkBytes: number;
}

const MB = 1024 * 1024;

export const defaultLimits: Limits = {
  cellMs: 30_000,
  totalMs: 180_000,
  cpuSeconds: 120,
  processBytes: 2048 * MB,
  memoryBytes: 1024 * MB,
  processes: 128,
  diskBytes: 64 * MB,
  talkBytes: 64 * MB,
};
