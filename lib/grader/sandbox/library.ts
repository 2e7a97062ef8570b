import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { INSIDE, isPrivate, oneFile } from "./one-file.ts";

/**
 * Writes what is in a sandbox where the library's build is elsewhere: its types, and the few
 * programs that run there, each as one file. The library's own version of what an exercise asks for
 * is then no module that an answer could import.
 */
export async function makeLibrary(folder: string, root: string, dist: string): Promise<void> {
  const names = readdirSync(dist, { recursive: true, encoding: "utf8" });
  for (const name of names) {
    if (!name.endsWith(".d.ts") || isPrivate(join(dist, name), dist)) continue;
    // No cell imports what takes a module's place in the bundle.
    if (join(dist, name).startsWith(join(dist, INSIDE))) continue;
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    copyFileSync(join(dist, name), join(folder, name));
  }
  writeFileSync(join(folder, "index.js"), await indexSource(dist));
  copyFileSync(join(dist, "grader/sandbox/crm-relay.js"), join(folder, "cli/main.js"));
  const converter = "notebook/process/converter.js";
  const input = join(dist, converter);
  writeFileSync(join(folder, converter), await oneFile(root, dist, { input, format: "esm" }));
}

/** What `import("mcp-lab")` finds at run time: the same modules that the bundle holds. */
async function indexSource(dist: string): Promise<string> {
  const lab: object = await import(pathToFileURL(join(dist, "index.js")).href);
  return `import { createRequire } from "node:module";
export const { ${Object.keys(lab).join(", ")} } = createRequire(import.meta.url)("mcp-lab");
`;
}
