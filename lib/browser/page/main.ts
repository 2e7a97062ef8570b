import { z } from "zod";
import { PAGE_STYLE } from "../../markup/page-style.ts";
import { courseView } from "./course-view.ts";
import { el } from "./elements.ts";
import { type Course, LessonView } from "./lesson-view.ts";
import { routeOf } from "./links.ts";
import { keepForOffline } from "./offline.ts";
import { Session } from "./session.ts";
import { loadLessons } from "./site.ts";
import { Store } from "./store.ts";

// The page's content security policy lets nothing be compiled from text.
z.config({ jitless: true });
document.head.prepend(el("style", {}, PAGE_STYLE));
document.body.classList.toggle(
  "embedded",
  new URLSearchParams(location.search).get("embed") === "1",
);

const main = el("main", { id: "content" });
const live = el("div", { class: "visually-hidden", role: "status" });
const place = el("span", { class: "place" });
const unkept = el(
  "p",
  { class: "notice fail unkept", role: "alert", hidden: true },
  "This browser could not keep what you changed last. Download your notebook before you close the page.",
);
const header = el(
  "header",
  { class: "page-header" },
  el("a", { href: "#" }, "MCP Integration"),
  place,
);

/** Says something to those who do not see the page. */
function tell(words: string): void {
  live.textContent = words;
}

let open: LessonView | undefined;
/** Which of the lessons that were asked for is the last. */
let asked = 0;

/** Shows what the address asks for: a lesson, or the course. */
async function show(course: Course): Promise<void> {
  asked += 1;
  const turn = asked;
  const route = routeOf(location.hash, course.slugs);
  const lesson = course.lessons.find(({ slug }) => slug === route?.slug);
  if (open?.slug !== undefined && open.slug === lesson?.slug) {
    if (route?.heading !== undefined) open.showHeading(route.heading);
    return;
  }
  await open?.close();
  open = undefined;
  const title = lesson === undefined ? "" : `${lesson.number} · ${lesson.title}`;
  document.title = `${title}${title === "" ? "" : " – "}MCP Integration`;
  place.textContent = title;
  if (lesson === undefined) {
    main.replaceChildren(courseView(course.lessons, course.session.files, course.store.isLasting));
    main.querySelector("h1")?.focus({ preventScroll: true });
    scrollTo(0, 0);
    return;
  }
  const view = await LessonView.open(lesson, course);
  if (turn !== asked) return view.close();
  open = view;
  main.replaceChildren(view.element);
  if (route?.heading === undefined || !view.showHeading(route.heading)) scrollTo(0, 0);
}

function showFault(error: unknown): void {
  const words = error instanceof Error ? error.message : String(error);
  main.replaceChildren(el("p", { class: "notice fail", role: "alert" }, words));
}

async function start(): Promise<void> {
  document.body.replaceChildren(header, unkept, main, live);
  const lessons = await loadLessons();
  const store = await Store.open();
  store.onFault = () => {
    unkept.hidden = false;
  };
  store.onKeptElsewhere = (slug) => {
    if (open?.slug === slug) open.showKeptElsewhere();
  };
  const session = await Session.open(store);
  const slugs = new Set(lessons.map(({ slug }) => slug));
  const course: Course = { lessons, slugs, store, session, tell };
  addEventListener("hashchange", () => void show(course).catch(showFault));
  addEventListener("visibilitychange", () => void open?.keepIfChanged());
  await show(course);
  // What is looked at now comes first.
  await whenLoaded(session);
  await keepForOffline((notice) => header.after(notice)).catch(() => {});
}

/** Resolves when the lesson that is open, if one is, has its kernel. */
function whenLoaded(session: Session): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (open !== undefined && session.state === "starting") return;
      session.forget(look);
      resolve();
    };
    session.onChange(look);
    look();
  });
}

start().catch(showFault);
