import { rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { join } from "node:path";
import { StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import { z } from "zod";
import { LabError } from "../../../base/lab-error.ts";
import { findProject } from "../../../base/project.ts";
import { servePracticeCrm } from "../../../services/crm/practice.ts";
import { crmSettings } from "../../../services/crm/server/settings.ts";
import type * as original from "../../../session/practice-crm.ts";
import { loadMcpConfig } from "../../../subjects/config/load.ts";
import { openCrm, serveCrmConnection } from "./crm.ts";

/** The same, inside a sandbox: the processes that a cell starts with it are relays to this one. */
export const startPracticeCrm: typeof original.startPracticeCrm = async () => {
  const root = findProject(process.cwd());
  const entry = loadMcpConfig(join(root, ".mcp.json.example")).mcpServers.crm ?? {};
  await (listening ??= listen(join(root, "notebooks", ".crm")));
  const [script = "", ...words] = entry.args ?? [];
  return {
    config: { ...entry, command: process.execPath, args: [join(root, script), ...words] },
    ...(await servePracticeCrm()),
  };
};

let listening: Promise<void> | undefined;

async function listen(path: string): Promise<void> {
  rmSync(path, { force: true });
  const server = createServer((socket) => {
    socket.on("error", () => socket.destroy());
    socket.once("data", (line: Buffer) => {
      void serve(socket, line.toString()).catch((error: unknown) => {
        const refused = error instanceof LabError ? inWords(error) : String(error);
        socket.end(`${JSON.stringify({ refused })}\n`);
      });
    });
  });
  server.unref();
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(path, resolve));
}

const hello = z.object({
  args: z.array(z.string()),
  env: z.record(z.string(), z.string()),
});

async function serve(socket: Socket, line: string): Promise<void> {
  const { env, args } = hello.parse(JSON.parse(line));
  if (args.join(" ") !== "crm --stdio") throw new Error("Error: only `crm --stdio` runs here.");
  const { surroundings, close } = await openCrm(crmSettings(env));
  socket.write("{}\n");
  socket.once("close", close);
  void surroundings.ended.then(() => socket.destroy());
  // Each answer that waits for its reader has listeners of its own.
  socket.setMaxListeners(0);
  serveCrmConnection(surroundings, new StdioServerTransport(socket, socket));
}

/** As the command says it. */
function inWords({ what, where, remedy }: LabError): string {
  return `Error: ${what}\n${where === undefined ? "" : `Where: ${where}\n`}What to do: ${remedy}`;
}
