import type { StartedProcess, StartProcess } from "../notebook/child.ts";

/**
 * Starts executor processes in advance: when one has ended, the next one of the same folder and
 * environment is started, and waits, loaded, until it is asked for. `close` ends the one that waits.
 */
export function withStandby(start: StartProcess): { start: StartProcess; close(): void } {
  let waiting: { key: string; process: StartedProcess } | undefined;
  let isClosed = false;
  const begin: StartProcess = (entry, options) => {
    if (entry !== "notebook/process/executor.js") return start(entry, options);
    const key = JSON.stringify(options);
    const taken = waiting?.key === key ? waiting.process : start(entry, options);
    if (waiting?.process !== taken) waiting?.process.kill();
    waiting = undefined;
    void taken.ended.then(() => {
      if (isClosed || waiting !== undefined) return;
      const next = { key, process: start(entry, options) };
      waiting = next;
      // One that ended while it waited is of no use to anybody.
      void next.process.ended.then(() => {
        if (waiting === next) waiting = undefined;
      });
    });
    return taken;
  };
  return {
    start: begin,
    close() {
      isClosed = true;
      waiting?.process.kill();
    },
  };
}
