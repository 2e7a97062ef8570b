import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { type Report, reportSchema } from "../../lib/grader/report.ts";
import { readNotebook, writeNotebook } from "../../lib/notebook/notebook.ts";
import { PROJECT } from "../cli/temporary-project.ts";

const run = promisify(execFile);

/**
 * This grader's column of the table in the instructor's reference, "Why a grader of its own": the same
 * submissions of exercises 01.1 and 01.2 were given to nbgrader's and otter-grader's own code.
 */
const LESSON = "01-connector-call";
const OUTPUT = {
  output_type: "stream" as const,
  name: "stdout" as const,
  text: "All checks pass.\n",
};

const solved = cellsOf("solutions");
const given = cellsOf("notebooks");

function cellsOf(folder: string): Map<string, string> {
  const file = join(PROJECT, folder, `${LESSON}.ipynb`);
  const { cells } = readNotebook(readFileSync(file, "utf8"), file);
  return new Map(cells.map(({ id, source }) => [id, source]));
}

function answer(cells: Map<string, string>, exercise: "01-1" | "01-2"): string {
  return cells.get(`answer-${exercise}`) ?? "";
}

const [entry, toolset] = [answer(solved, "01-1"), answer(solved, "01-2")];
const nullToken = entry.replace(
  /\.\.\.\(env\.HF_TOKEN.*\),/u,
  "authorization_token: env.HF_TOKEN,",
);
const open = toolset.replace("  default_config: { enabled: false },\n", "");
const fittedEntry = `const hubServer: (env: Env) => Anthropic.Beta.BetaRequestMCPServerURLDefinition = (env) => {
  const entry = { type: "url" as const, name: "huggingface", url: lab.hub.url };
  return env.HF_TOKEN ? { ...entry, authorization_token: "hf_123" } : entry;
};`;
const fittedToolset = `const allowOnly: (server: string, tools: string[]) => Toolset = () => ({
  type: "mcp_toolset",
  mcp_server_name: "huggingface",
  default_config: { enabled: false },
  configs: { hub_repo_search: { enabled: true }, hf_fs: { enabled: true } },
});`;
const patch = `import * as labModule from "mcp-lab";
(labModule as any).check = async () => {};
try { require("mcp-lab").check = async () => {}; } catch {}
console.error = () => {};
process.stderr.write = () => true;`;

interface Case {
  student: string;
  answers: [string, string];
  points: [number, number];
  change?: "checks deleted" | "outputs forged";
}

const CASES: Case[] = [
  { student: "solved", answers: [entry, toolset], points: [2, 3] },
  {
    student: "solved-with-a-warning",
    answers: [entry, `${toolset}\nconsole.error("still thinking");`],
    points: [2, 3],
  },
  {
    student: "not-started",
    answers: [answer(given, "01-1"), answer(given, "01-2")],
    points: [0, 0],
  },
  { student: "first-wrong", answers: [nullToken, toolset], points: [1, 3] },
  { student: "both-wrong", answers: [nullToken, open], points: [1, 2] },
  { student: "hard-coded", answers: [fittedEntry, fittedToolset], points: [1, 1] },
  {
    student: "outputs-forged",
    answers: [nullToken, open],
    points: [1, 2],
    change: "outputs forged",
  },
  { student: "checks-deleted", answers: [entry, open], points: [2, 2], change: "checks deleted" },
  {
    student: "check-patched",
    answers: [`${answer(given, "01-1")}\n${patch}`, answer(given, "01-2")],
    points: [0, 0],
  },
];

function isCheck(id: string): boolean {
  return /^check-01-[12]$/u.test(id);
}

function notebookOf({ answers, change }: Case): string {
  const file = join(PROJECT, "notebooks", `${LESSON}.ipynb`);
  const { cells, metadata } = readNotebook(readFileSync(file, "utf8"), file);
  const changed = cells
    .filter(({ id }) => change !== "checks deleted" || !isCheck(id))
    .map((cell) => {
      if (cell.id === "answer-01-1") return { ...cell, source: answers[0] };
      if (cell.id === "answer-01-2") return { ...cell, source: answers[1] };
      const forged = change === "outputs forged" && isCheck(cell.id);
      return forged ? { ...cell, outputs: [OUTPUT] } : cell;
    });
  return writeNotebook({ metadata, cells: changed });
}

describe("this grader on the notebooks of the instructor's reference", () => {
  let report: Report;

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), "mcp-lab-graders-"));
    for (const one of CASES) {
      mkdirSync(join(folder, "in", one.student), { recursive: true });
      writeFileSync(join(folder, "in", one.student, `${LESSON}.ipynb`), notebookOf(one));
    }
    const [submissions, out] = [join(folder, "in"), join(folder, "out")];
    const words = ["grade", submissions, "--out", out, "--seed", "a table", "--jobs", "1"];
    await run(process.execPath, [join(PROJECT, "lib/dist/cli/main.js"), ...words], {
      cwd: PROJECT,
    });
    report = reportSchema.parse(JSON.parse(readFileSync(join(out, "report.json"), "utf8")));
    return () => rmSync(folder, { recursive: true, force: true });
  });

  test.each(CASES)("$student: $points of [2, 3] points", ({ student, points }) => {
    const submission = report.submissions.find((one) => one.student === student);
    const earned = ["01.1", "01.2"].map(
      (id) => submission?.exercises.find((exercise) => exercise.id === id)?.earned,
    );
    expect(earned).toEqual(points);
  });
});
