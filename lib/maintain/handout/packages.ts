import { readFileSync } from "node:fs";
import { join, posix } from "node:path";

type Versions = Record<string, string>;

/** A package in a manifest or a lockfile, as npm writes it; more is in it. */
interface Package {
  dependencies?: Versions;
  devDependencies?: Versions;
  optionalDependencies?: Versions;
  peerDependencies?: Versions;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

interface Lockfile {
  packages: Record<string, Package>;
}

/** What the copy does at the command line: nothing is built there. */
const SCRIPTS = {
  start: "node lib/bootstrap.mjs start",
  lab: "node lib/bootstrap.mjs lab",
  test: "node lib/bootstrap.mjs lab run notebooks/*.ipynb",
  prepare: "node lib/dist/cli/keep-given.js",
};

/**
 * The manifests and the lockfile of a copy, as texts by path: those packages that the library's code or
 * the cells name, what these need, and no others.
 *
 * @param library the library's code
 * @param cells the code of all notebooks' cells
 */
export function packagesFor(root: string, library: string, cells: string): Map<string, string> {
  const text = (path: string): string => readFileSync(join(root, path), "utf8");
  const own: Package & { knip?: unknown } = JSON.parse(text("package.json"));
  const lib: Package = JSON.parse(text("lib/package.json"));
  const lock: Lockfile = JSON.parse(text("package-lock.json"));
  const devDependencies = named(own.devDependencies, cells, ["@types/node"]);
  const dependencies = named(lib.dependencies, library);
  lock.packages[""] = { ...lock.packages[""], devDependencies };
  lock.packages["lib"] = { ...lock.packages["lib"], dependencies };
  lock.packages = reachable(lock.packages);
  const files: Record<string, unknown> = {
    "package.json": { ...own, scripts: SCRIPTS, devDependencies, knip: undefined },
    "lib/package.json": { ...lib, dependencies },
    "package-lock.json": lock,
  };
  return new Map(
    Object.entries(files).map(([path, value]) => [path, `${JSON.stringify(value, null, 2)}\n`]),
  );
}

/** Those that are in the code between quotes, by themselves or with a path behind. */
function named(among: Versions = {}, code: string, always: readonly string[] = []): Versions {
  return Object.fromEntries(
    Object.entries(among).filter(
      ([name]) => always.includes(name) || new RegExp(`["'\`]${name}["'\`/]`).test(code),
    ),
  );
}

/** The packages that npm finds from the project and its workspace on, where Node would look for them. */
function reachable(packages: Lockfile["packages"]): Lockfile["packages"] {
  const seen = new Set(["", "lib", "node_modules/mcp-lab"]);
  for (const path of seen) {
    for (const name of neededBy(packages[path] ?? {})) {
      const found = lookUp(packages, path, name);
      if (found !== undefined) seen.add(found);
    }
  }
  return Object.fromEntries(Object.entries(packages).filter(([path]) => seen.has(path)));
}

function neededBy(one: Package): string[] {
  const { dependencies, devDependencies, optionalDependencies, peerDependencies } = one;
  const peers = Object.keys(peerDependencies ?? {}).filter(
    (name) => one.peerDependenciesMeta?.[name]?.optional !== true,
  );
  const others = { ...dependencies, ...devDependencies, ...optionalDependencies };
  return [...Object.keys(others), ...peers];
}

function lookUp(packages: Lockfile["packages"], from: string, name: string): string | undefined {
  for (let folder = from; ; folder = posix.dirname(folder)) {
    const at = posix.join(folder, "node_modules", name);
    if (Object.hasOwn(packages, at)) return at;
    if (folder === "" || folder === ".") return undefined;
  }
}
