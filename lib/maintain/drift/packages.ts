import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { LabError } from "../../base/lab-error.ts";

/** What can be read of a package without calling it. */
export interface InstalledPackage {
  readonly version: string;
  /** The texts of its type declarations. */
  declarations(): readonly string[];
  exports(): Readonly<Record<string, unknown>>;
  /** The text of one of its files; undefined when it has none at this path. */
  file(path: string): string | undefined;
}

const Manifest = z.object({ version: z.string() });

/**
 * A package below `folder`, which holds a `node_modules`.
 *
 * @throws LabError `drift-package` when it is not there.
 */
export function installedPackage(folder: string, name: string): InstalledPackage {
  const root = join(folder, "node_modules", name);
  if (!existsSync(join(root, "package.json"))) {
    throw new LabError("drift-package", {
      what: `The package ${name} is not installed, so nothing can be said of it.`,
      where: root,
      remedy: "Run the command without --installed, or `npm ci` first.",
    });
  }
  let declarations: string[] | undefined;
  return {
    version: Manifest.parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8"))).version,
    declarations: () => (declarations ??= declarationsOf(root)),
    exports: () => createRequire(join(folder, "package.json"))(name),
    file: (path) => {
      const full = join(root, path);
      return existsSync(full) ? readFileSync(full, "utf8") : undefined;
    },
  };
}

function declarationsOf(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.d\.[cm]?ts$/.test(file) && !/(^|[\\/])node_modules[\\/]/.test(file))
    .map((file) => readFileSync(join(root, file), "utf8"));
}

/**
 * Installs the newest version of each package into the folder, which is emptied first. Nothing of
 * theirs is run by it.
 *
 * @throws LabError `drift-registry` when npm cannot.
 */
export async function fetchNewest(folder: string, names: readonly string[]): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // Without a package.json of its own npm would install into the project.
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true }));
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-save", "--legacy-peer-deps"];
  const words = ["install", ...names.map((name) => `${name}@latest`), ...flags];
  const shell = process.platform === "win32";
  try {
    await promisify(execFile)("npm", words, { cwd: folder, shell });
  } catch (cause) {
    throw new LabError("drift-registry", {
      what: "The newest packages could not be installed, so nothing can be said of them.",
      where: folder,
      remedy: "Check the network, and what `npm ping` says.",
      cause,
    });
  }
}
