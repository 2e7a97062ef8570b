import { escapeHidden } from "../../markup/plain-text.ts";
import { type Report, reportSchema, type Submission } from "../report.ts";

/** A JSON file as programs read and people see it: nothing in it steers what shows it. */
export function jsonFile(value: unknown): string {
  return `${escapeHidden(JSON.stringify(value, undefined, 2))}\n`;
}

/** Orders texts the same on every machine, whatever its language. */
export function byCodePoint(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function ordered<T>(items: readonly T[], keysOf: (item: T) => string[]): T[] {
  return items.toSorted((one, other) => {
    const [mine, theirs] = [keysOf(one), keysOf(other)];
    const at = mine.findIndex((key, index) => key !== theirs[index]);
    return at === -1 ? 0 : byCodePoint(mine[at] ?? "", theirs[at] ?? "");
  });
}

function placeOf({ student, lesson = "", path }: Submission): string[] {
  return [student, lesson, path];
}

/**
 * A report in the one order that it is written in: the order of the input leaves no trace, nor does
 * the order of an object's fields, which is the schema's.
 */
export function canonicalReport(report: Report): Report {
  const whole = reportSchema.parse(report);
  const { earlierAttempts } = whole;
  return {
    ...whole,
    submissions: ordered(whole.submissions, placeOf),
    ...(earlierAttempts === undefined
      ? {}
      : { earlierAttempts: ordered(earlierAttempts, placeOf) }),
    ignored: ordered(whole.ignored, ({ path, reason }) => [path, reason.code, reason.sentence]),
  };
}
