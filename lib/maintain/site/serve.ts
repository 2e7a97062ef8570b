import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { type LoopbackServer, serveOnLoopback } from "../../services/crm/loopback.ts";

/** What a browser has to be told of a file; with another type it would not run or compile it. */
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".ipynb": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/**
 * Serves a site on 127.0.0.1, as any host of files does. Throws LabError `port-in-use`.
 *
 * @param names the files that are served, and no other
 */
export async function serveSite(
  folder: string,
  names: Iterable<string>,
  port?: number,
): Promise<LoopbackServer> {
  const served = new Set(names);
  return await serveOnLoopback(async ({ method, url }) => {
    const name = new URL(url).pathname.slice(1) || "index.html";
    if (method !== "GET" && method !== "HEAD") return new Response(null, { status: 405 });
    if (!served.has(name)) return new Response("There is no such file.", { status: 404 });
    const headers = {
      "content-type": TYPES[extname(name)] ?? "application/octet-stream",
      "cache-control": "no-cache",
    };
    const body = method === "HEAD" ? null : readFileSync(join(folder, name));
    return new Response(body, { headers });
  }, port);
}
