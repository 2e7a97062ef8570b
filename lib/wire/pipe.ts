import { LabError } from "../base/lab-error.ts";
import { DEEPEST, isDeep, type Json, parseJson } from "../base/json.ts";

/** The largest message that crosses a pipe, in UTF-16 code units of its JSON text. */
export const MAX_MESSAGE_LENGTH = 4_000_000;

/**
 * A two-way line of JSON messages. Both ends see only copies made through JSON text, in the same
 * process as across processes, so an answer behaves the same in the notebook and in the grader.
 */
export interface Pipe {
  /** Sends one message; does nothing once the pipe is closed. Throws what {@link encodeMessage} does. */
  send(message: Json): void;
  /** Sets the one receiver. Messages that came before it was set are delivered first. */
  receive(handler: (message: Json) => void): void;
  /** Resolves when either end is closed. */
  readonly closed: Promise<void>;
  close(): void;
}

/** One end of a pipe without its transport, which `write` is. */
export class PipeEnd implements Pipe {
  readonly closed: Promise<void>;
  #write: (message: Json) => void;
  #handler: ((message: Json) => void) | undefined;
  #waiting: Json[] = [];
  #markClosed!: () => void;
  #onClose: () => void;
  #open = true;

  constructor(write: (message: Json) => void, onClose: () => void) {
    this.#write = write;
    this.#onClose = onClose;
    this.closed = new Promise((resolve) => {
      this.#markClosed = resolve;
    });
  }

  send(message: Json): void {
    if (this.#open) this.#write(message);
  }

  receive(handler: (message: Json) => void): void {
    this.#handler = handler;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const message of waiting) handler(message);
  }

  /** Called by the transport with each message that arrived from the other end. */
  deliver(message: Json): void {
    if (!this.#open) return;
    if (this.#handler === undefined) this.#waiting.push(message);
    else this.#handler(message);
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#markClosed();
    this.#onClose();
  }
}

/** A message as JSON text. Throws LabError `pipe-message-too-large` and `pipe-message-too-deep`. */
export function encodeMessage(message: Json): string {
  if (isDeep(message)) {
    throw new LabError("pipe-message-too-deep", {
      what: `A message that is nested more than ${DEEPEST} levels deep is more than is allowed.`,
      remedy: "Return or send what is flatter.",
    });
  }
  const text = JSON.stringify(message);
  if (text.length > MAX_MESSAGE_LENGTH) {
    throw new LabError("pipe-message-too-large", {
      what: `A message of ${text.length} characters is more than the ${MAX_MESSAGE_LENGTH} allowed.`,
      remedy: "Return or send less at once.",
    });
  }
  return text;
}

/**
 * Two joined ends in this process. As across processes, a message arrives in a turn of the event loop
 * of its own: two ends that answer each other for ever would otherwise never let a time limit pass.
 */
export function memoryPipe(): [Pipe, Pipe] {
  const ends: PipeEnd[] = [];
  const end = (other: number): PipeEnd =>
    new PipeEnd(
      (message) => {
        const text = encodeMessage(message);
        setImmediate(() => ends[other]?.deliver(parseJson(text)));
      },
      () => setImmediate(() => ends[other]?.close()),
    );
  const left = end(1);
  const right = end(0);
  ends.push(left, right);
  return [left, right];
}
