import { lessons } from "../../../lib/exercises/manifest/manifest.ts";
import type { Report, Submission } from "../../../lib/grader/report.ts";
import { gradedExercise, graded, HOSTILE, reportOf } from "../report/samples.ts";
import { course } from "./answer-class.ts";
import { rightTexts } from "./answer-texts.ts";
import { disguises } from "./disguises.ts";

const texts = rightTexts();

/** A right answer to an exercise, by its place in the file of answers. */
export function rightAnswer(exercise: string, at: number): string {
  const found = texts.find((one) => one.exercise === exercise)?.answers[at]?.source;
  if (found === undefined) throw new Error(`${exercise} has no right answer ${at}.`);
  return found;
}

/** A submission with these answers; the other exercises are as they were given. */
export function handedIn(
  student: string,
  slug: string,
  answers: Readonly<Record<string, string>>,
  more: Partial<Submission> = {},
): Submission {
  const exercises = (lessons.find((lesson) => lesson.slug === slug)?.exercises ?? []).map(
    ({ id }) => gradedExercise(slug, id, [], answers[id] ?? course.get(id)?.given ?? ""),
  );
  return graded(student, slug, {}, { exercises, sha256: `${student} ${slug}`, ...more });
}

function disguised(how: string, source: string): string {
  return disguises[how]?.(source) ?? source;
}

/** The published solutions of a lesson. */
export function solutionsOf(slug: string): Record<string, string> {
  const number = slug.slice(0, 2);
  const own = [...course].filter(([exercise]) => exercise.startsWith(number));
  return Object.fromEntries(own.map(([exercise, { published }]) => [exercise, published]));
}

/** A text of a learner that would do harm on a page that does not escape, as long as an answer. */
const hostileAnswer = `const trap = [${["one", "two", "three"]
  .map((word) => JSON.stringify(`${HOSTILE} ${word} with many other words that nobody else has`))
  .join(",\n  ")}];`;

const ERRORS = "04-structured-errors";
const CONFIG = "03-env-config";

/** A class in which each kind of likeness is, once or more. */
export function alikeClass(): Report {
  const tally = rightAnswer("04.5", 2);
  const own = rightAnswer("04.2", 3);
  const copied = { "04.5": tally, "04.2": own };
  const renamed = Object.fromEntries(
    Object.entries(copied).map(([id, text]) => [id, disguised("all of it", text)]),
  );
  return reportOf([
    handedIn("ada", ERRORS, copied),
    handedIn("boris", ERRORS, renamed),
    handedIn("carla", ERRORS, { "04.5": disguised("re-commented", tally) }),
    handedIn("dan", ERRORS, { "04.2": rightAnswer("04.2", 4) }),
    handedIn("eve", CONFIG, solutionsOf(CONFIG)),
    handedIn("fay", CONFIG, { "03.4": rightAnswer("03.4", 1) }, { sha256: "the same file" }),
    handedIn("gus", CONFIG, { "03.4": rightAnswer("03.4", 1) }, { sha256: "the same file" }),
    handedIn("hal", CONFIG, {}),
    handedIn(`<img src=x onerror=alert(1)>\u202Evil`, CONFIG, { "03.1": hostileAnswer }),
    handedIn("=cmd|' /C calc'!A0", CONFIG, { "03.1": disguised("renamed", hostileAnswer) }),
  ]);
}
