import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join } from "node:path";
import { parseSync } from "oxc-parser";
import { makeFolders, writeWhole } from "../../base/project.ts";
import { lessons } from "../../exercises/manifest/manifest.ts";
import { lessonNotebooks } from "../../notebook/lesson.ts";
import { writeNotebook } from "../../notebook/notebook.ts";
import { bundle } from "./bundle.ts";
import { typeFiles } from "./types.ts";

/** The modules that a page and its workers begin with, by the name of what becomes of them. */
const ENTRIES = {
  main: "lib/browser/page/main.ts",
  compiler: "lib/browser/compiler.ts",
  cells: "lib/browser/cells.ts",
  "cells-frame": "lib/browser/frame.ts",
};

/** What keeps all of them in a browser; it is one file, since its own imports could not be kept. */
const OFFLINE = { "service-worker": "lib/browser/service-worker.ts" };

type SiteFiles = Map<string, string | Uint8Array>;

/** What is served as it is, by its name on the site. */
const COPIED = {
  "index.html": "lib/browser/page/index.html",
  "page.css": "lib/browser/page/page.css",
  "icon.svg": "lib/browser/page/icon.svg",
  "manifest.webmanifest": "lib/browser/page/manifest.webmanifest",
  "cells.html": "lib/browser/cells.html",
  "oxc-parser.wasm": "node_modules/oxc-parser/parser.wasm32-wasip1.wasm",
  "node-sqlite3-wasm.wasm": "node_modules/node-sqlite3-wasm/dist/node-sqlite3-wasm.wasm",
};

/** What the library and tslab read in the project's folder. */
const READ = ["package.json", ".mcp.json.example", "node_modules/tslab/package.json"];

/** Lets cells import all that they may. */
const PROVIDED = "lib/browser/provided.ts";

/** What a lesson cannot do in a browser. */
const NEEDS: Readonly<Record<string, string>> = {
  "03-env-config":
    "Two parts of this lesson need the course on your own machine: a browser starts no program, and has no git.",
  "07-in-a-real-host":
    "One part of this lesson needs the course on your own machine: a browser cannot start Claude Code. Its recorded run is here.",
};

/**
 * Builds the course as a site of files that need no server: the same lessons, library and judges, bundled
 * for a browser.
 *
 * @param out the folder, which is made
 * @returns the site's files with their sizes in bytes
 */
export async function buildSite(root: string, out: string): Promise<ReadonlyMap<string, number>> {
  const files: SiteFiles = new Map(Object.entries(await bundle(root, ENTRIES)));
  for (const [name, path] of Object.entries(COPIED))
    files.set(name, readFileSync(join(root, path)));
  for (const { slug } of lessons) {
    const where = `solutions/${slug}.ts`;
    const { learner } = lessonNotebooks(readFileSync(join(root, where), "utf8"), where);
    files.set(`notebooks/${slug}.ipynb`, writeNotebook(learner));
  }
  files.set("types.json", JSON.stringify(typeFiles(root, importable(root))));
  const read = READ.map((path) => [path, readFileSync(join(root, path), "utf8")]);
  files.set("course.json", JSON.stringify(Object.fromEntries(read)));
  files.set("lessons.json", JSON.stringify(lessonList()));
  const site = { SITE: offlineSite(files) };
  for (const [name, code] of Object.entries(await bundle(root, OFFLINE, site)))
    files.set(name, code);
  for (const [name, content] of files) {
    makeFolders([dirname(join(out, name))]);
    writeWhole(join(out, name), content);
  }
  return new Map([...files].map(([name, content]) => [name, Buffer.byteLength(content)]));
}

/** What the service worker keeps: every file so far with its hash, and one for all of them. */
function offlineSite(files: SiteFiles): object {
  const hashes = [...files].map(([name, content]): [string, string] => [
    name,
    `sha256-${createHash("sha256").update(content).digest("base64")}`,
  ]);
  const version = createHash("sha256").update(JSON.stringify(hashes)).digest("hex").slice(0, 16);
  return { version, files: Object.fromEntries(hashes) };
}

/** The packages that cells may import; the types of Node's modules are there anyway. */
function importable(root: string): string[] {
  const text = readFileSync(join(root, PROVIDED), "utf8");
  return parseSync(PROVIDED, text)
    .module.dynamicImports.map(({ moduleRequest: { start, end } }) =>
      text.slice(start + 1, end - 1),
    )
    .filter((name) => !isBuiltin(name) && !name.startsWith("tslab/"))
    .map((name) => (name.startsWith(".") ? "mcp-lab" : name));
}

function lessonList(): object[] {
  return lessons.map(({ slug, title, minutes }) => {
    const needs = NEEDS[slug];
    const number = slug.slice(0, 2);
    return { number, slug, title, minutes, ...(needs === undefined ? {} : { needs }) };
  });
}
