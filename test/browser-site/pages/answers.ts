/** A worker that examines answers with what cells have: the library, its packages and the platform. */
import "../../../lib/browser/platform/globals.ts";
import { courseFiles } from "../../../lib/browser/course-files.ts";
import { placeFiles } from "../../../lib/browser/lab-files.ts";
import { provideModules } from "../../../lib/browser/provided.ts";
import { reachAsPage } from "../../../lib/browser/reach.ts";
import type { AnswersModule, ExerciseAnswers } from "../../lessons/exercise-answers.ts";
import type { Judged } from "../judge-all.ts";

type LoadAnswers = () => Promise<AnswersModule>;

/** Examines all answers to each exercise that it is told, and says what became of them. */
export function serveAnswers(files: readonly LoadAnswers[]): void {
  let examine: Promise<(exercise: string) => Promise<readonly Judged[]>> | undefined;
  addEventListener("message", ({ data }: MessageEvent<string>) => {
    examine ??= examiner(files);
    examine.then((run) => run(data)).then((judged) => postMessage(judged), reportError);
  });
}

/** Answers ask for packages as they are loaded, as cells do: after all that cells find. */
async function examiner(files: readonly LoadAnswers[]) {
  placeFiles(await courseFiles(), {});
  reachAsPage();
  await provideModules();
  const { answersIn } = await import("../../lessons/exercise-answers.ts");
  const { judgeAll } = await import("../judge-all.ts");
  const all = answersIn(await Promise.all(files.map((load) => load())));
  const byId = new Map(all.map((one): [string, ExerciseAnswers] => [one.exercise, one]));
  return async (exercise: string): Promise<readonly Judged[]> => {
    const answers = byId.get(exercise);
    return answers === undefined ? [] : judgeAll(answers);
  };
}
