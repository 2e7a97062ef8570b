/**
 * The fixed sources of an exported server. Nothing of a sketch is put into them: what a learner wrote
 * stands as JSON literals in files of its own (`server-files.ts`), so that no text can become code.
 */

import { BODIES, HTTP, MAIN, SERVER, SETTINGS } from "./server-code.ts";
import { ERRORS, TOOL } from "./tool-code.ts";

const CALL = `import { Client, InMemoryTransport } from "@modelcontextprotocol/client";
import { createServer } from "../src/server.ts";

/** Calls a tool of the server in memory. */
export async function callTool(name: string, args: Record<string, unknown>) {
  const [here, there] = InMemoryTransport.createLinkedPair();
  const client = new Client({ name: "test", version: "0.1.0" });
  await createServer().connect(there);
  await client.connect(here);
  try {
    return await client.callTool({ name, arguments: args });
  } finally {
    await client.close();
  }
}
`;

/** Sources that are the same for every sketch, by path. */
export const fixedSources: Readonly<Record<string, string>> = {
  "src/errors.ts": ERRORS,
  "src/tool.ts": TOOL,
  "src/server.ts": SERVER,
  "src/bodies.ts": BODIES,
  "src/http.ts": HTTP,
  "src/settings.ts": SETTINGS,
  "src/main.ts": MAIN,
  "tests/call.ts": CALL,
};
