/** The thread that looks at sandboxes: the grader's own may be busy with an answer for seconds. */
import { parentPort } from "node:worker_threads";
import { isWithin } from "./family.ts";
import type { FromWatch, ToWatch } from "./watch.ts";

/** How often each sandbox is looked at, in milliseconds. */
const PERIOD_MS = 100;

const watched = new Map<number, Extract<ToWatch, { limits: object }>>();

function look(): void {
  for (const [id, { pid, limits }] of watched) {
    if (isWithin(pid, limits)) continue;
    watched.delete(id);
    // Said first: the process's end is heard by another way, and must not come before its reason.
    say({ id, isOver: true });
    try {
      // At once: what holds too much goes on taking more while anybody is asked.
      process.kill(-pid, "SIGKILL");
    } catch {
      // It has ended.
    }
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
const say = (message: FromWatch): void => parentPort?.postMessage(message);

let timer: NodeJS.Timeout | undefined;
parentPort?.on("message", (message: ToWatch) => {
  if ("limits" in message) watched.set(message.id, message);
  else if (watched.delete(message.id)) say({ id: message.id, isOver: false });
  if (watched.size > 0) {
    timer ??= setInterval(look, PERIOD_MS);
  } else {
    clearInterval(timer);
    timer = undefined;
  }
});
