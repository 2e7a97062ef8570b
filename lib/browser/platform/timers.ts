/*
 * Timers as Node has them: with objects that may keep nobody waiting, and `setImmediate`, which is no
 * timer and is not slowed down as those are.
 */

type Task = (...words: unknown[]) => void;

/** What `setTimeout` gives in Node. A worker ends when it is ended: `unref` has nothing to do. */
export class Timeout {
  readonly id: number;

  constructor(id: number) {
    this.id = id;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  hasRef(): boolean {
    return true;
  }

  [Symbol.toPrimitive](): number {
    return this.id;
  }
}

/** The browser's own, which count with numbers. */
const browser = {
  setTimeout: self.setTimeout.bind(self),
  setInterval: self.setInterval.bind(self),
  clearTimeout: self.clearTimeout.bind(self),
  clearInterval: self.clearInterval.bind(self),
};

type Timer = Timeout | number | undefined | null;

const idOf = (timer: Timer): number | undefined =>
  timer instanceof Timeout ? timer.id : (timer ?? undefined);

export const setTimeout = (task: Task, ms?: number, ...words: unknown[]): Timeout =>
  new Timeout(browser.setTimeout(task, ms, ...words));

export const setInterval = (task: Task, ms?: number, ...words: unknown[]): Timeout =>
  new Timeout(browser.setInterval(task, ms, ...words));

export const clearTimeout = (timer: Timer): void => browser.clearTimeout(idOf(timer));
export const clearInterval = (timer: Timer): void => browser.clearInterval(idOf(timer));

const { port1: here, port2: there } = new MessageChannel();
const waiting = new Map<number, () => void>();
let last = 0;

here.addEventListener("message", ({ data }: MessageEvent<number>) => {
  const task = waiting.get(data);
  waiting.delete(data);
  task?.();
});
here.start();

export function setImmediate(task: Task, ...words: unknown[]): number {
  last += 1;
  waiting.set(last, () => task(...words));
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port, not a window
  there.postMessage(last);
  return last;
}

export function clearImmediate(immediate: number | undefined): void {
  if (immediate !== undefined) waiting.delete(immediate);
}
