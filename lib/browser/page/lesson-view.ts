import { type Notebook, readNotebook, writeNotebook } from "../../notebook/notebook.ts";
import { LEAVING } from "./cell-view.ts";
import { ask, say } from "./dialog.ts";
import { el } from "./elements.ts";
import { download, openFile } from "./files.ts";
import { askToGoLive, askToRehearse } from "./live.ts";
import { NotebookView } from "./notebook-view.ts";
import { elsewhereNotice, endedNotice, helpText, newVersionNotice } from "./notices.ts";
import type { Session } from "./session.ts";
import { loadGiven, type SiteLesson } from "./site.ts";
import type { Store } from "./store.ts";
import { Toolbar } from "./toolbar.ts";
import { withNewVersion } from "./versions.ts";

/** What a lesson is opened in. */
export interface Course {
  lessons: readonly SiteLesson[];
  slugs: ReadonlySet<string>;
  store: Store;
  session: Session;
  tell: (words: string) => void;
}

/** How long after the last keystroke the notebook is kept. */
const KEEP_AFTER_MS = 500;

/** A lesson that is open: its toolbar, what there is to say about it, and its notebook. */
export class LessonView {
  readonly element: HTMLElement = el("div", { class: "lesson" });
  readonly #lesson: SiteLesson;
  readonly #course: Course;
  readonly #base: string;
  readonly #toolbar: Toolbar;
  readonly #notices = el("div", { class: "notices" });
  readonly #ended = endedNotice({
    start: () => this.#view.runner.restart(),
    runAbove: () => void this.#view.runAbove(),
  });
  readonly #elsewhere = elsewhereNotice(() => {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    location.reload();
  });
  #view: NotebookView;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wasReady = false;

  private constructor(lesson: SiteLesson, course: Course, base: string, notebook: Notebook) {
    this.#lesson = lesson;
    this.#course = course;
    this.#base = base;
    this.#view = this.#viewOf(notebook);
    this.#toolbar = new Toolbar(course.session, {
      run: () => void this.#view.runSelected(),
      runAbove: () => void this.#view.runAbove(),
      runAll: () => void this.#view.runAll(),
      restart: () => void this.#askToRestart(),
      download: () => this.#download(),
      open: () => void this.#open(),
      reset: () => void this.#askToReset(),
      mode: () => void this.#askForMode(),
      help: () => void say("How this page works", ...helpText()),
    });
    this.element.append(
      this.#toolbar.element,
      this.#ended,
      this.#elsewhere,
      this.#notices,
      this.#view.element,
    );
    this.element.append(
      el(
        "p",
        { id: LEAVING, class: "visually-hidden" },
        "Press Escape, then Tab, to leave the editor.",
      ),
    );
    if (lesson.needs !== undefined) {
      this.#notices.append(el("p", { class: "notice live" }, lesson.needs));
    }
    course.session.onChange(this.#onChange);
  }

  get slug(): string {
    return this.#lesson.slug;
  }

  /** Opens a lesson as the learner left it, with the lesson's own texts as they are now. */
  static async open(lesson: SiteLesson, course: Course): Promise<LessonView> {
    const { slug } = lesson;
    const given = await loadGiven(slug);
    const kept = await course.store.lesson(slug);
    course.session.enter(slug);
    const next = readNotebook(given, slug);
    if (kept === undefined || kept.base === given) {
      const mine = kept === undefined ? next : readNotebook(kept.mine, slug);
      return new LessonView(lesson, course, given, mine);
    }
    const mine = readNotebook(kept.mine, slug);
    const { notebook, changes } = await withNewVersion(readNotebook(kept.base, slug), mine, next);
    const view = new LessonView(lesson, course, given, notebook);
    view.#notices.append(newVersionNotice(changes));
    await view.keep();
    return view;
  }

  showHeading(name: string): boolean {
    return this.#view.showHeading(name);
  }

  /** Says that another tab has kept this lesson, which is shown here as it was before. */
  showKeptElsewhere(): void {
    this.#elsewhere.hidden = false;
  }

  /** Keeps the notebook as it is now, at once. */
  async keep(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const mine = writeNotebook(this.#view.notebook);
    await this.#course.store.keepLesson(this.#lesson.slug, { base: this.#base, mine });
  }

  /** Keeps what is not kept yet, and lets go of the session. */
  async close(): Promise<void> {
    this.#course.session.forget(this.#onChange);
    await this.keepIfChanged();
  }

  async keepIfChanged(): Promise<void> {
    if (this.#timer !== undefined) await this.keep();
  }

  readonly #onChange = (): void => {
    const { session, tell } = this.#course;
    const isEnded = session.state === "ended";
    if (isEnded && this.#ended.hidden) {
      this.#view.runner.forget();
      tell("The kernel has ended. All variables are gone.");
    }
    this.#ended.hidden = !isEnded;
    if (session.state === "idle" && !this.#wasReady) {
      this.#wasReady = true;
      tell("The compiler is ready.");
    }
    this.#toolbar.show();
  };

  #viewOf(notebook: Notebook): NotebookView {
    const { session, slugs, tell } = this.#course;
    return new NotebookView({
      notebook,
      session,
      tell,
      surroundings: { lesson: this.#lesson.slug, slugs },
      changed: () => {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => void this.keep(), KEEP_AFTER_MS);
      },
    });
  }

  async #replace(notebook: Notebook): Promise<void> {
    const view = this.#viewOf(notebook);
    this.#view.element.replaceWith(view.element);
    this.#view = view;
    await this.keep();
  }

  #download(): void {
    download(`${this.#lesson.slug}.ipynb`, writeNotebook(this.#view.notebook));
  }

  async #askToRestart(): Promise<void> {
    const choice = await ask({
      title: "Start the kernel again?",
      body: [
        "What runs ends, and all variables are gone. Your texts and outputs stay. After it, the setup cell and the cells above yours must run again.",
      ],
      choices: [
        { choice: "above", label: "Restart and run all above", isMain: true },
        { choice: "restart", label: "Restart" },
        { choice: "cancel", label: "Cancel" },
      ],
    });
    if (choice !== "above" && choice !== "restart") return;
    this.#view.runner.restart();
    this.#course.tell("The kernel starts again. All variables are gone.");
    if (choice === "above") await this.#view.runAbove();
  }

  async #open(): Promise<void> {
    const opened = await openFile(this.#course.lessons);
    if (opened === undefined) return;
    const { slug, notebook, base } = opened;
    if (slug === this.#lesson.slug) return this.#replace(notebook);
    await this.#course.store.keepLesson(slug, { base, mine: writeNotebook(notebook) });
    location.hash = slug;
  }

  async #askToReset(): Promise<void> {
    const choice = await ask({
      title: "Put this lesson back to how it was given?",
      body: ["Your answers in it go; points stay. Download them first if you want to keep them."],
      choices: [
        { choice: "keep", label: "Download, then reset", isMain: true },
        { choice: "reset", label: "Reset" },
        { choice: "cancel", label: "Cancel" },
      ],
    });
    if (choice !== "keep" && choice !== "reset") return;
    if (choice === "keep") this.#download();
    await this.#replace(readNotebook(this.#base, this.#lesson.slug));
    this.#course.tell("The lesson is as it was given.");
  }

  async #askForMode(): Promise<void> {
    const { session } = this.#course;
    if (session.mode === "rehearsal") {
      if (await askToGoLive(session)) this.#view.runner.forget();
    } else if (await askToRehearse()) {
      await this.keepIfChanged();
      location.reload();
    }
  }
}
