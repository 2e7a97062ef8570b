import { Worker } from "node:worker_threads";

/** How long the notebook's thread may be busy in one go: as long as an answer may take. */
const LIMIT_MS = 10_000;

/** After a loop had to be ended, the next calls of the same answer get less time. */
const LIMIT_AFTER_MS = 1_000;

const BEAT_MS = 200;

/**
 * Hears a beat while the notebook's thread is free. When it stays away, an answer loops without an
 * end, and only another thread can stop that: V8 drops what is running, and the timers go on.
 */
const WATCH = `
const { Session } = require("node:inspector");
const { parentPort } = require("node:worker_threads");
let limit = ${LIMIT_MS};
let timer;
function end() {
  limit = ${LIMIT_AFTER_MS};
  const session = new Session();
  session.connectToMainThread();
  session.post("Runtime.terminateExecution", () => session.disconnect());
  timer = setTimeout(end, limit);
}
parentPort.on("message", (message) => {
  clearTimeout(timer);
  if (message === "start") limit = ${LIMIT_MS};
  if (message !== "stop") timer = setTimeout(end, limit);
});
`;

let watch: Worker | undefined;

/**
 * Does something that calls an answer in this thread, and ends each loop of the answer that would
 * never end by itself: the call then never returns, and its time limit says so.
 */
export async function endLoops<T>(work: () => Promise<T>): Promise<T> {
  watch ??= new Worker(WATCH, { eval: true });
  watch.unref();
  tell("start");
  const beat = setInterval(tell, BEAT_MS, "beat");
  try {
    return await work();
  } finally {
    clearInterval(beat);
    tell("stop");
  }
}

function tell(message: "start" | "beat" | "stop"): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  watch?.postMessage(message);
}
