/** What a worker is asked for, by name: what it is given, and what it answers. */
type Calls<C> = { [Name in keyof C]: { given: readonly unknown[]; answer: unknown } };

/** What a worker of {@link answerCalls} answers first, when it can begin. */
const READY = "ready";

interface Reply {
  call: number;
  answer?: unknown;
  error?: string;
}

/** Answers, in this worker, what {@link Caller} asks, and says that it is ready. */
export function answerCalls<C extends Calls<C>>(answers: {
  [Name in keyof C]: (given: C[Name]["given"]) => C[Name]["answer"];
}): void {
  addEventListener(
    "message",
    ({ data }: MessageEvent<{ call: number; name: keyof C; given: never }>) => {
      const { call, name, given } = data;
      const reply: Reply = { call };
      try {
        reply.answer = answers[name](given);
      } catch (error) {
        reply.error = error instanceof Error ? error.message : String(error);
      }
      postMessage(reply);
    },
  );
  postMessage(READY);
}

/** Asks a worker that answers with {@link answerCalls}; it answers in order. */
export class Caller<C extends Calls<C>> {
  /** Resolves when the worker can begin; rejects when it cannot be loaded. */
  readonly ready: Promise<void>;
  #worker: Worker;
  #calls = 0;
  #waiting = new Map<number, (reply: Reply) => void>();

  constructor(worker: Worker) {
    this.#worker = worker;
    this.ready = new Promise((resolve, reject) => {
      worker.addEventListener("message", ({ data }: MessageEvent<Reply | typeof READY>) => {
        if (data === READY) return resolve();
        this.#waiting.get(data.call)?.(data);
        this.#waiting.delete(data.call);
      });
      worker.addEventListener("error", (event) => reject(new Error(event.message)));
    });
  }

  ask<Name extends keyof C>(name: Name, ...given: C[Name]["given"]): Promise<C[Name]["answer"]> {
    this.#calls += 1;
    const call = this.#calls;
    return new Promise((resolve, reject) => {
      this.#waiting.set(call, ({ answer, error }) => {
        if (error === undefined) resolve(answer);
        else reject(new Error(error));
      });
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
      this.#worker.postMessage({ call, name, given });
    });
  }
}
