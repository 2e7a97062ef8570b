import type { Known } from "./known.ts";

/** Mutants that are wrong to the letter and pass: what would reject them would reject right answers too. */
export const tolerated: readonly Known[] = [
  {
    exercise: "04.4",
    reason:
      "They part at a single millisecond. A script for it would fail whoever waits otherwise, which another check is for, a second time.",
    mutants: [
      "boundary-shifted: if (elapsedMs + waitMs > maxElapsedMs) → if (elapsedMs + waitMs >= maxElapsedMs)",
    ],
  },
  {
    exercise: "06.1",
    reason:
      "The matcher knows words only. What answers a question may come second there, so the entry beside it may be named as well.",
    mutants: [
      'member-swapped: { ask: "Which loans are overdue by more than a week?", from: "find_loans" }, → { ask: "Which loans are overdue by more than a week?", from: "renew_loan" },',
      'member-swapped: { ask: "When is the library open on Saturday?", from: "library://hours" }, → { ask: "When is the library open on Saturday?", from: "library://rules" },',
    ],
  },
];
