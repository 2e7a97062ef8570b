import type { ExerciseResult } from "../exercises/verdict.ts";
import type { GradingContext } from "./grading-context.ts";
import { type Examined, runAndExamine } from "./run-and-examine.ts";
import type { Breach } from "./sandbox/confine.ts";
import type { CellToRun } from "./slice.ts";

/** What came of the variants that are not published; `results` is absent where there are none. */
type Hidden =
  | { status: "breach"; breach: Breach }
  | { status: "late" | "done"; results: ReadonlyMap<string, ExerciseResult> | undefined };

/**
 * Examines on the variants that are not published, in a run of its own. Of what a notebook prints or
 * returns there nothing is kept but which checks passed: code that has seen those values could write
 * them into its feedback otherwise.
 */
export async function examineHidden(
  cells: readonly CellToRun[],
  exercises: ReadonlyMap<string, Examined>,
  context: GradingContext,
): Promise<Hidden> {
  const hasPassed = [...exercises.values()].some(({ result }) =>
    result.verdicts.some(({ status }) => status === "pass"),
  );
  if (!context.hasHidden || !hasPassed) return { status: "done", results: undefined };
  const { run, breach, examined } = await runAndExamine(cells, context, "hidden");
  if (breach !== undefined) return { status: "breach", breach };
  const results = new Map([...examined].map(([id, { result }]) => [id, result]));
  return { status: run.stopped === "time-limit" ? "late" : "done", results };
}

/** A check that passed on what is published, and not on the rest, has failed: no more is said of it. */
export function withHidden(
  examined: Examined | undefined,
  hidden: ReadonlyMap<string, ExerciseResult> | undefined,
): Examined | undefined {
  if (examined === undefined || hidden === undefined) return examined;
  const { result, trace } = examined;
  const passes = (check: string): boolean =>
    hidden
      .get(result.id)
      ?.verdicts.some((verdict) => verdict.check === check && verdict.status === "pass") ?? false;
  const verdicts = result.verdicts.map((verdict): (typeof result.verdicts)[number] =>
    verdict.status !== "pass" || passes(verdict.check)
      ? verdict
      : { ...verdict, status: "fail", expected: "", found: "", advice: "", private: true },
  );
  return { result: { ...result, verdicts }, trace };
}
