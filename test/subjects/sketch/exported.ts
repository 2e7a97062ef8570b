import { exec, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { exportFiles } from "../../../lib/subjects/sketch/export/export-files.ts";
import type { Sketch } from "../../../lib/subjects/sketch/sketch.ts";
import { readTemplate, writeExport } from "../../../lib/subjects/sketch/write-export.ts";

const run = promisify(execFile);
const inShell = promisify(exec);

const PROJECT = join(import.meta.dirname, "..", "..", "..");

/** A folder below the project, where Node and TypeScript find the project's own packages. */
export function folderForExport(): { folder: string; remove: () => void } {
  const parent = join(PROJECT, ".lab", "test");
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, "export-"));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** What a sketch is exported as, by path, with an empty picture and nothing ruled. */
export function exportOf(sketch: Sketch): Record<string, string> {
  return exportFiles(sketch, "<svg/>", [], readTemplate());
}

/** Exports a sketch, fills in what has to be set, and compiles; fails with what the compiler says. */
export async function buildExport(sketch: Sketch, folder: string): Promise<void> {
  writeExport(folder, exportOf(sketch));
  const needed = sketch.variables.filter(({ required }) => required);
  writeFileSync(join(folder, ".env"), needed.map(({ name }) => `${name}=made-up\n`).join(""));
  await compileExport(folder);
}

/** Compiles what is in an export; fails with what the compiler says. */
export async function compileExport(folder: string): Promise<void> {
  const compiler = join(PROJECT, "node_modules", "typescript", "bin", "tsc");
  await run(process.execPath, [compiler, "-p", folder]).catch((error: { stdout?: string }) => {
    throw new Error(error.stdout);
  });
}

/** The program that an export is started with. */
export const mainOf = (folder: string): string => join(folder, "dist", "src", "main.js");

/** A program that ended, with what it printed. */
export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** How {@link runExport} starts a program. */
interface Start {
  args?: string[];
  env?: Record<string, string>;
  input?: Buffer | string;
  /** Text of its output to wait for before the input ends. */
  until?: string;
}

/** Starts an export's program, and waits until it ends. */
export async function runExport(folder: string, options: Start): Promise<Ended> {
  const { args = [], env = {}, input = "", until = "" } = options;
  const child = spawn(process.execPath, [mainOf(folder), ...args], {
    env: { PATH: process.env["PATH"], ...env },
  });
  const ended: Ended = { code: null, out: "", err: "" };
  child.stdout.on("data", (bytes: Buffer) => {
    ended.out += bytes.toString();
    if (ended.out.includes(until)) child.stdin.end();
  });
  child.stderr.on("data", (bytes: Buffer) => void (ended.err += bytes.toString()));
  // It may end before it has read everything.
  child.stdin.on("error", () => {});
  child.stdin.write(input);
  if (until === "") child.stdin.end();
  const [code]: unknown[] = await once(child, "close");
  return { ...ended, code: typeof code === "number" ? code : null };
}

/** An export that serves over HTTP. */
export interface ServedExport {
  url: string;
  /** What it told its operator so far. */
  told: () => string;
  close: () => void;
}

/** Serves an export over HTTP on a free port; fails with what it says if it does not start. */
export async function serveExport(folder: string): Promise<ServedExport> {
  const child = spawn(process.execPath, [mainOf(folder), "--port", "0"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let err = "";
  child.stderr.on("data", (bytes: Buffer) => void (err += bytes.toString()));
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (bytes: Buffer) => resolve(bytes.toString()));
    child.once("close", () => reject(new Error(`It did not start. ${err}`)));
  });
  return { url: line.trim(), told: () => err, close: () => void child.kill("SIGKILL") };
}

/** Runs the tests of a built export by its own command, and gives what they print. */
export async function testExport(folder: string): Promise<string> {
  // This suite's own settings must not reach the tests that it runs.
  const { NODE_TEST_CONTEXT: _context, NODE_OPTIONS: _options, ...env } = process.env;
  const manifest = readFileSync(join(folder, "package.json"), "utf8");
  const { scripts }: { scripts: { test: string } } = JSON.parse(manifest);
  // It is built already, by the project's own compiler.
  const command = scripts.test.replace(/^npm run build && /, "");
  const PATH = `${dirname(process.execPath)}${delimiter}${process.env["PATH"] ?? ""}`;
  return inShell(`${command} --test-reporter=tap`, { cwd: folder, env: { ...env, PATH } }).then(
    ({ stdout }) => stdout,
    (error: { stdout?: string }) => error.stdout ?? "",
  );
}
