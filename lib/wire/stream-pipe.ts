import type { Readable, Writable } from "node:stream";
import { type Json, safeParseJson } from "../base/json.ts";
import { encodeMessage, MAX_MESSAGE_LENGTH, type Pipe, PipeEnd } from "./pipe.ts";

/**
 * A pipe over a byte stream in each direction: one JSON text a line. A line that is longer than the
 * limit, or that is not JSON or too deep, closes the pipe: the other side is not one of ours any more. So
 * does a message that its reader cannot take.
 */
export function streamPipe(input: Readable, output: Writable): Pipe {
  const end = new PipeEnd(
    (message) => output.write(`${encodeMessage(message)}\n`),
    () => {
      input.destroy();
      output.end();
    },
  );
  let rest = "";
  input.setEncoding("utf8");
  input.on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > MAX_MESSAGE_LENGTH) return end.close();
    for (const line of lines) {
      const message = line.length > MAX_MESSAGE_LENGTH ? undefined : safeParseJson(line);
      if (message === undefined || !delivers(end, message)) return end.close();
    }
  });
  for (const event of ["end", "error", "close"]) input.on(event, () => end.close());
  output.on("error", () => end.close());
  return end;
}

/** False where its reader throws at a message: none of ours makes it. */
function delivers(end: PipeEnd, message: Json): boolean {
  try {
    end.deliver(message);
    return true;
  } catch {
    return false;
  }
}
