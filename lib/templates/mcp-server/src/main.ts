import { parseArgs } from "node:util";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { serveHttp } from "./http.ts";
import { log } from "./log.ts";
import { createServer } from "./server.ts";
import { readSettings } from "./settings.ts";
import { StartError } from "./start-error.ts";

const USE = "Use: npm start -- [--port <0 to 65535>]. Without --port it speaks over stdio.";

try {
  const port = portIn(process.argv.slice(2));
  const settings = readSettings(process.env);
  if (port === undefined) {
    if (process.stdin.isTTY) log("Speaks MCP over stdio, as a host starts it. " + USE);
    serveStdio(() => createServer(settings), { onerror: ({ message }) => log(message) });
  } else {
    const { url } = await serveHttp(port, settings);
    console.log(url);
  }
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  console.error(error.message);
  process.exitCode = error.exitCode;
}

/** The port to serve HTTP on, if it is to be HTTP. */
function portIn(args: string[]): number | undefined {
  const { port } = wordsIn(args);
  if (port === undefined) return undefined;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new StartError(USE, 2);
  return Number(port);
}

function wordsIn(args: string[]): { port?: string | undefined } {
  try {
    return parseArgs({ args, options: { port: { type: "string" } } }).values;
  } catch {
    throw new StartError(USE, 2);
  }
}
