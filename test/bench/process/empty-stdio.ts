/** The empty server on the standard streams of this process. */
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { createEmptyServer } from "../empty-server.ts";

serveStdio(() => createEmptyServer());
