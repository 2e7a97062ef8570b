import { join } from "node:path";
import { LabError } from "../../base/lab-error.ts";
import { libraryFolder } from "../../base/project.ts";
import type { McpServerEntry } from "../../subjects/config/mcp-config.ts";
import type { Passed } from "./asked.ts";
import { type ChosenServer, replaceVariables } from "./choose-server.ts";
import { tapHttp } from "./http-tap.ts";
import { OWN_VARIABLES } from "./isolated.ts";

/** An entry that leads to a server through a tap. */
export interface TappedServer {
  entry: McpServerEntry;
  close(): Promise<void>;
}

/**
 * Puts a tap in front of a server. What the config asks for is left to the host, but for the variables
 * whose value is another one in the host's own environment, such as HOME.
 *
 * @param record the file in which a stdio server's tap writes what passed
 * @param note told of what passed over HTTP
 * @throws LabError `host-server-kind` on a server that is reached in another way
 */
export async function tapServer(
  server: ChosenServer,
  record: string,
  note: (passed: Passed) => void,
): Promise<TappedServer> {
  const { expanded, folder, name } = server;
  const { type = expanded.url === undefined ? "stdio" : "" } = expanded;
  const entry = replaceVariables(server.entry, otherHere(server.variables));
  if (type === "stdio" && entry.command !== undefined) {
    const words = [tapScript(), record, folder, entry.command, ...(entry.args ?? [])];
    return { entry: { ...entry, command: process.execPath, args: words }, close: async () => {} };
  }
  const url = expanded.url ?? "";
  if (
    !["http", "sse", "streamable-http"].includes(type) ||
    !/^https?:/i.test(url) ||
    !URL.canParse(url)
  ) {
    throw new LabError("host-server-kind", {
      what: "Only servers with a command (stdio) or an address (http, sse) can be listened to.",
      where: name,
      remedy: 'Give it a "command", or "type": "http" and a "url" that begins with http.',
    });
  }
  const tap = await tapHttp(new URL(url), note);
  return { entry: { ...entry, url: tap.url }, close: () => tap.close() };
}

/** The variables that a run sets itself and a config means as a person has them; never their key. */
function otherHere(variables: Readonly<Record<string, string>>): Record<string, string> {
  const others = Object.entries(variables).filter(
    ([name]) => OWN_VARIABLES.includes(name) && !name.startsWith("ANTHROPIC_"),
  );
  return Object.fromEntries(others);
}

/** The tap's script in the package's build: Node starts it, also where this runs from its source. */
function tapScript(): string {
  return join(libraryFolder(), "dist", "cli", "host", "process", "stdio-tap.js");
}
