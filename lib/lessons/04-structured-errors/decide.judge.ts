import { countText } from "../../base/counted.ts";
import type { RetryPolicy } from "../../subjects/tool-errors/decide.ts";
import type {
  RetryScript,
  Timeline,
  TimelineEvent,
} from "../../subjects/tool-errors/run-script.ts";
import { type Fault, type Finding, firstFault, type Judge, show } from "../../exercises/finding.ts";

/** One script and how the answer went through it. `error`: a call of the answer came to nothing. */
export interface DecideRun {
  script: RetryScript;
  /** How it has to end. */
  right: "succeeded" | "stopped";
  /** How many calls a right answer makes. */
  calls: number;
  timeline: Timeline;
  error?: Exclude<Fault, string>;
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

type FaultOf = (run: DecideRun, policy: RetryPolicy) => Fault | undefined;

export const judgeDecide: Judge<DecideEvidence> = (evidence) => {
  const { policy } = evidence;
  return [
    over(evidence.waits, policy, faultOfWaits, {
      check: "04.4.waits",
      expected: `retry_after_ms where it is named (at most ${policy.baseMs} ms more), and never less to make it fit`,
      advice: "The backend knows when it will be ready.",
    }),
    over(evidence.backoff, policy, faultOfBackoff, {
      check: "04.4.backoff",
      expected: `${policy.baseMs} ms at first, doubled with each call, at most ${policy.maxWaitMs} ms; down to half of that is fine`,
      advice:
        "Double once for each call after the first, then take the smaller of that and maxWaitMs.",
    }),
    over(evidence.stops, policy, faultOfStops, {
      check: "04.4.stops",
      expected: "to stop after the first call where retryable is false",
      advice: "error.retryable decides, and nothing else does.",
    }),
    over(evidence.attempts, policy, faultOfAttempts, {
      check: "04.4.attempts",
      expected: `${countText(policy.maxAttempts, "call")} in all, and then to stop`,
      advice: "attempt counts the calls already made, the first one too.",
    }),
    over(evidence.time, policy, faultOfTime, {
      check: "04.4.time",
      expected: `no call later than ${policy.maxElapsedMs} ms after the first, and none given up before that`,
      advice: "The next call comes after the wait: at elapsedMs and the wait together.",
    }),
    over(evidence.writes, policy, faultOfWrites, {
      check: "04.4.writes",
      expected: "a write repeated with its key, and never without one",
      advice: "A write with its key is repeated like a read: the backend does it once.",
    }),
  ];
};

function over(
  runs: readonly DecideRun[],
  policy: RetryPolicy,
  faultOf: FaultOf,
  words: { check: string; expected: string; advice: string },
): Finding {
  const told = (run: DecideRun): Fault | undefined =>
    run.error ?? nonsense(run.timeline) ?? faultOf(run, policy);
  return firstFault(runs, told, {
    ...words,
    about: ({ script }) => `${script.about}: `,
    none: "nothing was tried",
    all: "that, on every script",
  });
}

const nonsense = ({ end, found }: Timeline): Fault | undefined =>
  end === "no-decision"
    ? {
        found: `it returned ${show(found)}`,
        advice:
          'Return { action: "wait", waitMs } with a number from 0 on, or { action: "stop", reason }.',
      }
    : undefined;

type Wait = Extract<TimelineEvent, { kind: "wait" }>;
type Call = Extract<TimelineEvent, { kind: "call" }>;

const waitsOf = ({ events }: Timeline): Wait[] =>
  events.filter((event): event is Wait => event.kind === "wait");
const callsOf = ({ events }: Timeline): Call[] =>
  events.filter((event): event is Call => event.kind === "call");

/** As many steps as six calls, the waits between them and a stop. */
const MOST_STEPS = 12;

/** What it did, in a line; of a run without end only the beginning. */
function story({ events }: Timeline): string {
  const steps = events.map((event) => {
    if (event.kind === "call") return event.code ?? "success";
    return event.kind === "wait" ? `wait ${Math.round(event.waitMs)} ms` : "stop";
  });
  const more = steps.length > MOST_STEPS ? [", and so on"] : [];
  return steps.slice(0, MOST_STEPS).join(", ") + more.join("");
}

/** A run with more calls than a right answer makes, or fewer: each has its own advice. */
function faultOfEnd(
  { right, calls, timeline }: DecideRun,
  advice: { more: string; fewer: string },
): Fault | undefined {
  const made = callsOf(timeline).length;
  if (timeline.end === right && made === calls) return undefined;
  const found = `${countText(made, "call")}, not ${calls}: ${story(timeline)}`;
  return { found, advice: made < calls ? advice.fewer : advice.more };
}

/** Only the waits after an error that names one; how it ends is other checks' matter. */
const faultOfWaits: FaultOf = ({ right, timeline }, policy) => {
  const told = callsOf(timeline);
  const found = story(timeline);
  for (const [index, { waitMs }] of waitsOf(timeline).entries()) {
    const named = told[index]?.retryAfterMs;
    if (named === undefined || (waitMs >= named && waitMs <= named + policy.baseMs)) continue;
    return {
      found: `${found}; ${named} ms were named`,
      advice:
        waitMs > named
          ? "A wait that is named is not doubled and has nothing added, but for baseMs at most."
          : named > policy.maxElapsedMs
            ? "A wait that does not fit is not shortened: stop instead."
            : "The backend knows when it will be ready. Coming back earlier only costs it a call. maxWaitMs is for waits of your own.",
    };
  }
  if (timeline.end === "endless") return { found, advice: "Nothing ends it: look at what stops." };
  if (right === "succeeded" && timeline.end !== right)
    return { found, advice: "What is retryable is called again after the wait, if there is time." };
  return undefined;
};

const faultOfBackoff: FaultOf = ({ right, timeline }, policy) => {
  const found = story(timeline);
  for (const [index, { waitMs }] of waitsOf(timeline).entries()) {
    const full = Math.min(policy.maxWaitMs, policy.baseMs * 2 ** index);
    if (waitMs >= full / 2 && waitMs <= full) continue;
    const which = `the wait after call ${index + 1} should be ${full / 2} to ${full} ms`;
    return { found: `${found}; ${which}`, advice: adviseOnBackoff(waitMs, index, policy) };
  }
  return timeline.end === right
    ? undefined
    : { found, advice: "Where no time is named, it waits by the policy, and calls again." };
};

function adviseOnBackoff(waitMs: number, index: number, policy: RetryPolicy): string {
  if (index === 0)
    return "After the first call, attempt is 1, and the wait is baseMs: not yet doubled.";
  if (waitMs > policy.maxWaitMs) return "The smaller of your wait and policy.maxWaitMs counts.";
  return waitMs < policy.baseMs * 2 ** index
    ? "Doubled is 1, 2, 4, 8 times baseMs: a multiple that grows by one each time falls behind."
    : "Doubled is 1, 2, 4, 8 times baseMs, and no more.";
}

const faultOfStops: FaultOf = (run) =>
  faultOfEnd(run, {
    more: "error.retryable is false: no amount of time gives a key a permission, or makes an argument right.",
    fewer: "The first call has been made.",
  });

const faultOfAttempts: FaultOf = (run, { maxAttempts }) =>
  faultOfEnd(run, {
    more:
      run.timeline.end === "endless"
        ? "Nothing compares attempt with policy.maxAttempts."
        : `attempt is ${maxAttempts} after the call number ${maxAttempts}: that was the last one.`,
    fewer: `attempt counts the calls made so far. As long as it is below ${maxAttempts}, one more may follow.`,
  });

const faultOfTime: FaultOf = (run, { maxElapsedMs }) =>
  faultOfEnd(run, {
    more: "Add the wait to elapsedMs before you compare: the next call comes after the wait. What does not fit is not shortened.",
    fewer: `Only what would come later than ${maxElapsedMs} ms is too late: a call just then still fits.`,
  });

const faultOfWrites: FaultOf = (run) => {
  const { timeline, script } = run;
  const ended = faultOfEnd(run, {
    more: "Without its key no write is repeated, even where effect says none: we stay strict.",
    fewer: script.isWrite
      ? "With its key a write may be repeated: the backend does it once."
      : "A read changes nothing: it needs no key. Ask for one only where isWrite.",
  });
  if (timeline.done <= 1 || script.idempotencyKey !== undefined) return ended;
  return {
    found: `${story(timeline)}: done ${timeline.done} times`,
    advice: "When the answer was lost, the write may have been done all the same.",
  };
};
