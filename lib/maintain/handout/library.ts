import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { inspect, isDeepStrictEqual } from "node:util";
import { runInThisContext } from "node:vm";
import { rolldown, type RolldownPlugin } from "rolldown";
import { publicDeclarations } from "./declarations.ts";

/** What Node is started with, or imports by name. */
const ENTRIES = [
  "index",
  "cli/main",
  "cli/keep-given",
  "cli/host/process/stdio-tap",
  "cli/jupyter/warm-kernel",
  "notebook/process/converter",
  "notebook/process/executor",
];

const COURSE_COMMANDS = "maintain/course-commands.js";
const NOT_HANDED_OUT = /^(?:grader|maintain)\/|\.hidden\.js$/;

const WHOLE = { depth: null, maxArrayLength: null, maxStringLength: null, breakLength: Infinity };

/**
 * Writes the library as a class gets it: joined into a few minified files, so that what answers an
 * exercise has no name there, and the types of what a cell may import.
 *
 * @param dist the library's own build
 * @throws Error where that would hold a part that is not handed out
 */
export async function writeLibrary(folder: string, root: string, dist: string): Promise<void> {
  const makers = new Set<string>();
  const build = await rolldown({
    input: Object.fromEntries(ENTRIES.map((name) => [name, join(dist, `${name}.js`)])),
    cwd: root,
    platform: "node",
    logLevel: "silent",
    external: /^[^./]/,
    plugins: [withoutCourse(dist), madeVariants(makers)],
  });
  const { output } = await build.write({
    dir: folder,
    format: "esm",
    minify: true,
    entryFileNames: "[name].js",
    chunkFileNames: "parts/[hash].js",
  });
  await build.close();
  for (const chunk of output) {
    if (chunk.type !== "chunk") continue;
    for (const [id, { renderedExports }] of Object.entries(chunk.modules)) {
      const name = relative(dist, id).replaceAll(sep, "/");
      if (NOT_HANDED_OUT.test(name) && name !== COURSE_COMMANDS)
        throw new Error(`${name} is not for a class`);
      const maker = renderedExports.find((one) => makers.has(one));
      if (maker !== undefined) throw new Error(`${maker} in ${name} makes private variants, too`);
    }
  }
  for (const [path, text] of publicDeclarations(dist)) {
    const target = join(folder, relative(dist, path));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}

function withoutCourse(dist: string): RolldownPlugin {
  const id = join(dist, COURSE_COMMANDS);
  return {
    name: "without-course",
    load: (one) => (one === id ? "export const courseCommands = [];" : undefined),
  };
}

/**
 * Puts published variants that are made from a seed there as values: what makes them would make private
 * ones, too. Adds its name to `makers`.
 */
function madeVariants(makers: Set<string>): RolldownPlugin {
  return {
    name: "made-variants",
    async transform(code, id) {
      const made: [call: string, values: string][] = [];
      for (const [call, maker = "", seed] of code.matchAll(/(\w+)\(createRandom\((\d+)\)\)/g)) {
        const from = new RegExp(`import \\{[^}]*\\b${maker}\\b[^}]*\\} from "(\\.[^"]+)"`).exec(
          code,
        );
        if (from?.[1] === undefined) continue;
        const lesson = await load(join(dirname(id), from[1]));
        const { createRandom } = await load(join(dirname(id), "../../base/random.js"));
        const values = lesson[maker]?.(createRandom?.(Number(seed)));
        const text = inspect(values, WHOLE);
        if (!isDeepStrictEqual(runInThisContext(`(${text})`), values))
          throw new Error(`${maker} makes what cannot be written down`);
        made.push([call, text]);
        makers.add(maker);
      }
      return made.reduce((text, [call, values]) => text.replace(call, () => values), code);
    },
  };
}

type Functions = Record<string, (one: unknown) => unknown>;

async function load(path: string): Promise<Functions> {
  return await import(pathToFileURL(path).href);
}
