import { formatWithOptions, inspect } from "node-inspect-extracted";
import process from "./process.ts";

/*
 * The console of Node, which prints to the process's streams. What it does not have of a browser's does
 * nothing.
 */

let indent = "";
const counts = new Map<string, number>();
const timers = new Map<string, number>();

function print(stream: "stdout" | "stderr", ...words: unknown[]): void {
  const text = formatWithOptions({}, ...words);
  process[stream].write(`${indent}${text.replaceAll("\n", `\n${indent}`)}\n`);
}

const log = (...words: unknown[]): void => print("stdout", ...words);
const error = (...words: unknown[]): void => print("stderr", ...words);

function elapsed(label: string): string {
  const ms = performance.now() - (timers.get(label) ?? performance.now());
  return `${label}: ${ms.toFixed(3)}ms`;
}

export const nodeConsole = {
  log,
  info: log,
  debug: log,
  error,
  warn: error,
  trace: (...words: unknown[]): void => error("Trace:", ...words),
  dir: (value: unknown, options?: object): void => log(inspect(value, options)),
  dirxml: log,
  table: (rows: unknown): void => log(rows),
  assert(condition?: unknown, ...words: unknown[]): void {
    if (condition) return;
    if (words.length === 0) error("Assertion failed");
    else error("Assertion failed:", ...words);
  },
  group(...words: unknown[]): void {
    if (words.length > 0) log(...words);
    indent += "  ";
  },
  groupCollapsed: (...words: unknown[]): void => nodeConsole.group(...words),
  groupEnd: (): void => void (indent = indent.slice(2)),
  count(label = "default"): void {
    const count = (counts.get(label) ?? 0) + 1;
    counts.set(label, count);
    log(`${label}: ${count}`);
  },
  countReset: (label = "default"): void => void counts.delete(label),
  time: (label = "default"): void => void timers.set(label, performance.now()),
  timeLog: (label = "default", ...words: unknown[]): void => log(elapsed(label), ...words),
  timeEnd(label = "default"): void {
    log(elapsed(label));
    timers.delete(label);
  },
  clear: (): void => {},
};
