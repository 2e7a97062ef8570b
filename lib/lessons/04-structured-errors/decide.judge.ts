import { countText } from "../../base/counted.ts";
import type { RetryPolicy } from "../../subjects/tool-errors/decide.ts";
import type {
  RetryScript,
  Timeline,
  TimelineEvent,
} from "../../subjects/tool-errors/run-script.ts";
import { type Finding, firstFault, type Judge, show } from "../../exercises/finding.ts";

/** One script and how the answer went through it. `error`: a call of the answer came to nothing. */
export interface DecideRun {
  script: RetryScript;
  /** How it has to end. */
  right: "succeeded" | "stopped";
  /** How many calls a right answer makes. */
  calls: number;
  timeline: Timeline;
  error?: string;
}

/** The runs that each check looks at. */
export interface DecideEvidence {
  policy: RetryPolicy;
  waits: DecideRun[];
  backoff: DecideRun[];
  stops: DecideRun[];
  attempts: DecideRun[];
  time: DecideRun[];
  writes: DecideRun[];
}

type Fault = (run: DecideRun, policy: RetryPolicy) => string | undefined;

export const judgeDecide: Judge<DecideEvidence> = (evidence) => {
  const { policy } = evidence;
  return [
    over(evidence.waits, policy, faultOfWaits, {
      check: "04.4.waits",
      expected: `retry_after_ms where it is named (at most ${policy.baseMs} ms more), and never less to make it fit`,
      advice: "The backend knows when it will be ready. Coming back earlier only costs it a call.",
    }),
    over(evidence.backoff, policy, faultOfBackoff, {
      check: "04.4.backoff",
      expected: `${policy.baseMs} ms at first, doubled with each call, at most ${policy.maxWaitMs} ms; down to half of that is fine`,
      advice: "policy.baseMs * 2 ** (attempt - 1), and the smaller of that and policy.maxWaitMs.",
    }),
    over(evidence.stops, policy, faultOfEnd, {
      check: "04.4.stops",
      expected: "to stop after the first call where retryable is false",
      advice: "No amount of time gives a key a permission that it does not have.",
    }),
    over(evidence.attempts, policy, faultOfEnd, {
      check: "04.4.attempts",
      expected: `${countText(policy.maxAttempts, "call")} in all, and then to stop`,
      advice: "attempt counts the calls already made, the first one too.",
    }),
    over(evidence.time, policy, faultOfEnd, {
      check: "04.4.time",
      expected: `no call later than ${policy.maxElapsedMs} ms after the first, and none given up before that`,
      advice: "Add the wait to elapsedMs before you compare: the next call comes after the wait.",
    }),
    over(evidence.writes, policy, faultOfWrites, {
      check: "04.4.writes",
      expected: "a write repeated with its key, and never without one",
      advice: "When the answer was lost, the write may have been done all the same.",
    }),
  ];
};

function over(
  runs: readonly DecideRun[],
  policy: RetryPolicy,
  fault: Fault,
  words: { check: string; expected: string; advice: string },
): Finding {
  const faultOf = (run: DecideRun): string | undefined => {
    const found = run.error ?? nonsense(run.timeline) ?? fault(run, policy);
    return found && `${run.script.about}: ${found}`;
  };
  return firstFault(runs, faultOf, {
    ...words,
    none: "nothing was tried",
    all: "that, on every script",
  });
}

function nonsense({ end, found }: Timeline): string | undefined {
  return end === "no-decision" ? `it returned ${show(found)}` : undefined;
}

type Wait = Extract<TimelineEvent, { kind: "wait" }>;
type Call = Extract<TimelineEvent, { kind: "call" }>;

const waitsOf = ({ events }: Timeline): Wait[] =>
  events.filter((event): event is Wait => event.kind === "wait");
const callsOf = ({ events }: Timeline): Call[] =>
  events.filter((event): event is Call => event.kind === "call");

/** What it did, in a line. */
function story({ events }: Timeline): string {
  return events
    .map((event) => {
      if (event.kind === "call") return event.code ?? "success";
      return event.kind === "wait" ? `wait ${Math.round(event.waitMs)} ms` : "stop";
    })
    .join(", ");
}

const faultOfEnd: Fault = ({ right, calls, timeline }) => {
  const made = callsOf(timeline).length;
  return timeline.end === right && made === calls
    ? undefined
    : `${countText(made, "call")}, not ${calls}: ${story(timeline)}`;
};

/** Only the waits after an error that names one; how it ends is other checks' matter. */
const faultOfWaits: Fault = ({ right, timeline }, policy) => {
  const told = callsOf(timeline);
  const waits = waitsOf(timeline);
  const wrong = waits.some(({ waitMs }, index) => {
    const named = told[index]?.retryAfterMs;
    return named !== undefined && (waitMs < named || waitMs > named + policy.baseMs);
  });
  return wrong || timeline.end === "endless" || (right === "succeeded" && timeline.end !== right)
    ? story(timeline)
    : undefined;
};

const faultOfBackoff: Fault = ({ right, timeline }, policy) => {
  const wrong = waitsOf(timeline).some(({ waitMs }, index) => {
    const full = Math.min(policy.maxWaitMs, policy.baseMs * 2 ** index);
    return waitMs < full / 2 || waitMs > full;
  });
  return wrong || timeline.end !== right ? story(timeline) : undefined;
};

const faultOfWrites: Fault = (run, policy) => {
  if (run.timeline.done > 1) return `${story(run.timeline)}: done ${run.timeline.done} times`;
  return faultOfEnd(run, policy);
};
