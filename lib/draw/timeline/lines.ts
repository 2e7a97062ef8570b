import { oneLine } from "../../markup/plain-text.ts";

/** One thing that a caller did; times are milliseconds since its first call. */
export type DrawnEvent =
  | { kind: "call"; atMs: number; takesMs: number; failed: boolean; words: string }
  | { kind: "wait"; atMs: number; waitMs: number }
  | { kind: "stop"; atMs: number; words: string };

/** A series of calls of one caller. */
export interface DrawnTimeline {
  label: string;
  events: readonly DrawnEvent[];
  /** How it came out, in a few words. */
  end: string;
  failed: boolean;
}

/** "5.25 s". */
export const seconds: (ms: number) => string = (ms) =>
  `${(ms / 1000).toLocaleString("en-US", { maximumFractionDigits: 2 })} s`;

/** When something was over. */
export function endOf(event: DrawnEvent): number {
  if (event.kind === "call") return event.atMs + event.takesMs;
  return event.kind === "wait" ? event.atMs + event.waitMs : event.atMs;
}

/** Each call with its number, and what was done after it. */
interface Line {
  number: number;
  atMs: number;
  failed: boolean;
  words: string;
}

function linesOf({ events }: DrawnTimeline): Line[] {
  const lines: Line[] = [];
  for (const event of events) {
    const last = lines.at(-1);
    if (event.kind === "call") {
      const { atMs, failed, words } = event;
      lines.push({ number: lines.length + 1, atMs, failed, words: oneLine(words) });
    } else if (last !== undefined) {
      last.words +=
        event.kind === "wait"
          ? `, then waits ${seconds(event.waitMs)}`
          : `, then stops${event.words === "" ? "" : `: ${oneLine(event.words)}`}`;
    }
  }
  return lines;
}

/** Lines that differ in nothing but their time are one. */
export function lineTexts(timeline: DrawnTimeline): { failed: boolean; text: string }[] {
  const runs: Line[][] = [];
  for (const line of linesOf(timeline)) {
    const run = runs.at(-1);
    if (run?.[0]?.words === line.words) run.push(line);
    else runs.push([line]);
  }
  return runs.flatMap((run) => {
    const [first, last] = [run[0], run.at(-1)];
    if (first === undefined || last === undefined) return [];
    const { number, atMs, words, failed } = first;
    const text =
      first === last
        ? `Call ${number}, at ${seconds(atMs)}: ${words}`
        : `Calls ${number} to ${last.number}, ${seconds(atMs)} to ${seconds(last.atMs)}: ${words}`;
    return [{ failed, text }];
  });
}
