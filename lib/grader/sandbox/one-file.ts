import { join, relative, sep } from "node:path";
import { rolldown, type RolldownPlugin } from "rolldown";
import { answersAnExercise } from "./answered-by.ts";

/** Parts of the library's build that grading rests on: none of it may be read by what is graded. */
const PRIVATE_FOLDERS = ["lessons", "grader"];

/** The part of the grader that is for sandboxes, and what both sides of their line know. */
export const INSIDE = "grader/sandbox/inside";

/** Packages that load files of their own by path, or that a notebook may do without. */
const OUTSIDE = [
  /^node:/,
  /^tslab/,
  /^@tslab\//,
  /^node-sqlite3-wasm/,
  /^@secretlint\//,
  /^oxc-parser/,
  // Its CommonJS asks for its parts in a way that no bundler sees.
  /^jsonc-parser/,
];

const outside: RolldownPlugin = {
  name: "outside",
  resolveId: (id) => (isBundled(id) ? undefined : { id, external: true }),
};

/**
 * Joins a module and what it imports into one file.
 *
 * @throws Error where that would hold a part that grading rests on, or that does what an exercise asks
 */
export async function oneFile(
  root: string,
  dist: string,
  {
    input,
    format,
    plugins = [],
  }: { input: string; format: "cjs" | "esm"; plugins?: RolldownPlugin[] },
): Promise<string> {
  const build = await rolldown({
    input,
    cwd: root,
    platform: "node",
    logLevel: "silent",
    plugins: [...plugins, outside],
  });
  const { output } = await build.generate({ format, minify: true, codeSplitting: false });
  await build.close();
  const [chunk] = output;
  const secret = Object.entries(chunk.modules).find(
    ([module, { code }]) =>
      isPrivate(module, dist) ||
      (code && answersAnExercise(relative(dist, module).replaceAll(sep, "/"))),
  )?.[0];
  if (secret !== undefined) throw new Error(`${secret} is not for notebooks`);
  return chunk.code;
}

/** Whether a module of the build is one that nobody may see who is graded. */
export function isPrivate(module: string, dist: string): boolean {
  if (module.startsWith(join(dist, INSIDE) + sep)) return false;
  return PRIVATE_FOLDERS.some((folder) => module.startsWith(join(dist, folder) + sep));
}

/** Whether a package goes into such a file. */
export function isBundled(name: string): boolean {
  return !OUTSIDE.some((pattern) => pattern.test(name));
}
