import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { serveHttp } from "./http.ts";
import { createServer } from "./server.ts";
import { readSettings } from "./settings.ts";

// The skeleton needs no variable yet. Hand what this returns to your tools.
readSettings(process.env);

const [flag, port = "8790"] = process.argv.slice(2);
if (flag === "--port") {
  const { url } = await serveHttp(Number(port));
  console.log(url);
} else if (flag === undefined) {
  serveStdio(createServer);
} else {
  console.error("Use: node dist/src/main.js [--port <number>]. Without --port it speaks over stdio.");
  process.exitCode = 2;
}
