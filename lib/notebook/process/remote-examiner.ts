import type { Json } from "../../base/json.ts";
import type { Channels } from "../../wire/channel.ts";
import type { Pipe } from "../../wire/pipe.ts";
import type { Examiner } from "./examiner-hook.ts";
import type { ExecutorCommand, Service } from "./messages.ts";

type Settlement = Extract<ExecutorCommand, { channel: string }>;

/** The examiner that asks the parent process, over a channel of its own for each answer. */
export class RemoteExaminer implements Examiner {
  #channels: Channels;
  #run: Pipe;
  #count = 0;
  #waiting = new Map<string, (settlement: Settlement) => void>();

  constructor(channels: Channels, run: Pipe) {
    this.#channels = channels;
    this.#run = run;
  }

  examine(exercise: string): { pipe: Pipe; result: Promise<Json> } {
    const channel = `answer-${++this.#count}`;
    const pipe = this.#channels.open(channel);
    const result = new Promise<Json>((resolve, reject) => {
      this.#waiting.set(channel, (settlement) => {
        if (settlement.type === "examined") resolve(settlement.result);
        else reject(judgingError(settlement.name, settlement.message));
      });
    });
    this.#run.send({ type: "examine", channel, exercise });
    return { pipe, result };
  }

  serve(service: Service): Pipe {
    const channel = `service-${++this.#count}`;
    const pipe = this.#channels.open(channel);
    this.#run.send({ type: "serve", channel, service });
    return pipe;
  }

  /** Hands the parent's result to those who wait for it. */
  settle(settlement: Settlement): void {
    this.#waiting.get(settlement.channel)?.(settlement);
    this.#waiting.delete(settlement.channel);
  }
}

/** Without frames: they would show this process's own code, not where judging failed. */
function judgingError(name: string, message: string): Error {
  return Object.assign(new Error(message), { name, stack: `${name}: ${message}` });
}
