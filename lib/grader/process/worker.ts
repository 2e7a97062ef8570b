/**
 * A grading process: has one submission after the other run in a sandbox and judges it. The parent
 * starts several of them, since the compiler works on one cell at a time.
 */
import { readConversions } from "../course-conversions.ts";
import { courseNotebooks } from "../course-notebooks.ts";
import { lessons } from "../../exercises/manifest/manifest.ts";
import { openGradingContext } from "../grading-context.ts";
import type { Grading } from "../grading.ts";
import { gradeSubmission } from "../pipeline.ts";
import type { FromWorker, ToWorker, WorkSettings } from "./messages.ts";

type Work = Awaited<ReturnType<typeof prepare>>;

let opened: Promise<Work> | undefined;

async function prepare(settings: WorkSettings) {
  const { root, conversions } = settings;
  const slugs = lessons.map(({ slug }) => slug);
  const known = conversions === undefined ? [] : readConversions(conversions, slugs);
  return { context: await openGradingContext(settings, known), notebooks: courseNotebooks(root) };
}

async function grade(
  { path, lesson: slug, isAlone }: Extract<ToWorker, { type: "grade" }>,
  { context, notebooks }: Work,
): Promise<Grading> {
  const lesson = lessons.find((one) => one.slug === slug);
  const course = notebooks.get(slug)?.learner;
  if (lesson === undefined || course === undefined) throw new Error(`no lesson ${slug}`);
  return await gradeSubmission({ path, lesson, course, isAlone }, context);
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
    .then((work) => work?.context.close())
    .finally(() => process.exit());
});
