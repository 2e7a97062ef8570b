import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import { gradeSubmission } from "../../lib/grader/pipeline.ts";
import { lessonNotebooks } from "../../lib/notebook/lesson.ts";
import { startNode } from "../../lib/notebook/node-process.ts";
import { RememberingConverter } from "../../lib/notebook/remembering-converter.ts";
import { PROJECT } from "../cli/temporary-project.ts";
import { contextWith } from "./outside-of-any-sandbox.ts";
import { lessonFiles, inTurn } from "../turns.ts";

const folder = mkdtempSync(join(tmpdir(), "shorthand-"));
const cwd = join(PROJECT, "notebooks");
const converter = new RememberingConverter(startNode, cwd);
const context = contextWith(converter, cwd);

afterAll(async () => {
  await converter.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A cell of the learner's own above the answer, and what of the reference answer is written in another way. */
interface Style {
  own: string;
  changes: [from: string, to: string][];
}

/** Shorthand of the own cell's names, and destructuring that renames or nests what earlier cells declared. */
const STYLES: Record<string, Style> = {
  "01.2": {
    own: `interface Parts { kind: Toolset["type"]; off: { config: { enabled: boolean } } }
const parts: Parts = { kind: "mcp_toolset", off: { config: { enabled: false } } };
const enabled = true;`,
    changes: [
      [
        '({\n  type: "mcp_toolset",',
        "{\n  const { kind: type, off: { config: default_config } } = parts;\n  return {\n  type,",
      ],
      ["default_config: { enabled: false },", "default_config,"],
      ["{ enabled: true }", "{ enabled }"],
      ["\n});", "\n};\n};"],
    ],
  },
  "01.5": {
    own: `interface Words { culprit: { unauthorized: "token"; connected: "neither" } }
const words: Words = { culprit: { unauthorized: "token", connected: "neither" } };
const server = "server";`,
    changes: [
      [
        "async (error, probe) => {",
        "async ({ status: code }, probe) => {\n  const { culprit: { unauthorized: token, connected: neither } } = words;\n  const answers = { token, neither, server } as const;",
      ],
      ["error.status", "code"],
      ['return "token"', "return answers.token"],
      ['"neither" : "server"', "answers.neither : answers.server"],
    ],
  },
  "02.2": {
    own: `const mimeType = "application/json";
const annotations: About["annotations"] = { audience: ["assistant"], priority: 0.9 };`,
    changes: [
      [
        '    mimeType: "application/json",\n    annotations: { audience: ["assistant"], priority: 0.9 },',
        "    mimeType,\n    annotations,",
      ],
      ["    about: About,", "    { title: heading, ...rest }: About,"],
      ["about.title, uri, about,", "heading, uri, { title: heading, ...rest },"],
      ["about.mimeType", "rest.mimeType"],
      [
        "({ name, body }) => `# ${name}\\n\\n${body}\\n`",
        "({ name: title, body: text }) => `# ${title}\\n\\n${text}\\n`",
      ],
    ],
  },
  "04.2": {
    own: 'const speaking = ["VALIDATION", "NOT_FOUND", "CONFLICT", "BUSINESS_RULE"];',
    changes: [
      [
        "({\n  ruling,\n  said,\n  correlationId,\n})",
        "({\n  ruling: { message: standard, ...ruling },\n  said,\n  correlationId: correlation_id,\n})",
      ],
      [
        '  const speaking = ["VALIDATION", "NOT_FOUND", "CONFLICT", "BUSINESS_RULE"];\n',
        "  const lists = { speaking };\n",
      ],
      ["speaking.includes", "lists.speaking.includes"],
      ["ruling.message", "standard"],
      ["correlation_id: correlationId", "correlation_id"],
    ],
  },
  "05.2": {
    own: "const covered = /^claude-(fable|mythos)-5/;",
    changes: [
      [
        "({ path, body }) => {",
        "({ path: to, body: { requests: batch = [], ...first } }) => {\n  const patterns = { covered };",
      ],
      ["path.startsWith", "to.startsWith"],
      ["/^claude-(fable|mythos)-5/.test", "patterns.covered.test"],
      ['{ type = "", allowed_callers, model }', '{ type = "", allowed_callers: callers, model }'],
      ["allowed_callers?.join", "callers?.join"],
      ["allowed_callers?.some", "callers?.some"],
      [
        "[body, ...(body.requests ?? []).map((entry) => entry.params)]",
        "[first, ...batch.map(({ params: sent }) => sent)]",
      ],
      ["{ model } of one", "{ model: other } of one"],
      ["auditModel(model);\n    for (const tool", "auditModel(other);\n    for (const tool"],
    ],
  },
  "05.3": {
    own: 'const max_tokens = 4096;\nconst role = "user" as const;',
    changes: [
      [
        "async (client, hub, crmClient, task) => {",
        "async (client, hub, crmClient, { allow: { hub: ofHub, crm: ofCrm }, question: content }) => {",
      ],
      ["task.allow[server]", '(server === "hub" ? ofHub : ofCrm)'],
      ["max_tokens: 4096", "max_tokens"],
      ['{ role: "user", content: task.question }', "{ role, content }"],
    ],
  },
  "06.1": {
    own: `interface Draft { about: { summary: string }; places: { server: SketchSystem["server"] } }
const draft: Draft = {
  about: { summary: "Lends books to a quarter of a town; three people at the desk answer for every loan." },
  places: { server: { name: "library", transports: ["stdio"] } },
};
const { about: { summary: told }, places: { server: place } } = draft;
const questions: SketchSystem["questions"] = [
  { ask: "Which loans are overdue by more than a week?", from: "find_loans" },
  { ask: "Renew the loan of a book", from: "renew_loan" },
  { ask: "How often may a book be renewed?", from: "library://rules" },
  { ask: "When is the library open on Saturday?", from: "library://hours" },
];`,
    changes: [
      [/ {2}questions: \[[^\]]*\],/.exec(solved("06.1"))?.[0] ?? "", "  questions,"],
      [
        'summary:\n      "Lends books to a quarter of a town; three people at the desk answer for every loan."',
        "summary: told",
      ],
      ['server: { name: "library", transports: ["stdio"] }', "server: place"],
    ],
  },
};

function lessonOf(exercise: string) {
  const lesson = lessons.find(({ slug }) => slug.startsWith(exercise.slice(0, 2)));
  if (lesson === undefined) throw new Error(`no lesson of ${exercise}`);
  const source = join(PROJECT, "solutions", `${lesson.slug}.ts`);
  return { lesson, ...lessonNotebooks(readFileSync(source, "utf8"), source) };
}

function solved(exercise: string): string {
  const id = `answer-${exercise.replace(".", "-")}`;
  const cell = lessonOf(exercise).solved.cells.find((one) => one.id === id);
  if (cell === undefined) throw new Error(`no cell ${id}`);
  return cell.source;
}

const turn = {
  name: "shorthand and renaming",
  of: 4,
  files: ([exercise]: [string, Style]) => lessonFiles(lessonOf(exercise).lesson.slug),
};

it.each(inTurn(Object.entries(STYLES), turn))(
  "%s written with shorthand of earlier names and with renaming earns everything",
  async (asked, { own, changes }) => {
    const source = changes.reduce((text, [from, to]) => {
      expect(text).toContain(from);
      return text.replaceAll(from, () => to);
    }, solved(asked));
    const { lesson, learner, solved: whole } = lessonOf(asked);
    const number = asked.replace(".", "-");
    const at = whole.cells.findIndex(({ id }) => id === `answer-${number}`);
    const last = whole.cells.findIndex(({ id }) => id === `check-${number}`);
    const cells = whole.cells
      .slice(0, last + 1)
      .map((cell, index) => (index === at ? { ...cell, source } : cell));
    const mine = {
      cell_type: "code" as const,
      id: "mine",
      metadata: {},
      source: own,
      execution_count: null,
      outputs: [],
    };
    const path = join(folder, `${lesson.slug}.ipynb`);
    writeFileSync(
      path,
      JSON.stringify({
        nbformat: 4,
        nbformat_minor: 5,
        metadata: {},
        cells: cells.toSpliced(at, 0, mine),
      }),
    );
    const submission = { path, lesson, course: learner, isAlone: true };
    const grading = await gradeSubmission(submission, context);
    const graded = grading.status === "done" ? grading.graded.exercises : [];
    const exercise = graded.find(({ id }) => id === asked);
    const open = exercise?.verdicts.filter(({ status }) => status !== "pass");
    expect({ grading: grading.status, open }).toEqual({ grading: "done", open: [] });
  },
);
