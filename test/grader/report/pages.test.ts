import { describe, expect, test } from "vitest";
import type { Report } from "../../../lib/grader/report.ts";
import type { GradebookInputs } from "../../../lib/grader/report/gradebook.ts";
import { readMarks } from "../../../lib/grader/report/marks.ts";
import { renderReports } from "../../../lib/grader/report/render.ts";
import { readRoster } from "../../../lib/grader/report/roster.ts";
import { elementsOf, type Node, readMarkup, textsOf } from "../../draw/markup-reader.ts";
import {
  alone,
  gradedExercise,
  graded,
  HOSTILE,
  notGradable,
  reportOf,
  sampleClass,
} from "./samples.ts";

const CONNECTOR = "01-connector-call";

function pagesOf(report: Report, inputs: Partial<GradebookInputs> = {}): Map<string, string> {
  const { files } = renderReports(report, { ...alone, ...inputs });
  return new Map([...files].filter(([path]) => path.endsWith(".html")));
}

/** The body of a page, read strictly: whatever broke out of its element would not be well formed. */
function bodyOf(page: string | undefined): Node {
  return readMarkup((page ?? "").slice((page ?? "").indexOf("<body"), -"\n</html>\n".length));
}

function wordsOf(node: Node | string): string {
  return typeof node === "string" ? node : node.children.map(wordsOf).join("");
}

const sample = pagesOf(sampleClass());
const lesson = sample.get(`feedback/ada/${CONNECTOR}.html`);

describe("every page", () => {
  test.each([...sample])(
    "%s is well formed and brings nothing that runs or is loaded",
    (_path, page) => {
      const elements = elementsOf(bodyOf(page));
      const names = new Set(elements.map(({ name }) => name));
      for (const name of ["script", "img", "iframe", "object", "link", "form", "base", "style"])
        expect(names).not.toContain(name);
      for (const { attributes } of elements)
        expect(
          Object.keys(attributes).filter((key) => /^(?:on|src|srcdoc|formaction)/u.test(key)),
        ).toEqual([]);
      expect(page).toContain("default-src 'none'; style-src 'unsafe-inline'");
      expect(page).not.toMatch(/@import|url\(/u);
    },
  );

  test.each([...sample])("%s has landmarks, one h1, and an id only once", (_path, page) => {
    const elements = elementsOf(bodyOf(page));
    const count = (name: string): number => elements.filter((node) => node.name === name).length;
    expect([count("header"), count("main"), count("footer"), count("h1")]).toEqual([1, 1, 1, 1]);
    const ids = elements.flatMap(({ attributes }) => attributes["id"] ?? []);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each([...sample])("%s links only to pages that were written", (path, page) => {
    const folder = path.slice(0, path.lastIndexOf("/") + 1);
    const elements = elementsOf(bodyOf(page));
    const places = new Set([
      ...sample.keys(),
      ...elements.map(({ attributes }) => `#${attributes["id"]}`),
    ]);
    const targets = elements
      .flatMap(({ name, attributes }) => (name === "a" ? (attributes["href"] ?? "") : []))
      .map((href) => (href.startsWith("#") ? href : folder + decodeURIComponent(href)));
    expect(targets.filter((target) => !places.has(target))).toEqual([]);
  });

  test("no invisible character of a name or an answer gets into any page", () => {
    expect([...sample.values()].join()).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200B-\u200F]/u);
    expect([...sample.values()].join()).toContain("⟨U+202E⟩");
  });

  test("what a learner wrote is shown as text", () => {
    const hostile = [...sample].find(([path]) => /img-src.*connector/u.test(path))?.[1];
    const answers = textsOf(bodyOf(hostile), "pre");
    expect(answers[0]).toBe(HOSTILE.replace("\u202E", "⟨U+202E⟩"));
  });
});

describe("a lesson's page", () => {
  test("shows points, checks, hint, answer, trace, notes and cells that failed", () => {
    const words = wordsOf(bodyOf(lesson));
    for (const part of [
      "1 of 3 points",
      "delete_repository is open:",
      "What is a tool that nobody named allowed to do?",
      "npm run lab -- hint 01.2",
      "hub_repo_search: { enabled: true }",
      "tools/call hub_repo_search",
      "The cell check-01-2 was changed; the course's own was put back.",
      "Cannot find name 'lba'",
      "attempt 2, handed in 2026-11-20 09:30 UTC",
    ])
      expect(words).toContain(part);
  });

  test("gives no hint for what is solved", () => {
    expect(wordsOf(bodyOf(lesson))).not.toContain("hint 01.1");
  });

  test("says nothing of unpublished values, even if the report did", () => {
    const exercise = gradedExercise(CONNECTOR, "01.1", ["private"]);
    const leaking = {
      ...exercise,
      verdicts: exercise.verdicts.map((verdict) => ({
        ...verdict,
        expected: "SECRET",
        found: "SECRET",
        advice: "SECRET",
      })),
    };
    const report = reportOf([graded("ada", CONNECTOR, {}, { exercises: [leaking] })]);
    const leaks = [...renderReports(report, alone).files].filter(([, text]) =>
      text.includes("SECRET"),
    );
    expect(leaks.map(([path]) => path)).toEqual(["report.json"]);
  });

  test("leaves out of a trace what is no event", () => {
    const exercise = {
      ...gradedExercise(CONNECTOR, "01.1"),
      trace: [{ kind: "api-request" }, 7, null],
    };
    const pages = pagesOf(reportOf([graded("ada", CONNECTOR, {}, { exercises: [exercise] })]));
    expect(pages.get(`feedback/ada/${CONNECTOR}.html`)).not.toContain("<svg");
  });

  test("says of what could not be graded why, and that it is no zero", () => {
    const words = wordsOf(bodyOf(sample.get("feedback/boris/03-env-config.html")));
    expect(words).toContain("That is not a zero.");
    expect(words).toContain("The file is no notebook: it is not JSON.");
  });

  test("shows points given by hand with their comment", () => {
    const marks = readMarks("student,exercise,points,comment\nada,01.2,3,<b>Good</b> eye\n");
    const words = wordsOf(
      bodyOf(pagesOf(sampleClass(), { marks }).get(`feedback/ada/${CONNECTOR}.html`)),
    );
    expect(words).toContain("3 of 3 points");
    expect(words).toContain("These points were given by hand.");
    expect(words).toContain("<b>Good</b> eye");
  });
});

describe("the class page", () => {
  test("puts what could not be graded first, then the grades, then what needs a look", () => {
    const headings = textsOf(bodyOf(sample.get("index.html")), "h2");
    expect(headings).toEqual([
      "Not gradable",
      "Roster, dates and marks",
      "Grades",
      "Worth a look",
      "Where the class struggles",
      "Where each file went",
    ]);
  });

  test("has a chart of the hardest checks, with its twin in words", () => {
    const body = bodyOf(sample.get("index.html"));
    const twin = textsOf(body, "pre").find((text) => text.startsWith("Share of attempts"));
    expect(twin).toContain("01.2.named: 63 %");
    expect(elementsOf(body).filter(({ name }) => name === "svg")).toHaveLength(1);
  });

  test("names students by the roster", () => {
    const roster = readRoster("student_id,name\nada,Ada Lovelace\n", "r.csv");
    const words = wordsOf(
      bodyOf(pagesOf(reportOf([graded("ada", CONNECTOR)]), { roster }).get("index.html")),
    );
    expect(words).toContain("Ada Lovelace (ada)");
  });

  test("says that grades on published values measure practice", () => {
    const report = reportOf([graded("ada", CONNECTOR)], { variants: { source: "public" } });
    expect(wordsOf(bodyOf(pagesOf(report).get("index.html")))).toContain("measure practice");
  });
});

test("without a sandbox every report says so", () => {
  const report = reportOf([graded("ada", CONNECTOR), notGradable("boris", CONNECTOR, "No.")], {
    sandbox: { kind: "none", trusted: true },
  });
  const silent = [...renderReports(report, alone).files].filter(
    ([path, text]) =>
      /\.(?:html|json)$/u.test(path) && !/without a sandbox|"trusted": true/u.test(text),
  );
  expect(silent.map(([path]) => path)).toEqual([]);
});
