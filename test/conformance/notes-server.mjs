import { McpServer } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";

// Which entry of a config started it is the word that it is started with. Each tool says so, and what it
// finds in its environment.
const [, , word = "", ...names] = process.argv;
const { TEAM = "", SHELL_TOKEN = "" } = process.env;
const text = JSON.stringify({ startedBy: word, TEAM, SHELL_TOKEN });

serveStdio(() => {
  const server = new McpServer({ name: "notes", version: "1.0.0" });
  for (const name of names) {
    server.registerTool(name, { description: "A tool." }, () => ({
      content: [{ type: "text", text }],
    }));
  }
  return server;
});
