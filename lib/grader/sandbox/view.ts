import { existsSync, lstatSync, readlinkSync, realpathSync, statSync } from "node:fs";
import { dirname, join, sep } from "node:path";

/** Where the project lies inside the sandbox. */
export const PROJECT = "/lab";

/** The notebook's folder inside the sandbox: empty, and gone with it. */
export const NOTEBOOKS = `${PROJECT}/notebooks`;

/** The bundle's folder inside the sandbox. */
export const BUNDLE = `${PROJECT}/bundle`;

/** The part of a bundle that a notebook's process finds in place of the library's build. */
export const LIBRARY = "library";

/** One thing that a sandbox shows at a place of its own; whatever is not named is not there. */
export type Mount =
  /** A file or folder of this machine, read-only. */
  | { kind: "shown"; from: string; at: string }
  /** A folder of this machine that may be written into. */
  | { kind: "lent"; at: string }
  /** An empty folder that may be written into, and is gone with the sandbox. */
  | { kind: "empty"; at: string; bytes: number }
  /** Nothing, in place of a folder or file that would be seen otherwise. */
  | { kind: "hidden"; at: string; what: "folder" | "file" }
  | { kind: "link"; at: string; to: string };

/** What a sandbox may show of this machine: nothing but this. */
export interface View {
  /** The project's root on this machine. */
  root: string;
  /** How much may be written into each writable folder, in bytes. */
  diskBytes: number;
  /** The folder of the bundle (`makeBundle`). */
  bundle?: string;
  /** A folder that is shown under its own path, read-only. */
  shared?: string;
  /** Files and folders that nothing may show, wherever they lie. */
  hidden: readonly string[];
}

/**
 * What a process sees, the compiler's as a notebook's: system programs, Node, the project's packages,
 * the bundle, and its part that replaces the library's build.
 */
export function mountsOf({ root, diskBytes, bundle, shared, hidden }: View): Mount[] {
  const ofProject = ["node_modules", "package.json", "lib/package.json", ".mcp.json.example"];
  return [
    ...systemMounts(diskBytes, hidden),
    ...(isShown(process.execPath) ? [] : shown(process.execPath)),
    ...ofProject.flatMap((path) => shown(join(root, path), `${PROJECT}/${path}`)),
    ...(bundle === undefined ? [] : shown(bundle, BUNDLE)),
    ...(bundle === undefined ? [] : shown(join(bundle, LIBRARY), `${PROJECT}/lib/dist`)),
    { kind: "empty", at: NOTEBOOKS, bytes: diskBytes },
    ...(shared === undefined ? [] : shown(shared)),
  ];
}

/** Where programs and their libraries lie; on many systems all but /usr are links into it. */
const SYSTEM = [
  "/usr",
  "/bin",
  "/sbin",
  "/lib",
  "/lib32",
  "/lib64",
  "/etc/ld.so.cache",
  "/etc/alternatives",
  "/etc/ssl/openssl.cnf",
];

/**
 * The part of a view that any program needs: system programs, a folder for temporary files. What is
 * to be hidden and lies among them, such as a project below /usr/src, is covered.
 */
export function systemMounts(diskBytes: number, hidden: readonly string[]): Mount[] {
  return [
    ...SYSTEM.filter((path) => existsSync(path)).flatMap((path): Mount[] =>
      lstatSync(path).isSymbolicLink()
        ? [{ kind: "link", at: path, to: readlinkSync(path) }]
        : shown(path),
    ),
    ...hidden.flatMap(covering),
    { kind: "empty", at: "/tmp", bytes: diskBytes },
  ];
}

function covering(path: string): Mount[] {
  if (!existsSync(path)) return [];
  const at = realpathSync(path);
  const what = statSync(at).isDirectory() ? "folder" : "file";
  return isShown(at) ? [{ kind: "hidden", at, what }] : [];
}

function isShown(path: string): boolean {
  return SYSTEM.some((folder) => path.startsWith(folder + sep));
}

function shown(from: string, at: string = from): Mount[] {
  return existsSync(from) ? [{ kind: "shown", from, at }] : [];
}

/** The folders above a path, from the root down, without the root. */
export function foldersAbove(path: string): string[] {
  const above = dirname(path);
  return above === "/" || above === path ? [] : [...foldersAbove(above), above];
}

/** A command that succeeds in a sandbox that does not show the project itself. */
export function probeWords(root: string): string[] {
  const script = `process.exit(require("node:fs").existsSync(${JSON.stringify(join(root, "solutions"))}) ? 3 : 0)`;
  return [process.execPath, "-e", script];
}
