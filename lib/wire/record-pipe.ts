import type { Pipe } from "./pipe.ts";
import { openCalls } from "./open-calls.ts";
import type { McpCall } from "./trace-event.ts";

/**
 * The same pipe, which tells of every MCP request that was sent over it once it was answered.
 * @param server the server's name in what is told
 */
export function recordPipe(pipe: Pipe, server: string, onMcp: (call: McpCall) => void): Pipe {
  const calls = openCalls(server, onMcp);
  return {
    closed: pipe.closed,
    close: () => pipe.close(),
    send(message) {
      calls.sent(message);
      pipe.send(message);
    },
    receive: (handler) =>
      pipe.receive((message) => {
        calls.received(message);
        handler(message);
      }),
  };
}
