import { z } from "zod";
import { lessons } from "../../../lib/exercises/manifest/manifest.ts";
import type { VerdictStatus } from "../../../lib/exercises/verdict.ts";
import {
  type GradedExercise,
  type Report,
  REPORT_FORMAT,
  type ReportLesson,
  type ReportVerdict,
  type Submission,
} from "../../../lib/grader/report.ts";
import type { GradebookInputs } from "../../../lib/grader/report/gradebook.ts";
import { apiReply, apiRequest, mcpCall, message } from "../../draw/samples.ts";

/** The course as the grader reports it. */
const course: ReportLesson[] = lessons.map(({ slug, title, exercises }) => {
  const told = exercises.map(({ id, title: words, checks, stretch }) => ({
    id,
    title: words,
    points: checks.reduce((sum, { points }) => sum + points, 0),
    stretch: stretch === true,
    checks: [...checks],
  }));
  return {
    slug,
    title,
    points: told.reduce((sum, { points }) => sum + points, 0),
    exercises: told,
  };
});

/** The lesson of this slug. */
function lessonOf(slug: string): ReportLesson {
  const lesson = course.find((candidate) => candidate.slug === slug);
  if (lesson === undefined) throw new Error(`There is no lesson ${slug}.`);
  return lesson;
}

/** How a check came out, or that only values beside the published ones failed it. */
export type Outcome = VerdictStatus | "private";

function verdict(check: string, outcome: Outcome): ReportVerdict {
  const words = { expected: "", found: "", advice: "" };
  if (outcome === "private") return { check, status: "fail", decidedBy: "private", ...words };
  if (outcome !== "fail") return { check, status: outcome, decidedBy: "public", ...words };
  return {
    decidedBy: "public",
    check,
    status: outcome,
    expected: "`default_config` says `enabled: false`, so that new tools stay closed",
    found: "delete_repository is open:\nno `default_config` was sent",
    advice: "What is a tool that nobody named allowed to do?",
  };
}

/** An exercise whose checks come out as told, in their order; the rest pass. */
export function gradedExercise(
  lesson: string,
  id: string,
  outcomes: readonly Outcome[] = [],
  answer: string = "const answer = { ok: true };",
): GradedExercise {
  const exercise = lessonOf(lesson).exercises.find((candidate) => candidate.id === id);
  if (exercise === undefined) throw new Error(`There is no exercise ${id}.`);
  const verdicts = exercise.checks.map((check, index) =>
    verdict(check.id, outcomes[index] ?? "pass"),
  );
  const passed = exercise.checks.filter((_check, index) => verdicts[index]?.status === "pass");
  return {
    id,
    title: exercise.title,
    points: exercise.points,
    earned: passed.reduce((sum, { points }) => sum + points, 0),
    verdicts,
    answer,
    trace: [],
  };
}

const nothing = { attempt: undefined, notes: [], run: { cells: 24, ok: 24, troubled: [] } };

/** A graded submission whose exercises come out as told; those that are not told pass. */
export function graded(
  student: string,
  slug: string,
  outcomes: Record<string, readonly Outcome[]> = {},
  more: Partial<Submission> = {},
): Submission {
  return {
    student,
    lesson: slug,
    path: `${student}/${slug}.ipynb`,
    sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    status: "graded",
    exercises: lessonOf(slug).exercises.map(({ id }) => gradedExercise(slug, id, outcomes[id])),
    notes: nothing.notes,
    run: nothing.run,
    ...more,
  };
}

/** A submission that could not be graded. */
export function notGradable(
  student: string,
  slug: string | undefined,
  sentence: string,
): Submission {
  return {
    student,
    ...(slug === undefined ? {} : { lesson: slug }),
    path: `${student}/${slug ?? "notes"}.ipynb`,
    sha256: "",
    status: "not-gradable",
    reason: { code: "notebook-not-json", sentence },
    exercises: [],
    notes: [],
    run: { cells: 0, ok: 0, troubled: [] },
  };
}

/** A report of some submissions, graded in a sandbox with unpublished values. */
export function reportOf(submissions: Submission[], more: Partial<Report> = {}): Report {
  return {
    format: REPORT_FORMAT,
    course,
    sandbox: { kind: "bwrap", trusted: false },
    variants: { source: "seed", digest: "ab".repeat(32), count: 3 },
    submissions,
    ignored: [],
    ...more,
  };
}

/** Nothing beside the report. */
export const alone: GradebookInputs = { marks: { marks: [], problems: [] }, late: [], due: [] };

/** A student's answer that would do harm on a page that does not escape. */
export const HOSTILE = `</pre><script>alert("x")</script><img src=x onerror=alert(1)>\u202Egnp.exe`;

/** A small class with one of everything that a page has to show. */
export function sampleClass(): Report {
  const connector = "01-connector-call";
  const traced = graded("ada", connector, {
    "01.2": ["fail", "pass", "private"],
    "01.4": ["not-started", "not-started", "not-started", "not-started", "not-started"],
  });
  const exercises = traced.exercises.map((exercise) =>
    exercise.id === "01.2"
      ? {
          ...exercise,
          answer: ANSWER,
          trace: z
            .json()
            .array()
            .parse([
              apiRequest(1, { model: "claude-opus-4-7", messages: [] }),
              mcpCall("connector", "huggingface", "tools/list", {}, { tools: [] }),
              mcpCall("connector", "huggingface", "tools/call", { name: "hub_repo_search" }, {}),
              apiReply(1, 200, message("end_turn", "mcp_tool_use", "mcp_tool_result", "text")),
            ]),
        }
      : exercise,
  );
  const notes = [
    {
      code: "cell-restored",
      sentence: "The cell `check-01-2` was changed; the course's own was put back.",
    },
  ];
  const run = {
    cells: 24,
    ok: 23,
    troubled: [
      {
        id: "answer-01-4",
        status: "error" as const,
        owner: "answer" as const,
        said: "5:9 - Cannot find name 'lba'. Did you mean 'lab'?",
      },
    ],
  };
  return reportOf(
    [
      { ...traced, exercises, notes, run, submittedAt: "2026-11-20T09:30:00Z", attempt: 2 },
      graded("ada", "03-env-config"),
      graded("boris", connector, { "01.1": ["fail"], "01.3": ["private", "fail"] }),
      notGradable("boris", "03-env-config", "The file is no notebook: it is not JSON."),
      graded("=cmd|' /C calc'!A0", connector, { "01.1": ["fail"] }),
      graded(
        `<img src=x onerror=alert(1)>\u202Evil`,
        connector,
        {},
        {
          exercises: lessonOf(connector).exercises.map(({ id }) =>
            gradedExercise(connector, id, ["fail"], HOSTILE),
          ),
          path: "../../etc/`passwd`",
        },
      ),
      notGradable("dora", undefined, "No cell of any lesson is in this notebook."),
      ...Array.from({ length: 12 }, (_, at) =>
        graded(`student-${String(at).padStart(2, "0")}`, connector, {
          "01.2": at % 3 === 0 ? ["fail"] : [],
          "01.5": at % 2 === 0 ? ["pass", "fail"] : [],
        }),
      ),
    ],
    {
      asOf: "2026-11-22T00:00:00Z",
      ignored: [
        {
          path: "ada/.ipynb_checkpoints/01.ipynb",
          reason: { code: "hidden", sentence: "A copy that Jupyter keeps." },
        },
      ],
    },
  );
}

const ANSWER = `const toolset: Anthropic.Beta.BetaMCPToolset = {
  type: "mcp_toolset",
  mcp_server_name: "huggingface",
  configs: {
    hub_repo_search: { enabled: true },
  },
};`;
