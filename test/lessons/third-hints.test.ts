import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import { buildConverter, runBuilt } from "../../lib/maintain/build.ts";
import { lessonNotebooks } from "../../lib/notebook/lesson.ts";
import type { Notebook } from "../../lib/notebook/notebook.ts";
import { lessonFiles, inTurn } from "../turns.ts";
import { type Completions, hintOf } from "./completed-hints.ts";

const root = join(import.meta.dirname, "..", "..");
const converter = buildConverter(root);
afterAll(() => converter.close());

const limits = { cellTimeoutMs: 1_200_000, totalTimeoutMs: 1_200_000 };

async function completionsOf(slug: string): Promise<Completions> {
  const file = join(import.meta.dirname, slug, "third-hints.ts");
  const module: { completions: Completions } = await import(pathToFileURL(file).href);
  return module.completions;
}

/** The learner's notebook, in which each answer is its third hint, completed. */
function completed(notebook: Notebook, slug: string, completions: Completions): Notebook {
  const hints = new Map(
    lessons
      .filter((lesson) => lesson.slug === slug)
      .flatMap(({ exercises }) => exercises.map(({ id, hints: own }) => [id, own] as const)),
  );
  const cells = notebook.cells.map((cell) => {
    const complete = completions[cell.id];
    if (complete === undefined) return cell;
    const [, number] = /^answer-(\d\d-\d)/.exec(cell.id) ?? [];
    const [, second = "", third = ""] = hints.get((number ?? "").replace("-", ".")) ?? [];
    const answer = complete(hintOf(third), hintOf(second));
    return { ...cell, source: cell.source.replace("todo()", () => answer) };
  });
  return { ...notebook, cells };
}

const turn = {
  name: "third hints",
  of: 4,
  files: ({ slug }: (typeof lessons)[number]) => lessonFiles(slug),
};

describe.each(inTurn(lessons, turn))("the third hints of $slug", ({ slug, exercises }) => {
  it("compile in the kernel, and pass once they are completed", async () => {
    const source = join("solutions", `${slug}.ts`);
    const { learner } = lessonNotebooks(readFileSync(join(root, source), "utf8"), source);
    const completions = await completionsOf(slug);
    const open = learner.cells
      .filter(({ source: text }) => text.endsWith(" = todo();"))
      .map(({ id }) => id);
    const list = `test/lessons/${slug}/third-hints.ts`;
    expect({ [list]: Object.keys(completions) }).toEqual({ [list]: open });
    const run = await runBuilt(root, completed(learner, slug, completions), converter, limits);
    expect(run.cells.filter((cell) => cell.status !== "ok")).toEqual([]);
    const failed = run.exercises.flatMap(({ verdicts }) =>
      verdicts.filter(({ status }) => status !== "pass"),
    );
    expect(failed).toEqual([]);
    expect(run.exercises.map(({ id }) => id)).toEqual(exercises.map(({ id }) => id));
  });
});
