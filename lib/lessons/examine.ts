import { LabError } from "../base/lab-error.ts";
import type { AnswerKind, Exercise } from "../exercises/exercise.ts";
import type { Examination } from "../exercises/examination.ts";
import { createWorld, type Workspace, type World } from "../exercises/world.ts";
import { startHereExaminations } from "./00-start-here/index.ts";
import { connectorCallExaminations } from "./01-connector-call/index.ts";
import { resourcesCatalogExaminations } from "./02-resources-catalog/index.ts";
import { envConfigExaminations } from "./03-env-config/index.ts";
import { structuredErrorsExaminations } from "./04-structured-errors/index.ts";
import { zdrAlternativeExaminations } from "./05-zdr-alternative/index.ts";
import { selfDrivenLabExaminations } from "./06-self-driven-lab/index.ts";
import { inARealHostExaminations } from "./07-in-a-real-host/index.ts";
import type { Finding } from "../exercises/finding.ts";
import { findExercise } from "../exercises/manifest/manifest.ts";
import { Answer, type Shape } from "../exercises/answer.ts";
import type { Pipe } from "../wire/pipe.ts";
import type { Trace } from "../wire/trace.ts";
import { type ExerciseResult, NO_VALUE, type Verdict } from "../exercises/verdict.ts";

/** How each exercise is examined, by id. */
export const examinations: Readonly<Record<string, Examination>> = {
  ...startHereExaminations,
  ...connectorCallExaminations,
  ...resourcesCatalogExaminations,
  ...envConfigExaminations,
  ...structuredErrorsExaminations,
  ...zdrAlternativeExaminations,
  ...selfDrivenLabExaminations,
  ...inARealHostExaminations,
};

/** What an examination is told, and what a grader adds to it. */
export interface ExamineOptions {
  /** Who answers in the notebook that the answer comes from. Default: the rehearsal. */
  answeredBy?: World["answeredBy"];
  /** Adds variants that are not published. */
  addVariants?: (examination: Examination) => Examination;
  /** Examines on those variants alone; a check passes where there are none. */
  onlyAdded?: boolean;
  /** Where drives work. Default: this process's own surroundings. */
  workspace?: Workspace;
  /** Told, at the end of a variant, what was sent and received in it. */
  onTrace?: (variant: number, trace: Trace) => void;
  /** Told of what ended the examination before its end: then what had not failed has failed. */
  onBroken?: (error: unknown) => void;
}

/**
 * Examines the answer at the other end of the pipe on every variant, and closes the pipe.
 * Throws LabError `unknown-exercise`, or `needs-own-machine` where a drive needs what a browser lacks.
 */
export async function examine(
  id: string,
  pipe: Pipe,
  options: ExamineOptions = {},
): Promise<ExerciseResult> {
  const { answeredBy = "rehearsal", addVariants, onlyAdded = false, workspace } = options;
  const { onTrace, onBroken } = options;
  const exercise = findExercise(id);
  const published = examinations[id];
  const examination = published && (addVariants?.(published) ?? published);
  let world = createWorld();
  const answer = new Answer(pipe, () => world.fetch);
  try {
    const shape = await answer.shape();
    const unfit = unfitFor(exercise.answer, shape);
    if (unfit !== undefined || examination === undefined || published === undefined) {
      return resultOf(exercise, (check) => ({ check, ...(unfit ?? missingEvidence) }));
    }
    const first = onlyAdded ? published.variants : 0;
    const rounds: Finding[][] = [];
    let isOver = false;
    let isBroken = false;
    void pipe.closed.then(() => (isOver = true));
    for (let variant = first; variant < examination.variants; variant += 1) {
      // Where nothing can pass any more, or nobody answers, more variants would only take time.
      if (isOver || exercise.checks.every((check) => hasFailed(check.id, rounds))) break;
      try {
        world = { ...examination.createWorld(variant, workspace), answeredBy };
        rounds.push(await examination.examine(answer, world, variant));
        onTrace?.(variant, world.trace);
      } catch (error) {
        if (error instanceof LabError && error.code === "needs-own-machine") throw error;
        onBroken?.(error);
        isBroken = !isOver;
        break;
      }
    }
    const wanted = examination.variants - first;
    return resultOf(exercise, (check) => {
      if (wanted === 0) return { check, ...nothingToExamine };
      const isComplete = rounds.length === wanted || hasFailed(check, rounds);
      return isComplete
        ? verdictOver(check, rounds, published.variants - first)
        : { check, ...(isBroken ? brokenOff : lost) };
    });
  } finally {
    pipe.close();
  }
}

const lost: Omit<Verdict, "check"> = {
  status: "fail",
  expected: "an answer that lasts through the whole check",
  found: "the notebook's process ended during the check",
  advice: "Look for what ends the process, such as process.exit() or too much memory.",
};

const brokenOff: Omit<Verdict, "check"> = {
  status: "fail",
  expected: "an answer that the check can follow to its end",
  found: "the check broke off at this one",
  advice:
    "Look at what the answer returns and sends. If nothing is odd there, tell us: it may be the lab's fault.",
};

const nothingToExamine: Omit<Verdict, "check"> = {
  status: "pass",
  expected: "",
  found: "",
  advice: "",
};

const missingEvidence: Omit<Verdict, "check"> = {
  status: "fail",
  expected: "evidence to judge",
  found: "none",
  advice: "This is a fault of the lab, not of your answer.",
};

function hasFailed(check: string, rounds: readonly Finding[][]): boolean {
  return rounds.some((round) =>
    round.some((finding) => finding.check === check && !finding.passed),
  );
}

/** A check passes when it passes on every variant; otherwise the first variant that failed speaks. */
function verdictOver(check: string, rounds: Finding[][], published: number): Verdict {
  const findings = rounds.map((round) => round.find((finding) => finding.check === check));
  const failed = findings.findIndex((finding) => finding?.passed !== true);
  const decisive = findings[Math.max(failed, 0)];
  if (findings.includes(undefined) || decisive === undefined) return { check, ...missingEvidence };
  if (failed >= published) {
    return { check, status: "fail", expected: "", found: "", advice: "", private: true };
  }
  const { passed, expected, found, advice } = decisive;
  return { check, status: passed ? "pass" : "fail", expected, found, advice: passed ? "" : advice };
}

const kindInWords: Record<AnswerKind, string> = {
  value: "a value",
  function: "a function",
  server: "a function that makes an MCP server",
};

/** The verdict for an answer that cannot be driven at all; undefined where it can. */
function unfitFor(kind: AnswerKind, shape: Shape): Omit<Verdict, "check"> | undefined {
  const expected = kindInWords[kind];
  if (shape.type === "not-started") {
    return {
      status: "not-started",
      expected,
      found: "todo()",
      advice: "Replace `todo()` by your answer.",
    };
  }
  if (shape.type === (kind === "value" ? "value" : "function")) return undefined;
  const found = shape.type === "unusable" ? shape.found : kindInWords[shape.type];
  if (found === "undefined") return { status: "fail", expected, found, advice: NO_VALUE };
  return {
    status: "fail",
    expected,
    found,
    advice:
      kind === "value"
        ? "The check takes the value itself: what the answer is declared as."
        : "Pass the function itself, with no () after its name.",
  };
}

function resultOf(exercise: Exercise, judge: (check: string) => Verdict): ExerciseResult {
  const verdicts = exercise.checks.map(({ id, title, severity, points }) => ({
    ...judge(id),
    title,
    severity,
    points,
  }));
  return {
    id: exercise.id,
    title: exercise.title,
    points: sum(exercise.checks.map((check) => check.points)),
    earned: sum(verdicts.map((verdict) => (verdict.status === "pass" ? verdict.points : 0))),
    verdicts,
  };
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
