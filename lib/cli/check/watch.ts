import { basename, join } from "node:path";
import { findExercise } from "../../exercises/manifest/manifest.ts";
import { countHint, loadProgress } from "../../exercises/progress.ts";
import type { LabError } from "../../base/lab-error.ts";
import { RememberingConverter } from "../../notebook/remembering-converter.ts";
import { wrapText } from "../../markup/plain-text.ts";
import { progressFolder } from "../../session/progress.ts";
import type { ChosenLesson } from "../choose-lessons.ts";
import type { ExitCode, Terminal } from "../command.ts";
import { hintLines } from "../hint/hint-lines.ts";
import { startNode } from "../../notebook/node-process.ts";
import { CTRL_C } from "../screen.ts";
import { withStandby } from "../standby.ts";
import type { ExerciseReport, LessonReport } from "./report.ts";
import { notebookPath, runLesson } from "./run-lesson.ts";
import { savedNotebooks } from "./saved-notebooks.ts";
import { promptLine, shownExercise, watchLines } from "./watch-lines.ts";

interface WatchOptions {
  root: string;
  terminal: Terminal;
  signal: AbortSignal;
}

/** Runs the lesson to work on, and each one again when it is saved, until the signal or a q. */
export async function watchLessons(
  chosen: readonly ChosenLesson[],
  { root, terminal, signal }: WatchOptions,
): Promise<ExitCode> {
  const quit = new AbortController();
  const until = AbortSignal.any([signal, quit.signal]);
  const watch = new Watch(chosen, root, terminal, quit);
  terminal.screen?.onKey?.((key) => watch.press(key), until);
  try {
    watch.start();
    const paths = chosen.map(({ lesson }) => notebookPath(root, lesson.slug));
    for await (const { path, problem } of savedNotebooks(paths, until)) watch.saved(path, problem);
  } finally {
    quit.abort();
    await watch.close();
  }
  terminal.say("Stopped watching. What passed is kept.");
  return 0;
}

/** What the watching person sees, and the one run that is going on. */
class Watch {
  #chosen: readonly ChosenLesson[];
  #root: string;
  #terminal: Terminal;
  #quit: AbortController;
  #converter: RememberingConverter;
  #standby = withStandby(startNode);
  #lesson: ChosenLesson | undefined;
  #report: LessonReport | undefined;
  /** The lesson's state after its last whole run. */
  #finished: LessonReport | undefined;
  /** The exercise that is shown in full; undefined for the first open one. */
  #focus: string | undefined;
  #interrupt = new AbortController();
  #work: Promise<void> = Promise.resolve();
  #failure: { error: unknown } | undefined;

  constructor(
    chosen: readonly ChosenLesson[],
    root: string,
    terminal: Terminal,
    quit: AbortController,
  ) {
    this.#chosen = chosen;
    this.#root = root;
    this.#terminal = terminal;
    this.#quit = quit;
    this.#converter = new RememberingConverter(startNode, join(root, "notebooks"));
  }

  /** Runs the first lesson with an exercise that never passed. */
  start(): void {
    const first = this.#nextLesson() ?? this.#chosen[0];
    if (first !== undefined) this.#run(first);
  }

  /** Runs the lesson that was saved. */
  saved(path: string, problem: LabError | undefined): void {
    const lesson = this.#chosen.find((one) => notebookPath(this.#root, one.lesson.slug) === path);
    if (lesson === undefined) return;
    if (problem === undefined) return this.#run(lesson);
    const sentence = `${basename(path)} cannot be read: ${problem.what} It is run again as soon as it can be.`;
    for (const line of wrapText(sentence)) this.#terminal.say(line);
    this.#terminal.say(`What to do: ${problem.remedy}`);
  }

  /** Does what a key is for. */
  press(key: string): void {
    if (key === "q" || key === CTRL_C) this.#quit.abort();
    else if (key === "r" && this.#lesson !== undefined) this.#run(this.#lesson);
    else if (key === "h") this.#hint();
    else if (key === "n") this.#next();
  }

  /** Ends what is going on. Throws what made a run fail. */
  async close(): Promise<void> {
    this.#interrupt.abort();
    await this.#work;
    this.#standby.close();
    await this.#converter.close();
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  /** A later save or key takes the place of the run that is going on. */
  #run(chosen: ChosenLesson): void {
    this.#interrupt.abort();
    const interrupt = new AbortController();
    this.#interrupt = interrupt;
    this.#work = this.#work.then(async () => {
      if (interrupt.signal.aborted) return;
      try {
        await this.#runNow(chosen, interrupt.signal);
      } catch (error) {
        this.#failure = { error };
        this.#quit.abort();
      }
    });
  }

  async #runNow(chosen: ChosenLesson, signal: AbortSignal): Promise<void> {
    const { slug } = chosen.lesson;
    const { screen, say } = this.#terminal;
    const before = this.#lesson === chosen ? this.#finished : undefined;
    if (this.#lesson !== chosen) this.#focus = undefined;
    this.#lesson = chosen;
    let isShown = false;
    screen?.status(`Running ${slug} …`);
    const report = await runLesson(chosen, {
      root: this.#root,
      converter: this.#converter,
      start: this.#standby.start,
      signal,
      say,
      onCell: (done, of) => screen?.status(`Running ${slug}: cell ${done} of ${of} …`),
      onReport: (soFar) => {
        const shown = this.#shown(soFar);
        // Judged, and the one to be shown: nobody has to wait for the cells behind it.
        if (screen === undefined || isShown || shown === undefined || shown.verdicts.length === 0)
          return;
        isShown = true;
        this.#report = soFar;
        this.#draw(before, true);
      },
    });
    if (signal.aborted) return;
    this.#report = report;
    this.#finished = report;
    this.#draw(before, false);
  }

  #shown(report: LessonReport): ExerciseReport | undefined {
    return shownExercise(report, this.#focus);
  }

  #draw(before: LessonReport | undefined, running: boolean): void {
    const report = this.#report;
    if (report === undefined) return;
    const shown = this.#shown(report);
    const hints = shown === undefined ? 0 : this.#hints(shown.id);
    const next = this.#nextLesson()?.lesson.slug;
    this.#terminal.screen?.clear();
    this.#print(watchLines(report, { before, running, shown, hints, next }));
    this.#prompt();
  }

  #prompt(): void {
    this.#print(["", promptLine(this.#terminal.screen?.onKey !== undefined)]);
  }

  #hint(): void {
    const shown = this.#report === undefined ? undefined : this.#shown(this.#report);
    if (shown === undefined) return;
    const { level } = countHint(progressFolder(this.#root), shown.id);
    this.#print(["", ...hintLines(findExercise(shown.id), level)]);
    this.#prompt();
  }

  #hints(id: string): number {
    return loadProgress(progressFolder(this.#root), id).hints;
  }

  /** The next exercise that does not pass, stretch ones too; behind the last one, the next lesson. */
  #next(): void {
    const report = this.#report;
    if (report === undefined) return;
    const open = report.exercises.filter(({ status }) => status !== "pass");
    const at = open.findIndex(({ id }) => id === this.#shown(report)?.id);
    const next = open[at + 1];
    const lesson = next === undefined ? this.#nextLesson(report.slug) : undefined;
    if (lesson !== undefined) return this.#run(lesson);
    this.#focus = (next ?? open[0])?.id;
    this.#draw(report, false);
  }

  /** The first lesson behind the given one, or else of all, with an exercise that never passed. */
  #nextLesson(behind?: string): ChosenLesson | undefined {
    const folder = progressFolder(this.#root);
    const open = this.#chosen.filter(({ lesson, exercises }) => {
      if (lesson.slug === behind) return false;
      return exercises.some(
        ({ id, stretch }) => stretch !== true && !loadProgress(folder, id).solved,
      );
    });
    return open.find(({ lesson }) => behind === undefined || lesson.slug > behind) ?? open[0];
  }

  #print(lines: readonly string[]): void {
    for (const line of lines) this.#terminal.print(line);
  }
}
