import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { gzipSync } from "node:zlib";

/** A folder that is served on this machine as GitHub Pages serves one. */
export interface ServedFiles {
  url: string;
  /** What was sent so far: the bytes of all bodies as they went over the wire. */
  sent: () => number;
  /** The paths that were asked for and are not there. */
  missing: readonly string[];
  close: () => Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".wasm": "application/wasm",
  ".ipynb": "application/json; charset=utf-8",
};

/** Serves a folder's files, compressed, until it is closed. */
export async function serveFiles(folder: string): Promise<ServedFiles> {
  let sent = 0;
  const missing: string[] = [];
  const packed = new Map<string, Buffer>();
  const server = createServer(({ url = "/" }, response) => {
    const path = new URL(url, "http://127.0.0.1").pathname;
    const file = normalize(join(folder, path === "/" ? "index.html" : decodeURIComponent(path)));
    try {
      if (!file.startsWith(`${folder}${sep}`)) throw new Error("outside");
      const body = packed.get(file) ?? gzipSync(readFileSync(file));
      packed.set(file, body);
      sent += body.byteLength;
      response.writeHead(200, {
        "content-type": TYPES[extname(file)] ?? "application/octet-stream",
        "content-encoding": "gzip",
        "cache-control": "max-age=600",
      });
      response.end(body);
    } catch {
      missing.push(path);
      response.writeHead(404).end();
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/`,
    sent: () => sent,
    missing,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}
