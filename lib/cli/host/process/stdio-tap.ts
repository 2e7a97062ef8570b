import { spawn } from "node:child_process";
import { appendFileSync } from "node:fs";
import type { Readable, Writable } from "node:stream";

/*
 * Sits between a host and a stdio server: passes every byte on unchanged, and writes each message into
 * a file, one JSON text a line.
 */
const [record = "", folder = "", command = "", ...words] = process.argv.slice(2);

function note(from: "host" | "server" | "stderr", text: string): void {
  appendFileSync(record, `${JSON.stringify({ from, text })}\n`);
}

/** Passes bytes on once the whole lines among them are written down. */
function tap(from: "host" | "server", input: Readable, output: Writable): void {
  let rest = Buffer.alloc(0);
  input.on("data", (bytes: Buffer) => {
    rest = Buffer.concat([rest, bytes]);
    for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10)) {
      note(from, rest.subarray(0, end).toString("utf8"));
      rest = rest.subarray(end + 1);
    }
    output.write(bytes);
  });
  input.on("end", () => output.end());
  output.on("error", () => {});
}

const server = spawn(command, words, { cwd: folder, stdio: "pipe", windowsHide: true });
tap("host", process.stdin, server.stdin);
tap("server", server.stdout, process.stdout);
server.stderr.on("data", (bytes: Buffer) => {
  note("stderr", bytes.toString("utf8"));
  process.stderr.write(bytes);
});
server.on("error", (error) => note("stderr", `${error.message}\n`));
server.on("close", (code) => process.exit(code ?? 1));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => server.kill(signal));
}
