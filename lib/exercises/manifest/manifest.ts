import { LabError } from "../../base/lab-error.ts";
import type { Exercise, Lesson } from "../exercise.ts";
import { startHere } from "./00-start-here.ts";
import { connectorCall } from "./01-connector-call.ts";
import { resourcesCatalog } from "./02-resources-catalog.ts";
import { envConfig } from "./03-env-config.ts";
import { structuredErrors } from "./04-structured-errors.ts";
import { zdrAlternative } from "./05-zdr-alternative.ts";
import { selfDrivenLab } from "./06-self-driven-lab.ts";
import { inARealHost } from "./07-in-a-real-host.ts";

/** The course, in the order in which it is done: the sketch of 06 is its end. */
export const lessons: readonly Lesson[] = [
  startHere,
  connectorCall,
  resourcesCatalog,
  envConfig,
  structuredErrors,
  zdrAlternative,
  inARealHost,
  selfDrivenLab,
];

/** The exercise of this id. Throws LabError `unknown-exercise`. */
export function findExercise(id: string): Exercise {
  const exercises = lessons.flatMap((lesson) => lesson.exercises);
  const exercise = exercises.find((candidate) => candidate.id === id);
  if (exercise !== undefined) return exercise;
  throw new LabError("unknown-exercise", {
    what: `There is no exercise "${id}".`,
    remedy: `Exercises are named like "${exercises[0]?.id}"; the notebook's check cells name them.`,
  });
}
