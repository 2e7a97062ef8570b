/**
 * A grading process: has one submission after the other run in a sandbox and judges it. The parent
 * starts several of them, since the compiler works on one cell at a time.
 */
import { readConversions } from "../course-conversions.ts";
import { courseNotebooks } from "../course-notebooks.ts";
import { lessons } from "../../exercises/manifest/manifest.ts";
import { openBench } from "../bench.ts";
import { gradeNotebook, type Grading } from "../grade-notebook.ts";
import { readPlainFile } from "../collect/read-file.ts";
import { readSubmitted } from "../read/read-notebook.ts";
import type { Reason } from "../report.ts";
import type { FromWorker, ToWorker, WorkSettings } from "./messages.ts";

type Work = Awaited<ReturnType<typeof prepare>>;

let opened: Promise<Work> | undefined;

async function prepare(settings: WorkSettings) {
  const { root, conversions } = settings;
  const slugs = lessons.map(({ slug }) => slug);
  const known = conversions === undefined ? [] : readConversions(conversions, slugs);
  return { bench: await openBench(settings, known), notebooks: courseNotebooks(root) };
}

async function grade(
  message: Extract<ToWorker, { type: "grade" }>,
  { bench, notebooks }: Work,
): Promise<Grading> {
  const lesson = lessons.find(({ slug }) => slug === message.lesson);
  const course = notebooks.get(message.lesson);
  const file = readPlainFile(message.path);
  if (file.status === "refused") return notGradable(file.reason);
  const submitted = readSubmitted(file.text);
  if (submitted.status === "refused") return notGradable(submitted.reason);
  if (lesson === undefined || course === undefined) throw new Error(`no lesson ${message.lesson}`);
  return await gradeNotebook(lesson, course.learner, submitted.cells, bench, message.isAlone);
}

function notGradable(reason: Reason): Grading {
  const run = { cells: 0, ok: 0, troubled: [] };
  return {
    status: "done",
    graded: { status: "not-gradable", reason, exercises: [], notes: [], run },
  };
}

process.on("message", (message: ToWorker) => {
  if (message.type === "open") {
    opened = prepare(message.settings);
    return;
  }
  if (opened === undefined) throw new Error("asked to grade before it was opened");
  void opened.then(async (work) => {
    const grading = await grade(message, work);
    const answer: FromWorker = { grading };
    process.send?.(answer);
  });
});

// The parent has no more to grade, or is gone.
process.on("disconnect", () => {
  void Promise.resolve(opened)
    .then((work) => work?.bench.close())
    .finally(() => process.exit());
});
