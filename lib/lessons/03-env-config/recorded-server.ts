import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { join } from "node:path";
import { z } from "zod";
import { parseJson } from "../../base/json.ts";
import type { StartedServer } from "./start.judge.ts";
import type { Workspace } from "../../exercises/world.ts";

/**
 * Becomes the server: tells its socket with what it was started, then passes standard input and
 * output on. It lives as long as a real stdio server does, until its input or its socket ends.
 */
const RELAY = `const { connect } = require("node:net");
const [path, ...args] = process.argv.slice(2);
const { CRM_API_KEY, CRM_BASE_URL } = process.env;
const socket = connect(path);
socket.write(JSON.stringify({ args, env: { CRM_API_KEY, CRM_BASE_URL } }) + "\\n");
process.stdin.pipe(socket, { end: false });
socket.pipe(process.stdout);
process.stdin.on("end", () => process.exit(0));
socket.on("close", () => process.exit(2));
socket.on("error", () => process.exit(2));
`;

const hello = z.object({
  args: z.array(z.string()),
  env: z.record(z.string(), z.string().optional()),
});

/** More than any client says to a server that it asks for its tools, in bytes. */
const MAX_HEARD = 20_000;

/** More than waits for a client that reads its answers, in bytes. */
const MAX_WAITING = 8_000_000;

/** More processes than any answer starts in one call. */
const MAX_PROCESSES = 10;

/** How long a process may take to be gone once the answer has returned, in milliseconds. */
const GRACE_MS = 2_000;

/** A server that a learner's function starts as a process, and that runs on this side. */
export interface RecordedServer {
  command: string;
  /** The arguments to start it with; `own` is what it reports as its own. */
  args: (own: readonly string[]) => string[];
  /** The processes that were started since the last call; those that still run are ended. */
  collect: () => Promise<StartedServer[]>;
  close: () => Promise<void>;
}

interface Process {
  socket: Socket;
  hello: z.infer<typeof hello> | undefined;
}

/**
 * Opens the socket to which the processes connect.
 *
 * @param serve begins to speak MCP over the socket of a process with this environment; what it
 *   throws ends the process
 */
export async function recordServer(
  serve: (env: StartedServer["env"], socket: Socket) => Promise<void>,
  workspace: Workspace,
): Promise<RecordedServer> {
  const folder = mkdtempSync(join(workspace.folder, "mcp-lab-crm-"));
  const script = join(folder, "crm.cjs");
  writeFileSync(script, RELAY);
  const path =
    process.platform === "win32"
      ? `\\\\.\\pipe\\${folder.replaceAll(/\W/g, "-")}`
      : join(folder, "s");
  let processes: Process[] = [];
  const listener = createServer((socket) => {
    if (processes.length >= MAX_PROCESSES) return void socket.destroy();
    const one: Process = { socket, hello: undefined };
    processes.push(one);
    socket.on("error", () => socket.destroy());
    readHello(socket, (said) => {
      one.hello = said;
      bound(socket);
      serve(said.env, socket).then(
        () => socket.resume(),
        () => socket.destroy(),
      );
    });
  });
  listener.listen(path);
  await once(listener, "listening");
  if (workspace.isForeign) {
    chmodSync(folder, 0o755);
    chmodSync(script, 0o644);
    chmodSync(path, 0o666);
  }
  return {
    command: process.execPath,
    args: (own) => [script, path, ...own],
    async collect() {
      const started = processes;
      processes = [];
      const settled = await Promise.all(started.map(settle));
      return settled.filter((server) => server !== undefined);
    },
    async close() {
      listener.close();
      await once(listener, "close");
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Ends the connection of one that says too much, or that does not read what it asks for. */
function bound(socket: Socket): void {
  let heard = 0;
  socket.on("data", (chunk: Buffer) => {
    heard += chunk.length;
    if (heard > MAX_HEARD || socket.writableLength > MAX_WAITING) socket.destroy();
  });
  // Each answer that waits for its reader has listeners of its own, and these bounds are theirs, too.
  socket.setMaxListeners(0);
  // Nobody else reads yet.
  socket.pause();
}

/** Reads the first line; what follows it stays in the socket. */
function readHello(socket: Socket, then: (said: z.infer<typeof hello>) => void): void {
  let text = Buffer.alloc(0);
  const read = (chunk: Buffer): void => {
    text = Buffer.concat([text, chunk]);
    const end = text.indexOf("\n");
    if (end < 0 && text.length < 100_000) return;
    socket.off("data", read);
    socket.pause();
    const said = parseHello(text.subarray(0, end).toString("utf8"));
    if (said === undefined) return void socket.destroy();
    socket.unshift(text.subarray(end + 1));
    then(said);
  };
  socket.on("data", read);
}

function parseHello(line: string): z.infer<typeof hello> | undefined {
  try {
    return hello.safeParse(parseJson(line)).data;
  } catch {
    return undefined;
  }
}

/** What ended before it said with what it was started was no server. */
async function settle({ socket, hello: said }: Process): Promise<StartedServer | undefined> {
  const ended = await gone(socket);
  socket.destroy();
  if (said === undefined && ended) return undefined;
  return { args: said?.args ?? [], env: said?.env ?? {}, ended };
}

/** A process holds its end of the socket until it is gone. */
async function gone(socket: Socket): Promise<boolean> {
  if (socket.closed || socket.destroyed) return true;
  const late = AbortSignal.timeout(GRACE_MS);
  return await once(socket, "close", { signal: late }).then(
    () => true,
    () => false,
  );
}
