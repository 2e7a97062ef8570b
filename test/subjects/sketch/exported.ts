import { exec, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
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

/** Exports a sketch and compiles its server; fails with what the compiler says. */
export async function buildExport(sketch: Sketch, folder: string): Promise<void> {
  writeExport(folder, exportOf(sketch));
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

/** Serves an export over HTTP on a free port. */
export async function serveExport(folder: string): Promise<{ url: string; close: () => void }> {
  const child = spawn(process.execPath, [mainOf(folder), "--port", "0"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [line]: unknown[] = await once(child.stdout, "data");
  return { url: String(line).trim(), close: () => void child.kill("SIGKILL") };
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
