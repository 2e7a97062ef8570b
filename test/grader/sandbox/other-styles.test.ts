import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { gradeClass } from "../../../lib/grader/grade-class.ts";
import { readNotebook, writeNotebook } from "../../../lib/notebook/notebook.ts";
import { PROJECT } from "../../cli/temporary-project.ts";

const LESSON = "05-zdr-alternative.ipynb";
const place = mkdtempSync(join(tmpdir(), "other-styles-"));
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** 05.4's solution with the SDK's two other helpers. */
function inAnotherStyle(text: string): string {
  const [before, find, brief] = text.split("betaStandardSchemaTool(");
  if (brief === undefined) throw new Error("the solution has changed");
  return `
import { betaTool } from "@anthropic-ai/sdk/helpers/beta/json-schema";
import { betaZodTool } from "@anthropic-ai/sdk/helpers/beta/zod";
${before}betaZodTool(${find}betaTool(${brief.replace(
    "z.object({ company_id: z.string() })",
    '{ type: "object", properties: { company_id: { type: "string" } }, required: ["company_id"] } as const',
  )}`;
}

it("is graded with helpers that no lesson imports", async () => {
  const notebook = readNotebook(readFileSync(join(PROJECT, "solutions", LESSON), "utf8"), LESSON);
  const answer = notebook.cells.find(({ id }) => id === "answer-05-4");
  if (answer === undefined) throw new Error("the solution has changed");
  answer.source = inAnotherStyle(answer.source);
  mkdirSync(join(place, "class", "ada"), { recursive: true });
  writeFileSync(join(place, "class", "ada", LESSON), writeNotebook(notebook));
  const { submissions } = await gradeClass({
    root: PROJECT,
    submissions: join(place, "class"),
    out: join(place, "out"),
    jobs: 1,
    sandbox: "bwrap",
    variants: { source: "public" },
  });
  const exercises = submissions.flatMap((submission) => submission.exercises);
  expect(exercises.filter(({ points, earned }) => earned < points)).toEqual([]);
  expect(exercises.find(({ id }) => id === "05.4")?.answer).toContain("betaTool(");
});
