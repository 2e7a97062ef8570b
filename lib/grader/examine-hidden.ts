import type { SubmissionRun } from "./examine-published.ts";
import type { GradingContext } from "./grading-context.ts";
import { Late } from "./grading.ts";
import { type Examined, runAndExamine } from "./run-and-examine.ts";

/**
 * Examines on the variants that are not published, in a run of its own. Of what a notebook prints or
 * returns there nothing is kept but which checks passed: code that has seen those values could write
 * them into its feedback otherwise.
 *
 * @returns what came of both kinds of variants, by exercise
 * @throws NotGradable
 * @throws Late unless nothing else runs
 */
export async function examineHidden(
  { cells, examined }: SubmissionRun,
  context: GradingContext,
  isAlone: boolean,
): Promise<SubmissionRun["examined"]> {
  const hasPassed = [...examined.values()].some(({ result }) =>
    result.verdicts.some(({ status }) => status === "pass"),
  );
  if (!context.hasHidden || !hasPassed) return examined;
  const hidden = await runAndExamine(cells, context, "hidden");
  if (hidden.run.stopped === "time-limit" && !isAlone) throw new Late();
  return new Map([...examined].map(([id, one]) => [id, withHidden(one, hidden.examined.get(id))]));
}

/** A check that passed on what is published, and not on the rest, has failed: no more is said of it. */
function withHidden({ result, ...rest }: Examined, hidden: Examined | undefined): Examined {
  const passed = new Set(
    hidden?.result.verdicts.filter(({ status }) => status === "pass").map(({ check }) => check),
  );
  const verdicts = result.verdicts.map((verdict): (typeof result.verdicts)[number] =>
    verdict.status !== "pass" || passed.has(verdict.check)
      ? verdict
      : { ...verdict, status: "fail", expected: "", found: "", advice: "", private: true },
  );
  return { result: { ...result, verdicts }, ...rest };
}
