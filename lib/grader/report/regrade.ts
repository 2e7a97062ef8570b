import { LabError } from "../../base/lab-error.ts";
import { earnedWords } from "../../draw/verdict-words.ts";
import { type CsvRecord, placeOf, readCsv, refuseWide } from "./csv.ts";
import { type ExerciseGrade, type LessonGrade, roundPoints } from "./lesson-grade.ts";
import { isCalled, type Person } from "./people.ts";
import { columnOf } from "./roster.ts";

/** Somebody wants a grade looked at again: one row of the table. */
export interface RegradeRequest {
  student: string;
  /** An exercise, or a whole lesson. */
  exercise: string;
  reason: string;
  /** File and line, for people. */
  place: string;
}

/** The requests of a file, and a sentence for each thing about it that an instructor should look at. */
export interface Regrade {
  requests: RegradeRequest[];
  problems: string[];
}

const COLUMNS = ["student", "exercise", "reason"] as const;

/**
 * Reads who wants which exercise looked at again: a CSV with the columns `student`, `exercise` and
 * `reason`.
 *
 * @throws LabError `csv-broken`, `regrade-columns`
 */
export function readRegrade(content: string | Uint8Array, where: string): Regrade {
  const file = readCsv(content, where);
  refuseWide(file, where);
  const { columns, records, problems } = file;
  const places = COLUMNS.map((name) => columnOf(columns, name));
  if (places.includes(undefined)) {
    throw new LabError("regrade-columns", {
      what: "This file does not say who asks for what.",
      where,
      remedy: `Give it the columns ${COLUMNS.join(", ")}, and a row for each request.`,
    });
  }
  const requests = records.map((record: CsvRecord) => {
    const [student = "", exercise = "", reason = ""] = places.map((at) =>
      at === undefined ? "" : (record.fields[at]?.trim() ?? ""),
    );
    return { student, exercise, reason, place: placeOf(where, record.line) };
  });
  return { requests, problems };
}

/** A request with the grade that it is about. */
export interface PlacedRequest {
  request: RegradeRequest;
  lesson: LessonGrade;
  /** Undefined where it is about the whole lesson. */
  exercise?: ExerciseGrade | undefined;
}

/** A student's requests with their grades; a second one for the same exercise counts no more. */
export function placedRequests(
  lessons: readonly LessonGrade[],
  own: readonly RegradeRequest[],
): PlacedRequest[] {
  const first = new Map(own.toReversed().map((request) => [request.exercise, request]));
  return lessons.flatMap((lesson) => {
    const whole = first.get(lesson.lesson.slug);
    return [
      ...(whole === undefined ? [] : [{ request: whole, lesson }]),
      ...lesson.exercises.flatMap((exercise) => {
        const request = first.get(exercise.exercise.id);
        return request === undefined ? [] : [{ request, lesson, exercise }];
      }),
    ];
  });
}

/** The rows that are no request: of nobody, about nothing, without a reason, or a second time. */
export function regradeProblems(
  requests: readonly RegradeRequest[],
  people: readonly Person[],
  placed: readonly PlacedRequest[],
): string[] {
  const counted = new Set(placed.map(({ request }) => request));
  return requests.flatMap((request) => {
    const { student, exercise, reason, place } = request;
    const person = people.find((one) => isCalled(one, student));
    if (person === undefined) return [`${place}: there is no student "${student}".`];
    const earlier = placed.find(
      (one) => one.request.exercise === exercise && isCalled(person, one.request.student),
    );
    if (!counted.has(request))
      return earlier === undefined
        ? [`${place}: there is no exercise "${exercise}" that anybody was graded in.`]
        : [
            `${place}: a second request for ${exercise} of "${student}"; the one of ${earlier.request.place} counts.`,
          ];
    return reason === "" ? [`${place}: "${student}" gives no reason for ${exercise}.`] : [];
  });
}

/** What became of a request: nobody decided yet, the points stayed, or an instructor changed them. */
export interface Outcome {
  state: "open" | "kept" | "changed";
  sentence: string;
  comment: string;
}

/** What `marks.csv` says to a request: of the exercise, else of the lesson as a whole. */
export function outcomeOf({ lesson, exercise }: PlacedRequest): Outcome {
  const isWhole = exercise?.mark === undefined;
  const mark = isWhole ? lesson.mark : exercise.mark;
  if (mark === undefined) return { state: "open", sentence: "Not decided yet.", comment: "" };
  const before = isWhole
    ? roundPoints(lesson.exercises.reduce((sum, { graded }) => sum + (graded?.earned ?? 0), 0))
    : (exercise.graded?.earned ?? 0);
  const { points = before, comment } = mark;
  const worth = isWhole ? lesson.lesson.points : exercise.exercise.points;
  return points === before
    ? {
        state: "kept",
        sentence: `Looked at again, and kept: ${earnedWords(points, worth)}.`,
        comment,
      }
    : {
        state: "changed",
        sentence: `Looked at again, and changed: ${earnedWords(points, worth)}, not ${before}.`,
        comment,
      };
}
