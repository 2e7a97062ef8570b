import type { Readable, Writable } from "node:stream";
import { MAX_MESSAGE_LENGTH, type Pipe, PipeEnd } from "./pipe.ts";

/**
 * A pipe over a byte stream in each direction: one JSON text a line. A line that is longer than the
 * limit, or that is not JSON, closes the pipe: the other side is not one of ours any more.
 */
export function streamPipe(input: Readable, output: Writable): Pipe {
  const end = new PipeEnd(
    (text) => output.write(`${text}\n`),
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
    try {
      if (rest.length > MAX_MESSAGE_LENGTH) throw new RangeError("line too long");
      for (const line of lines) end.deliver(line);
    } catch {
      end.close();
    }
  });
  for (const event of ["end", "error", "close"]) input.on(event, () => end.close());
  output.on("error", () => end.close());
  return end;
}
