import { expect, test } from "vitest";
import { drawCourseMap } from "../../lib/draw/course-map.ts";
import { elementsOf, readMarkup, textOf, textsOf } from "./markup-reader.ts";

const lessons = [
  {
    slug: "00-start-here",
    title: "Start",
    minutes: 15,
    points: 0,
    earned: 0,
    exercises: 5,
    solved: 0,
    summary: "Two modes.",
    stretch: { of: 1, solved: 0 },
    can: "draw",
  },
  {
    slug: "01-call",
    title: "Call",
    minutes: 40,
    points: 15,
    earned: 15,
    exercises: 5,
    solved: 5,
    summary: "A request.",
    stretch: { of: 2, solved: 1 },
    can: "draw",
  },
  {
    slug: "02-catalog",
    title: "Catalog",
    minutes: 40,
    points: 15,
    earned: 6,
    exercises: 5,
    solved: 2,
    summary: "Pages.",
    stretch: { of: 1, solved: 0 },
    can: "draw",
  },
  {
    slug: "03-config",
    title: "Config",
    minutes: 30,
    points: 10,
    earned: 0,
    exercises: 5,
    solved: 0,
    summary: "No `${VAR}`.",
    stretch: { of: 1, solved: 0 },
    can: "draw",
  },
];

test("lists the lessons in order with how far each is, in words", () => {
  const { markup, text } = drawCourseMap(lessons);
  const items = textsOf(readMarkup(markup), "li");
  expect(items).toEqual([
    "00StartTwo modes.○ not started: 0 of 5 exercises solved, 15 minutes",
    "01CallA request.✓ done: 15 of 15 points and 1 of 2 stretch, 40 minutes",
    "02CatalogPages.◐ begun: 6 of 15 points, 40 minutes",
    "03ConfigNo ${VAR}.○ not started: 0 of 10 points, 30 minutes",
  ]);
  expect(text).toContain("02  Catalog\n    Pages.\n    (begun: 6 of 15 points, 40 minutes)");
});

test("sums the course up and says where to go on", () => {
  const overview = "4 lessons, about 2 hours, 21 of 40 points. Next: Start.";
  const { markup, text } = drawCourseMap(lessons);
  expect(textOf(readMarkup(markup))).toContain(overview);
  expect(text).toContain(overview);
});

test("says when every lesson is done", () => {
  const done = lessons.map((lesson) => ({ ...lesson, earned: lesson.points, solved: 5 }));
  const { markup, text } = drawCourseMap(done);
  expect(text).toContain("Every lesson is done.");
  for (const words of [textOf(readMarkup(markup)), text]) {
    expect(words).toContain("That was the course. You can now");
    expect(words.match(/draw;/g)).toHaveLength(4);
    expect(words).toContain("npm run lab -- check --page my-course.html");
  }
  expect(drawCourseMap(lessons).text).not.toContain("You can now");
});

test("links each title to the notebook beside this one", () => {
  const links = elementsOf(readMarkup(drawCourseMap(lessons).markup))
    .filter(({ name }) => name === "a")
    .map(({ attributes }) => attributes["href"]);
  expect(links).toEqual(lessons.map(({ slug }) => `${slug}.ipynb`));
});
