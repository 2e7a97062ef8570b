import { parseJson } from "../base/json.ts";
import { encodeMessage, type Pipe, PipeEnd } from "../wire/pipe.ts";

/** A pipe over a port to another worker or page, as JSON text like every pipe. */
export function portPipe(port: MessagePort): Pipe {
  const end = new PipeEnd(
    (message) => port.postMessage(encodeMessage(message)),
    () => port.close(),
  );
  port.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    if (typeof data === "string") end.deliver(parseJson(data));
  });
  port.addEventListener("close", () => end.close());
  port.start();
  return end;
}
