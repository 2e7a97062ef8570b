import { existsSync, lstatSync, readlinkSync } from "node:fs";
import { dirname, join } from "node:path";

/** Where the project lies inside the sandbox. */
export const PROJECT = "/lab";

/** The notebook's folder inside the sandbox: empty, and gone with it. */
export const NOTEBOOKS = `${PROJECT}/notebooks`;

/** The bundle's folder inside the sandbox. */
export const BUNDLE = `${PROJECT}/bundle`;

/** Parts of the library's build that grading rests on: none of it may be read by what is graded. */
export const PRIVATE_FOLDERS = ["course/drive", "course/judge", "grader", "reference"];

/** Stands in for `course/examine.js`, which imports what is private. */
const STAND_IN = "grader/sandbox/stand-in.js";

/** What a sandbox shows of this machine: nothing but this. */
export interface View {
  /** The project's root on this machine. */
  root: string;
  /** The folder of the library's build on this machine. */
  dist: string;
  /** How much may be written into each writable folder, in bytes. */
  diskBytes: number;
  /** The folder of the bundle (`makeBundle`). */
  bundle?: string;
  /** A folder that is shown under its own path, read-only. */
  shared?: string;
}

/**
 * bubblewrap's options for a view: system programs, Node, the project's packages and the learner's
 * side of the library, all read-only; an empty folder for temporary files and one for the notebook.
 */
export function viewOptions({ root, dist, diskBytes, bundle, shared }: View): string[] {
  const project = (path: string): string[] => readOnly(join(root, path), `${PROJECT}/${path}`);
  const hidden = PRIVATE_FOLDERS.filter((folder) => existsSync(join(dist, folder)));
  return [
    ...systemOptions(diskBytes),
    ...(process.execPath.startsWith("/usr/") ? [] : readOnly(process.execPath)),
    ...project("node_modules"),
    ...project("package.json"),
    ...project(".mcp.json.example"),
    ...project("lib/package.json"),
    ...readOnly(dist, `${PROJECT}/lib/dist`),
    ...hidden.flatMap((folder) => ["--tmpfs", `${PROJECT}/lib/dist/${folder}`]),
    ...hidden.flatMap((folder) => ["--remount-ro", `${PROJECT}/lib/dist/${folder}`]),
    ...readOnly(join(dist, STAND_IN), `${PROJECT}/lib/dist/course/examine.js`),
    ...empty(NOTEBOOKS, diskBytes),
    ...(bundle === undefined ? [] : readOnly(bundle, BUNDLE)),
    ...(shared === undefined ? [] : readOnly(shared)),
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

/** The part of a view that any program needs: system programs, devices, a folder for temporary files. */
export function systemOptions(diskBytes: number): string[] {
  return [
    ...SYSTEM.filter((path) => existsSync(path)).flatMap((path) =>
      lstatSync(path).isSymbolicLink() ? ["--symlink", readlinkSync(path), path] : readOnly(path),
    ),
    "--proc",
    "/proc",
    "--dev",
    "/dev",
    "--remount-ro",
    "/dev",
    ...empty("/tmp", diskBytes),
  ];
}

function empty(folder: string, bytes: number): string[] {
  return ["--perms", "1777", "--size", String(bytes), "--tmpfs", folder];
}

function readOnly(path: string, shown: string = path): string[] {
  return existsSync(path) ? [...foldersAbove(shown), "--ro-bind", path, shown] : [];
}

/** The folders above a path, made so that every user may pass: bubblewrap's own are for root alone. */
export function foldersAbove(path: string): string[] {
  const above = dirname(path);
  if (above === "/" || above === path) return [];
  return [...foldersAbove(above), "--perms", "0755", "--dir", above];
}
