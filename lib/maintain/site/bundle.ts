import { readFileSync } from "node:fs";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { browserPlugin } from "./browser-plugin.ts";

/** What is made of one module and all that it imports, each part by its name. */
export type Bundle = Readonly<Record<string, string>>;

/**
 * Bundles modules for a browser, each with what they share in parts of their own.
 *
 * @param entries the modules, by the name of what becomes of them
 * @param known what constants are that they only declare, by name
 */
export async function bundle(
  root: string,
  entries: Readonly<Record<string, string>>,
  known: Readonly<Record<string, unknown>> = {},
): Promise<Bundle> {
  const compiler = join(root, "node_modules/@tslab/typescript-for-tslab/package.json");
  const { version }: { version: string } = JSON.parse(readFileSync(compiler, "utf8"));
  const constants = Object.entries({ ...known, TSLAB_COMPILER: version });
  const define = Object.fromEntries(constants.map(([name, is]) => [name, JSON.stringify(is)]));
  const build = await rolldown({
    input: { ...entries },
    cwd: root,
    platform: "neutral",
    logLevel: "silent",
    transform: { define: { ...define, global: "globalThis" } },
    // Node's forms of the packages, so that what they do and say is what it is in Jupyter.
    resolve: { conditionNames: ["node", "import", "default"], mainFields: ["module", "main"] },
    plugins: [browserPlugin(root)],
  });
  try {
    const { output } = await build.generate({
      format: "esm",
      minify: true,
      entryFileNames: "[name].js",
      chunkFileNames: "[name]-[hash].js",
    });
    return Object.fromEntries(
      output.map((part) => [part.fileName, "code" in part ? part.code : String(part.source)]),
    );
  } finally {
    await build.close();
  }
}
