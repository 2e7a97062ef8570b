/**
 * What a cell starts as `lib/dist/cli/main.js crm --stdio` in a sandbox: passes what it hears on to the
 * notebook's process, where `startPracticeCrm` listens. It is a file of its own.
 */
import { connect } from "node:net";
import { fileURLToPath } from "node:url";

/** The first line that it hears back: nothing, or why the server does not start. */
interface Greeting {
  refused?: string;
}

const socket = connect(fileURLToPath(new URL("../../../notebooks/.crm", import.meta.url)));
const leave = (message: string): void => {
  process.stderr.write(`${message}\n`, () => process.exit(2));
};

const { CRM_API_KEY, CRM_BASE_URL } = process.env;
const args = process.argv.slice(2);
socket.write(`${JSON.stringify({ args, env: { CRM_API_KEY, CRM_BASE_URL } })}\n`);
socket.on("error", () => leave("Error: the CRM is there once startPracticeCrm() was called."));

let heard = Buffer.alloc(0);
const greet = (chunk: Buffer): void => {
  heard = Buffer.concat([heard, chunk]);
  const end = heard.indexOf("\n");
  if (end < 0) return;
  socket.off("data", greet);
  const { refused }: Greeting = JSON.parse(heard.subarray(0, end).toString());
  if (refused !== undefined) return leave(refused);
  socket.unshift(heard.subarray(end + 1));
  process.stdin.pipe(socket, { end: false });
  socket.pipe(process.stdout);
  process.stdin.on("end", () => process.exit(0));
  socket.on("close", () => process.exit(0));
};
socket.on("data", greet);
