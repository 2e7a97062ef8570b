import { countText } from "../../base/counted.ts";
import type { Step } from "./steps.ts";

/** A line of the diagram: a step with its number, or a note on steps that are not drawn. */
export type Row =
  | { kind: "step"; number: number; step: Step }
  | { kind: "fold"; first: number; last: number; note: string };

/** Longest run of steps that is recognised when it repeats. */
const LONGEST_PERIOD = 8;

/** How often a run must come in a row before it is folded. */
const FEWEST_REPEATS = 3;

/** Rows drawn at the beginning and at the end of a trace that is too long to draw. */
const HEAD_ROWS = 30;
const TAIL_ROWS = 16;

/** Equal signatures look equal in the diagram. */
function signature(step: Step): string {
  return JSON.stringify([step.kind, step.from, step.to, step.label, step.detail]);
}

/** How many times the run of `period` signatures at `start` comes in a row. */
function repeatsAt(signatures: readonly string[], start: number, period: number): number {
  let end = start + period;
  while (end < signatures.length && signatures[end] === signatures[end - period]) end += 1;
  return Math.floor((end - start) / period);
}

/** The run at `start` whose folding hides the most steps, or none. */
function bestRun(
  signatures: readonly string[],
  start: number,
): { period: number; repeats: number } | undefined {
  let best: { period: number; repeats: number } | undefined;
  for (let period = 1; period <= LONGEST_PERIOD; period += 1) {
    const repeats = repeatsAt(signatures, start, period);
    const hidden = (repeats - 1) * period;
    if (repeats >= FEWEST_REPEATS && hidden > (best ? (best.repeats - 1) * best.period : 0)) {
      best = { period, repeats };
    }
  }
  return best;
}

function stepRows(steps: readonly Step[], first: number, count: number): Row[] {
  return steps
    .slice(first, first + count)
    .map((step, index) => ({ kind: "step", number: first + index + 1, step }));
}

/** Folds runs that repeat; the run itself is kept once, and the note says how often it came again. */
function foldRepeats(steps: readonly Step[]): Row[] {
  const signatures = steps.map(signature);
  const rows: Row[] = [];
  let at = 0;
  while (at < steps.length) {
    const run = bestRun(signatures, at);
    rows.push(...stepRows(steps, at, run?.period ?? 1));
    if (run === undefined) {
      at += 1;
    } else {
      const what = run.period === 1 ? "step" : `${run.period} steps`;
      rows.push({
        kind: "fold",
        first: at + run.period + 1,
        last: at + run.period * run.repeats,
        note: `the same ${what} ${countText(run.repeats - 1, "more time")}`,
      });
      at += run.period * run.repeats;
    }
  }
  return rows;
}

/** The first and the last step that a row covers. */
function spanOf(row: Row): { first: number; last: number } {
  return row.kind === "fold" ? row : { first: row.number, last: row.number };
}

/** Whether a row is an MCP server's answer, which must not lose the call that is before it. */
function isAnswer(row: Row | undefined): boolean {
  return row?.kind === "step" && row.step.kind === "reply" && row.step.exchange === undefined;
}

/** Numbers the steps, folds repeats, and leaves out the middle of what is still too long to draw. */
export function foldSteps(steps: readonly Step[]): Row[] {
  const rows = foldRepeats(steps);
  const head = isAnswer(rows[HEAD_ROWS]) ? HEAD_ROWS + 1 : HEAD_ROWS;
  const tail = isAnswer(rows.at(-TAIL_ROWS)) ? TAIL_ROWS + 1 : TAIL_ROWS;
  const middle = rows.slice(head, -tail);
  const [opening] = middle;
  const closing = middle.at(-1);
  if (middle.length < 2 || opening === undefined || closing === undefined) return rows;
  const { first } = spanOf(opening);
  const { last } = spanOf(closing);
  return [
    ...rows.slice(0, head),
    { kind: "fold", first, last, note: `${last - first + 1} steps not drawn` },
    ...rows.slice(-tail),
  ];
}
