import { once } from "node:events";
import { createServer } from "node:http";
import type { WhenOver } from "../cli/clean-ups.ts";

/** A host that is not the site's, which anybody may ask, and what it was asked. */
export interface Elsewhere {
  url: string;
  asked: string[];
}

/** What Chromium asks for by itself, whatever page is open. */
const OF_CHROMIUM = /\.google(?:apis)?\.com:443$/;

/** The hosts that a proxy was asked for by pages, each once. */
export function hostsAsked({ asked }: Elsewhere): string[] {
  return [...new Set(asked)].filter((host) => !OF_CHROMIUM.test(host));
}

/**
 * Listens on a port of this machine, as another host would.
 *
 * @param page what `/` is: a page without any protection
 */
export async function listenElsewhere(whenOver: WhenOver, page = ""): Promise<Elsewhere> {
  const asked: string[] = [];
  const server = createServer(({ url = "/" }, response) => {
    if (url !== "/" && url !== "/favicon.ico") asked.push(url.replace(/^\//, ""));
    const type = url.endsWith(".js") ? "text/javascript" : "text/html";
    response.writeHead(200, { "content-type": type, "access-control-allow-origin": "*" });
    response.end(url === "/" ? page : "");
  });
  server.on("upgrade", ({ url = "/" }, socket) => {
    asked.push(url.replace(/^\//, ""));
    socket.destroy();
  });
  // As a proxy: the host that a browser wants to reach.
  server.on("connect", ({ url = "" }, socket) => {
    asked.push(url);
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  whenOver(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${port}/`, asked };
}
