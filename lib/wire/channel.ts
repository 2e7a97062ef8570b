import { z } from "zod";
import { jsonValue } from "./error-json.ts";
import { type Pipe, PipeEnd } from "./pipe.ts";

const envelope = z.union([
  z.object({ channel: z.string().max(100), message: jsonValue }),
  z.object({ channel: z.string().max(100), closed: z.literal(true) }),
]);

/**
 * Several named pipes over one: the other end opens the same names. A message for a name that this
 * end has not opened is dropped, so the end that is to answer opens first.
 */
export class Channels {
  #pipe: Pipe;
  #ends = new Map<string, PipeEnd>();

  constructor(pipe: Pipe) {
    this.#pipe = pipe;
    pipe.receive((received) => {
      const parsed = envelope.safeParse(received);
      if (!parsed.success) return pipe.close();
      const end = this.#ends.get(parsed.data.channel);
      if ("closed" in parsed.data) end?.close();
      else end?.deliver(parsed.data.message);
    });
    void pipe.closed.then(() => {
      for (const end of this.#ends.values()) end.close();
    });
  }

  /** Opens the pipe of this name. Closing it closes its other end and leaves the others open. */
  open(channel: string): Pipe {
    const end = new PipeEnd(
      (message) => this.#pipe.send({ channel, message }),
      () => {
        this.#ends.delete(channel);
        this.#pipe.send({ channel, closed: true });
      },
    );
    this.#ends.set(channel, end);
    return end;
  }
}
