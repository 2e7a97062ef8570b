import { once } from "node:events";
import { createServer } from "node:net";
import { onTestFinished } from "vitest";

/** A port of 127.0.0.1 on which something listens until the test is over. */
export async function takenPort(): Promise<number> {
  const { port, close } = await listen();
  onTestFinished(close);
  return port;
}

/** A port of 127.0.0.1 on which nothing listens. */
export async function freePort(): Promise<number> {
  const { port, close } = await listen();
  await close();
  return port;
}

async function listen(): Promise<{ port: number; close: () => Promise<void> }> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { port, close: () => new Promise((resolve) => void server.close(() => resolve())) };
}
