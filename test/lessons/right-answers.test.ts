import { expect, it } from "vitest";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import { rightAnswers } from "./right-answers.ts";

// Each of them is examined in its lesson's test, and by `npm run mutation`.

const exercises = lessons.flatMap((lesson) => lesson.exercises.map(({ id }) => id));

it.each(exercises)("%s has three right answers or more in other styles", (id) => {
  expect(Object.keys(rightAnswers[id] ?? {}).length).toBeGreaterThanOrEqual(3);
});

it("names exercises that there are, and more than 60 answers, each counted once", () => {
  expect(Object.keys(rightAnswers)).toEqual(exercises);
  const answers = new Set(Object.values(rightAnswers).flatMap((styles) => Object.values(styles)));
  expect(answers.size).toBeGreaterThan(60);
});
