import { z } from "zod";
import { type Pipe, PipeEnd } from "./pipe.ts";

/** `text: null` says that the sending end was closed. */
const envelope = z.object({ channel: z.string().max(100), text: z.string().nullable() });

/**
 * Several named pipes over one: the other end opens the same names. A message for a name that this
 * end has not opened is dropped, so the end that is to answer opens first.
 */
export class Channels {
  #pipe: Pipe;
  #ends = new Map<string, PipeEnd>();

  constructor(pipe: Pipe) {
    this.#pipe = pipe;
    pipe.receive((message) => {
      const parsed = envelope.safeParse(message);
      if (!parsed.success) return pipe.close();
      const end = this.#ends.get(parsed.data.channel);
      if (parsed.data.text === null) end?.close();
      else end?.deliver(parsed.data.text);
    });
    void pipe.closed.then(() => {
      for (const end of this.#ends.values()) end.close();
    });
  }

  /** Opens the pipe of this name. Closing it closes its other end and leaves the others open. */
  open(channel: string): Pipe {
    const end = new PipeEnd(
      (text) => this.#pipe.send({ channel, text }),
      () => {
        this.#ends.delete(channel);
        this.#pipe.send({ channel, text: null });
      },
    );
    this.#ends.set(channel, end);
    return end;
  }
}
