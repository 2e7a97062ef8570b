import type { Transport } from "@modelcontextprotocol/client";
import { openCalls } from "./open-calls.ts";
import type { McpCall } from "./trace-event.ts";

/**
 * Makes a transport tell of every MCP request once it was answered, or once the connection ended
 * without. Call it before a client connects: the SDK keeps the handlers that it finds.
 * @param server the server's name in what is told
 */
export function recordTransport<T extends Transport>(
  transport: T,
  server: string,
  onMcp: (call: McpCall) => void,
): T {
  const calls = openCalls(server, onMcp);
  const send = transport.send.bind(transport);
  transport.send = (message, options) => {
    calls.sent(message);
    return send(message, options);
  };
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- no event target
  transport.onmessage = (message) => calls.received(message);
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- no event target
  transport.onclose = () => calls.ended();
  return transport;
}
