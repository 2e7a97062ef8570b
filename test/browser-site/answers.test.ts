import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import { whenFileIsOver } from "../cli/clean-ups.ts";
import { openBrowser } from "../counterparts/browser.ts";
import { allAnswers } from "../lessons/exercise-answers.ts";
import { ELSEWHERE } from "./elsewhere.ts";
import { judgeAll, type Judged } from "./judge-all.ts";
import { servedSite } from "./site.ts";
import { inTurn, lessonFiles } from "../turns.ts";

const whenOver = whenFileIsOver();
const all = await allAnswers();
const some = inTurn(all, {
  name: "answers in the browser",
  of: 6,
  files: ({ exercise }) =>
    lessons.flatMap(({ slug, exercises }) =>
      exercises.some(({ id }) => id === exercise) ? lessonFiles(slug) : [],
    ),
});
let page: Page;

beforeAll(async () => {
  const { url } = await servedSite(whenOver);
  page = await openBrowser(whenOver);
  await page.goto(`${url}blank.html`);
});

/** What became of the answers to an exercise, examined in a worker of the page. */
async function judgedThere(exercise: string): Promise<readonly Judged[]> {
  // As text: it runs in the page, which has the types of a page.
  return page.evaluate(`new Promise((resolve, reject) => {
    globalThis.answers ??= new Worker("answers.js", { type: "module" });
    answers.onmessage = ({ data }) => resolve(data);
    answers.onerror = ({ message }) => reject(new Error(message));
    answers.postMessage(${JSON.stringify(exercise)});
  })`);
}

/** How often a source was read while a client waited is a matter of time. */
const timeless = (judged: readonly Judged[]): Judged[] =>
  judged.map(([name, result]) => [name, result.replaceAll(/were read \d+ times?/g, "were read")]);

describe.each(some.filter(({ exercise }) => ELSEWHERE[exercise] === undefined))(
  "$exercise in the browser",
  (answers) => {
    it("has the verdicts, points and words that it has in Node, for every answer", async () => {
      const [there, here] = await Promise.all([judgedThere(answers.exercise), judgeAll(answers)]);
      expect(timeless(there)).toEqual(timeless(here));
      expect(here.length).toBeGreaterThan(10);
    });
  },
);

describe.each(all.filter(({ exercise }) => ELSEWHERE[exercise] !== undefined))(
  "$exercise in the browser",
  ({ exercise, right, wrong }) => {
    it("says what it needs, of every answer that is one", async () => {
      const there = new Map(await judgedThere(exercise));
      const names = [...there.keys()].filter((name) => /^(?:right|wrong): /.test(name));
      expect(names.length).toBeGreaterThanOrEqual(Object.keys(right).length + wrong.length - 3);
      const started = names.map((name) => JSON.parse(there.get(name) ?? ""));
      const judged = started.filter(({ code }) => code !== "needs-own-machine");
      // What is no answer at all is said without the need.
      expect(judged.every(({ earned }) => earned === 0)).toBe(true);
      expect(judged.length).toBeLessThan(4);
      const said = started.flatMap(({ what }) => what ?? []);
      for (const what of said) expect(what).toMatch(ELSEWHERE[exercise] ?? /^$/);
      expect(there.get("not begun")).toContain("not-started");
    });
  },
);
