import { createServer } from "node:net";
import { InvalidArgumentError } from "commander";
import { LabError } from "../base/lab-error.ts";

const FIRST_PORT = 8888;
const PORTS_TO_TRY = 100;

/**
 * The port on 127.0.0.1 to serve on: the one that was asked for, or else the first free one from 8888.
 *
 * @throws LabError `port-taken` when the one that was asked for, or all that were tried, are in use.
 */
export async function choosePort(
  askedFor: number | undefined,
  say: (line: string) => void,
): Promise<number> {
  if (askedFor !== undefined) {
    if (await isFree(askedFor)) return askedFor;
    throw portTaken(askedFor);
  }
  for (let port = FIRST_PORT; port < FIRST_PORT + PORTS_TO_TRY; port++) {
    if (!(await isFree(port))) continue;
    if (port !== FIRST_PORT) say(`Port ${FIRST_PORT} is in use; taking ${port}.`);
    return port;
  }
  throw new LabError("port-taken", {
    what: `The ports ${FIRST_PORT} to ${FIRST_PORT + PORTS_TO_TRY - 1} are all in use.`,
    remedy: "Choose another one, such as `npm start -- --port 9100`.",
  });
}

/** The error of a port that cannot be had. */
export function portTaken(port: number): LabError {
  return new LabError("port-taken", {
    what: `Port ${port} cannot be had: another program listens on it, or the system reserves it.`,
    remedy: `Choose another one, such as \`npm start -- --port ${nextTo(port)}\`, or leave --port out.`,
  });
}

function nextTo(port: number): number {
  return port < 65_535 ? port + 1 : port - 1;
}

/** Whether a server can listen on this port of 127.0.0.1. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () =>
      server.close(() => resolve(true)),
    );
  });
}

/** Reads a --port option. Throws commander's InvalidArgumentError. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new InvalidArgumentError("A port is a whole number from 1 to 65535.");
}
