import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { rolldown } from "rolldown";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import type { WhenOver } from "../cli/clean-ups.ts";
import { PROJECT } from "../cli/temporary-project.ts";

const PAGE = join(PROJECT, "lib", "browser", "page");

/** A kernel whose compiler never gets ready: what the page can do without one, it has to do here. */
const NEVER_READY = `
  const never = new Promise(() => {});
  export const startKernel = ({ env }) => {
    globalThis.seenEnvironment = env;
    return {
      state: "starting", onState() {}, onFiles() {}, restart() {}, close() {},
      execute: () => never, complete: () => never, inspect: () => never,
    };
  };`;

/** The page's program, and what it could not do without that is not in it. */
export async function bundledPage(): Promise<{ code: string; imports: string[] }> {
  const bundle = await rolldown({
    input: join(PAGE, "main.ts"),
    platform: "browser",
    plugins: [
      {
        name: "never-ready",
        resolveId: (id) => (id.endsWith("/start-kernel.ts") ? "\0never-ready" : null),
        load: (id) => (id === "\0never-ready" ? NEVER_READY : null),
      },
    ],
    logLevel: "silent",
  });
  const { output } = await bundle.generate({ format: "esm", codeSplitting: false });
  await bundle.close();
  return {
    code: output[0].code,
    imports: output.flatMap((part) =>
      part.type === "chunk" ? [...part.imports, ...part.dynamicImports] : [],
    ),
  };
}

function read(path: string): string {
  return readFileSync(path, "utf8");
}

/** The site as it is served: its files by path, which a test may change, below a folder of the host. */
export interface ServedPage {
  url: string;
  files: Map<string, string>;
}

const TYPES: Record<string, string> = {
  ".html": "text/html",
  ".css": "text/css",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
};

export async function servePage(code: string, whenOver: WhenOver): Promise<ServedPage> {
  const listed = lessons.map(({ slug, title, minutes }) => {
    const needs = slug.startsWith("03") ? "Parts of this lesson need an installation." : undefined;
    return { number: slug.slice(0, 2), slug, title, minutes, needs };
  });
  const files = new Map([
    ["index.html", read(join(PAGE, "index.html"))],
    ...["page.css", "icon.svg", "manifest.webmanifest"].map((name): [string, string] => [
      name,
      read(join(PAGE, name)),
    ]),
    // It keeps nothing, so that a test sees the files as they are now.
    ["service-worker.js", ""],
    ["main.js", code],
    ["lessons.json", JSON.stringify(listed)],
    ...lessons.map(({ slug }): [string, string] => {
      const name = `notebooks/${slug}.ipynb`;
      return [name, read(join(PROJECT, name))];
    }),
  ]);
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "", "http://localhost").pathname.replace(/^\/course\//, "");
    const body = files.get(path === "" ? "index.html" : path);
    const type = TYPES[extname(path === "" ? "index.html" : path)] ?? "application/json";
    response.writeHead(body === undefined ? 404 : 200, { "content-type": type });
    response.end(body);
  });
  const address = await new Promise<AddressInfo | string | null>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(server.address()));
  });
  whenOver(() => {
    server.closeAllConnections();
    server.close();
  });
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return { url: `http://127.0.0.1:${address.port}/course/`, files };
}
