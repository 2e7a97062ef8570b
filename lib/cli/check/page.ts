import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { z } from "zod";
import { earnedWords } from "../../draw/verdict-words.ts";
import { element, type Markup } from "../../markup/markup.ts";
import { page, paragraph, section, table } from "../../grader/report/page.ts";
import { type ExerciseReport, isDone, type LessonReport, total } from "./report.ts";
import { notebookPath } from "./run-lesson.ts";

/** The library says which version of the lab it is. */
const { version } = z
  .object({ version: z.string() })
  .parse(createRequire(import.meta.url)("mcp-lab/package.json"));

/**
 * A page to keep: what was done, by what it was checked, and how to check it again.
 *
 * @param root the project's folder, which holds the notebooks
 * @param day when it was checked, such as "2026-11-30"
 */
export function progressPage(reports: readonly LessonReport[], root: string, day: string): string {
  const points = total(reports.map((report) => report.points));
  const earned = total(reports.map((report) => report.earned));
  return page({
    title: "MCP Integration: what I did",
    header: [
      element("h1", {}, "MCP Integration: what I did"),
      paragraph(`${earnedWords(earned, points)}, checked on ${day}.`),
    ],
    main: [
      section("done", "What was done", lessonTable(reports)),
      section(
        "checked",
        "How it was checked",
        paragraph(
          `By the checks of the lab, version ${version}, in rehearsal, on the values that the ` +
            "notebooks show and on others. It ran on my own machine and nobody watched: to be sure, " +
            "check it again.",
        ),
        paragraph(
          "Put my notebooks into `notebooks/` of a copy of the lab with this version, and run " +
            "`npm run lab -- check`. An instructor grades them in a sandbox, with values of their own.",
        ),
        digestTable(reports, root),
      ),
    ],
    footer: [paragraph("Made by `npm run lab -- check --page`.")],
  });
}

function lessonTable(reports: readonly LessonReport[]): Markup {
  return table(
    "Lessons, with their exercises",
    ["Lesson", "Points", "Exercises that pass", "Open"],
    reports.map((report) => {
      const open = report.exercises.filter((one) => !isDone(one));
      const passed = report.exercises.filter(({ status }) => status === "pass");
      return [
        `${report.slug.slice(0, 2)} ${report.title}`,
        report.points === 0 ? "for practice" : earnedWords(report.earned, report.points),
        listed(passed),
        listed(open),
      ];
    }),
  );
}

function listed(exercises: readonly ExerciseReport[]): string {
  const words = exercises.map(({ id, stretch }) => (stretch ? `${id} (stretch)` : id));
  return words.length === 0 ? "none" : words.join(", ");
}

/** Tells whether a notebook is still the one that was checked. */
function digestTable(reports: readonly LessonReport[], root: string): Markup {
  const rows = reports.flatMap(({ slug }) => {
    const path = notebookPath(root, slug);
    if (!existsSync(path)) return [];
    const digest = createHash("sha256").update(readFileSync(path)).digest("hex");
    return [[`${slug}.ipynb`, element("code", {}, digest)]];
  });
  return table("The notebooks, by their SHA-256", ["Notebook", "SHA-256"], rows);
}
