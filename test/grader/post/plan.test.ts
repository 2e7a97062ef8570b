import { describe, expect, it } from "vitest";
import {
  hasResultOf,
  nextTimestamp,
  planLesson,
  type Result,
  type Sent,
} from "../../../lib/grader/post/plan.ts";
import type { LessonScores, Score } from "../../../lib/grader/post/scores.ts";

const score = (scoreGiven: number): Score & { scoreGiven: number } => ({
  userId: "ada",
  scoreGiven,
  scoreMaximum: 20,
  comment: `${scoreGiven} points.`,
  activityProgress: "Submitted",
  gradingProgress: "FullyGraded",
});

const lesson = (...scores: Score[]): LessonScores => ({
  resourceId: "01-connector-call",
  label: "One",
  scoreMaximum: 20,
  scores,
});

/** The digest that a journal holds of a score. */
const digest = (given: number): string | undefined =>
  planLesson(lesson(score(given)), undefined).posts[0]?.digest;

const NOW = Date.parse("2026-11-30T12:00:00Z");

const histories: [what: string, sent: Omit<Sent, "timestamp">, plan: "none" | "look" | "post"][] = [
  ["was posted", { posted: digest(9) }, "none"],
  ["was posted with other points", { posted: digest(8) }, "post"],
  ["was sent, and the answer lost", { doubt: digest(9) }, "look"],
  ["was sent after others, and the answer lost", { posted: digest(8), doubt: digest(9) }, "look"],
  ["was posted, and then others sent in doubt", { posted: digest(9), doubt: digest(8) }, "post"],
  ["was posted, and then others refused", { posted: digest(9), doubt: undefined }, "none"],
  ["was refused", {}, "post"],
];

describe("a score of 9 points", () => {
  it.each(histories)("that %s", (_what, sent, plan) => {
    const known = new Map([["ada", { ...sent, timestamp: NOW }]]);
    const { posts, unchanged } = planLesson(lesson(score(9)), known);
    const planned = { none: [], look: [true], post: [false] }[plan];
    expect(posts.map(({ inDoubt }) => inDoubt)).toEqual(planned);
    expect(unchanged).toBe(plan === "none" ? 1 : 0);
    expect(posts.every(({ after }) => after === NOW)).toBe(true);
  });

  it.each<[what: string, change: Partial<Score>]>([
    ["a comment", { comment: "Some points were given by hand." }],
    ["a time", { submission: { submittedAt: "2026-11-29T12:00:00.000Z" } }],
    ["a maximum", { scoreMaximum: 21 }],
    ["a progress", { activityProgress: "Completed" }],
  ])("is another one with another %s", (_what, change) => {
    const known = new Map([["ada", { posted: digest(9), timestamp: NOW }]]);
    expect(planLesson(lesson({ ...score(9), ...change }), known).posts).toHaveLength(1);
  });
});

it.each(["PendingManual", "Pending", "Failed", "NotReady"] as const)(
  "%s is left alone, with points or without",
  (gradingProgress) => {
    const { scoreGiven: _, ...pointless } = score(9);
    const scores = [
      { ...score(9), gradingProgress },
      { ...pointless, gradingProgress },
    ];
    const { posts, leftAlone } = planLesson(lesson(...scores), undefined);
    expect([posts, leftAlone]).toEqual([[], scores]);
  },
);

it.each([
  [undefined, 0],
  [NOW - 60_000, 0],
  [NOW, 1_000],
  [NOW + 5_000, 6_000],
])("a timestamp after %s is later by a second at least, whatever the clock says", (after, more) => {
  expect(nextTimestamp(NOW, after)).toBe(NOW + more);
});

const results: [result: Omit<Result, "userId">, same: boolean][] = [
  [{ resultScore: 9, resultMaximum: 20, comment: "9 points." }, true],
  [{ resultScore: 45, resultMaximum: 100, comment: " 9 points.\n" }, true],
  [{ resultScore: 0.45 }, true],
  [{ resultScore: 9, resultMaximum: 20, comment: null }, true],
  [{ resultScore: 9, resultMaximum: 20, comment: "Typed." }, false],
  [{ resultScore: 8.99, resultMaximum: 20, comment: "9 points." }, false],
  [{ resultScore: null, resultMaximum: 20, comment: "9 points." }, false],
  [{}, false],
];

it.each(results)("the result %j is of 9 points of 20: %s", (result, same) => {
  expect(hasResultOf([{ userId: "ada", ...result }], score(9))).toBe(same);
});

it.each([
  ["nobody", [], false],
  ["ada", ["ada"], true],
  ["one who is called otherwise", ["0ba1-77"], true],
  ["several, and ada", ["boris", "ada"], true],
  ["several others", ["boris", "carla"], false],
] as const)("among the results of %s", (_who, users, found) => {
  const shown = users.map((userId) => ({ userId, resultScore: 0.45 }));
  expect(hasResultOf(shown, score(9))).toBe(found);
});
