import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { gradeClass } from "../../../lib/grader/grade-class.ts";
import type { Submission } from "../../../lib/grader/report.ts";
import * as library from "../../../lib/index.ts";
import { lessonNotebooks } from "../../../lib/notebook/lesson.ts";
import { writeNotebook } from "../../../lib/notebook/notebook.ts";
import { PROJECT } from "../../cli/temporary-project.ts";
import { lessonFiles, inTurn } from "../../turns.ts";

/** How a cell uses each function of the library: what it throws where that is not as in a notebook. */
const USES: Readonly<Record<string, string>> = {
  LabError: 'if (new LabError("x", { what: "w", remedy: "r" }).code !== "x") throw new Error();',
  argumentIssues:
    'argumentIssues((shownInput as any)._x ?? { issues: [{ code: "custom", path: ["a"], message: "m" }] } as any);',
  check: 'await check("00.1", {});',
  chooseTool: 'chooseTool("Who is it?", []);',
  compareErrors:
    'if (Object.values(compareErrors()).some((calls: any) => calls.length !== 60)) throw new Error("calls");',
  drawCatalog: 'drawCatalog([{ uri: "crm://a" }], "A");',
  drawCommit: 'await drawCommit({ "a.txt": "a" }, "C");',
  drawCourse: "drawCourse();",
  drawEligibility: 'drawEligibility("covered");',
  drawHostRun: "drawHostRun((await recordedHostRuns()).crm);",
  drawNeedlessReads: "drawNeedlessReads({ given: [] }, []);",
  drawRetries:
    'await drawRetries("R", () => ({ action: "stop", reason: "no" }), { maxAttempts: 1, maxElapsedMs: 1, baseMs: 1, maxWaitMs: 1 });',
  drawSketch: "drawSketch(sketchExamples.clinic);",
  drawTable: 'drawTable([{ name: "a" }], "T");',
  drawTools: 'drawTools([], { type: "mcp_toolset", mcp_server_name: "x" }, "T");',
  drawTrace: 'drawTrace({ answeredBy: "rehearsal", events: [] });',
  drawWhoSaw: 'drawWhoSaw({ events: [] }, "W");',
  examplePaths:
    'const paths = await examplePaths();\nif (paths.direct.of("mcp-call").length === 0) throw new Error("no calls");',
  fitForClaude: "fitForClaude([], {} as any);",
  hint: 'hint("00.1");',
  hostChanges: "hostChanges((await recordedHostRuns()).crm);",
  inspectConfig: `for (const faulty of [{ mcpServers: { a: { command: "x", env: { API_PASSWORD: "not-a-password" } } } }, "{"]) {
  if ((await inspectConfig(faulty)).length === 0) throw new Error("nothing found");
}`,
  keepSketch: "keepSketch(sketchExamples.clinic);",
  lookAlikeQuestions: 'if (lookAlikeQuestions.length === 0) throw new Error("none");',
  lookAlikes: 'if (lookAlikes.length === 0) throw new Error("none");',
  openLab: `const own = await openLab();
const ownCrm = await own.crm.connect();
if ((await ownCrm.listResources()).resources.length === 0) throw new Error("no catalog");
await ownCrm.close();
own.client.messages;`,
  parseCatalog: 'parseCatalog("crm://a | 0.5 | A\\n    Says a.");',
  poorCatalog: 'if (poorCatalog.length === 0) throw new Error("none");',
  poorCatalogQuestions: 'if (poorCatalogQuestions.length === 0) throw new Error("none");',
  rankEntries: 'rankEntries("a", []);',
  rankTools: 'rankTools("Who is it?", []);',
  recordedHostRuns: "await recordedHostRuns();",
  resultViews: 'resultViews({ content: [{ type: "text", text: "x" }] });',
  reviewSketch: "await reviewSketch(sketchExamples.warehouseWithFaults);",
  rulingOf: 'rulingOf({ allow: ["mcp__a__b"] }, "a", "b");',
  showExpansion: "showExpansion({ mcpServers: {} }, {});",
  shownInput: "shownInput;",
  sketchExamples: "sketchExamples.clinic.system;",
  startFailingCrm: `const failing = await startFailingCrm();
failing.fail({ kind: "rate-limited", retryAfterSeconds: 30 });
const failed = await failing.client.callTool({ name: "crm_pipeline", arguments: {} });
if ((failed.structuredContent as any).error.retry_after_ms !== 30_000) throw new Error("no error");
failing.fail({ kind: "unavailable" });
if ((await failing.readOnly.callTool({ name: "crm_pipeline", arguments: {} })).isError) throw new Error("not tried again");
if ((await failing.request("/deals")).status !== 200) throw new Error("no answer");
if (failing.trace.events.length === 0) throw new Error("no trace");
await failing.close();`,
  startPracticeCrm: `const practice = await startPracticeCrm();
const { spawn } = require("child_process");
const child = spawn(practice.config.command, practice.config.args, { env: practice.env, stdio: ["pipe", "pipe", "inherit"] });
child.stdin.write(JSON.stringify({ jsonrpc: "2.0", id: 1, method: "initialize", params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "t", version: "1" } } }) + "\\n");
const said = await new Promise((resolve) => child.stdout.once("data", resolve));
if (!String(said).includes("serverInfo")) throw new Error(String(said));
child.stdin.end();
await new Promise((resolve) => child.once("exit", resolve));
await practice.close();`,
  todo: "todo();",
  toolError: "toolError.safeParse({});",
  tryOut: 'await tryOut("00.1", {});',
};

/** What a cell may use beside it, at run time. */
const PACKAGES = `for (const name of ["zod", "@modelcontextprotocol/client", "node:fs"]) {
  if (Object.keys(await import(name)).length === 0) throw new Error(name);
}`;

const place = mkdtempSync(join(tmpdir(), "cells-may-use-"));
afterAll(() => rmSync(place, { recursive: true, force: true }));

const using = (names: readonly string[], scope = ""): string =>
  [
    "const use = async () => {",
    scope,
    ...names.map((name) => `{\n${USES[name]}\n}`),
    PACKAGES,
    "};",
    "await use();",
  ].join("\n");

/** A lesson's answers, each of these with uses of the library below it. */
function handIn(
  student: string,
  slug: string,
  isUsing: (exercise: number) => boolean,
  usesIn: (imported: readonly string[]) => string,
): void {
  const path = join(PROJECT, "solutions", `${slug}.ts`);
  const { solved } = lessonNotebooks(readFileSync(path, "utf8"), path);
  const setup = solved.cells.find(({ id }) => id === "setup")?.source ?? "";
  const imported = Object.keys(USES).filter((name) => new RegExp(`\\b${name}\\b`).test(setup));
  const answers = solved.cells.filter(({ id }) => id.startsWith("answer-"));
  const cells = solved.cells.map((cell) =>
    answers.includes(cell) && isUsing(answers.indexOf(cell))
      ? { ...cell, source: `${cell.source}\n${usesIn(imported)}` }
      : cell,
  );
  mkdirSync(join(place, "class", student), { recursive: true });
  writeFileSync(
    join(place, "class", student, `${slug}.ipynb`),
    writeNotebook({ ...solved, cells }),
  );
}

const slugs = inTurn(
  readdirSync(join(PROJECT, "solutions"))
    .filter((name) => name.endsWith(".ts"))
    .map((name) => name.slice(0, -3)),
  { name: "what cells may use", of: 6, files: lessonFiles },
);
let submissions: Submission[] = [];

beforeAll(async () => {
  const all = Object.keys(USES);
  for (const slug of slugs) {
    handIn(
      "everything",
      slug,
      // One cell for all of them: such a cell has the whole notebook run.
      (exercise) => exercise === 0,
      () =>
        `import * as mcpLab from "mcp-lab";\n${using(all, `const { ${all.join(", ")} } = mcpLab as any;`)}`,
    );
    // What its lesson imports it has without an import, and the grader leaves out what it does not need.
    handIn("imported", slug, () => true, using);
  }
  const report = await gradeClass({
    root: PROJECT,
    submissions: join(place, "class"),
    out: join(place, "out"),
    // A second one would start a compiler of its own, and both processors have other files to work on.
    jobs: 1,
    sandbox: "bwrap",
    variants: { source: "public" },
  });
  submissions = report.submissions;
});

it("is known for every function of the library", () => {
  expect(Object.keys(USES).toSorted()).toEqual(Object.keys(library).toSorted());
});

it.each(["everything", "imported"].flatMap((student) => slugs.map((slug) => ({ student, slug }))))(
  "costs no answer of $slug a point where cells use $student",
  ({ student, slug }) => {
    const found = submissions.find((one) => one.student === student && one.lesson === slug);
    expect([found?.status, found?.run.troubled, found?.notes]).toEqual(["graded", [], []]);
    const failed = found?.exercises
      .flatMap(({ verdicts }) => verdicts)
      .filter(({ status }) => status !== "pass");
    expect(failed).toEqual([]);
  },
);
