import type { CellsStart } from "./cells.ts";

/** What the library reads in the project's folder, and SQLite as WebAssembly: fetched once for a page. */
let files: Promise<CellsStart["course"]> | undefined;

const SQLITE = "node-sqlite3-wasm.wasm";

/** Where its package looks for it. */
const PLACE = `node_modules/node-sqlite3-wasm/dist/${SQLITE}`;

/** The files, by path below the project. */
export function courseFiles(): Promise<CellsStart["course"]> {
  files ??= load();
  return files;
}

const at = (name: string): Promise<Response> => fetch(new URL(name, import.meta.url));

async function load(): Promise<CellsStart["course"]> {
  const [texts, sqlite] = await Promise.all([at("course.json"), at(SQLITE)]);
  return { ...(await texts.json()), [PLACE]: new Uint8Array(await sqlite.arrayBuffer()) };
}
