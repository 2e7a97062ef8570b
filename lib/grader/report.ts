import { z } from "zod";
import { DEEPEST, type Json, parseJson } from "../base/json.ts";

/** Counts up when a reader of an older `report.json` would misread a newer one. */
export const REPORT_FORMAT = 2;

const reason = z.object({
  /** For programs, such as `notebook-not-json`. */
  code: z.string(),
  /** For people: what is wrong, and what to do where something can be done. */
  sentence: z.string(),
});

const severity = z.enum(["must", "should"]);

const check = z.object({
  /** "NN.k.slug". */
  id: z.string(),
  title: z.string(),
  severity,
  points: z.number(),
});

const exercise = z.object({
  /** "NN.k". */
  id: z.string(),
  title: z.string(),
  /** The sum of its checks' points. */
  points: z.number(),
  /** Not needed for completion; worth no points. */
  stretch: z.boolean(),
  checks: z.array(check),
});

const lesson = z.object({
  /** "NN-slug". */
  slug: z.string(),
  title: z.string(),
  /** The sum of its exercises' points. */
  points: z.number(),
  exercises: z.array(exercise),
});

const verdict = z.object({
  /** Check id. */
  check: z.string(),
  status: z.enum(["pass", "fail", "not-started"]),
  /**
   * Which kind of variant the verdict comes from. `private`: every published variant passed, and one
   * that is not published failed; `expected`, `found` and `advice` are then empty, and a page may say
   * no more than the check's title and that values other than the published ones were used.
   */
  decidedBy: z.enum(["public", "private"]),
  expected: z.string(),
  found: z.string(),
  /** Where to look next; empty on a pass. */
  advice: z.string(),
});

const json: z.ZodType<Json> = z.json();

const gradedExercise = z.object({
  id: z.string(),
  title: z.string(),
  points: z.number(),
  earned: z.number(),
  verdicts: z.array(verdict),
  /** The source of the learner's answer cell; empty where it was deleted. */
  answer: z.string(),
  /**
   * What the answer sent and received on the first published variant, as `drawTrace` takes it
   * (`TraceEvent[]` of `lib/wire/trace-event.ts`). Empty where nothing was sent, or too much.
   */
  trace: z.array(json),
});

/** What a cell that did not succeed came to. Cells that did are not listed. */
const troubledCell = z.object({
  id: z.string(),
  /** `error`: it ran and failed; `not-run`: the run had come to its end before it. */
  status: z.enum(["error", "not-run"]),
  /** Whether the cell is the course's own, an answer, or one that the learner added. */
  owner: z.enum(["course", "answer", "learner"]),
  /** What it printed as its error, cut to some lines; empty for `not-run`. */
  said: z.string(),
});

/** One submission, as `report.json` holds it. */
export const submissionSchema = z.object({
  /** Empty where nothing tells whose it is; then it is not gradable, and may be anybody's. */
  student: z.string(),
  /** Who else handed it in, and has the grade too. */
  members: z.array(z.string()).optional(),
  /** Other identifications of the student, such as an e-mail address beside a number. */
  aliases: z.array(z.string()).optional(),
  /** What the course system calls the student, for people. */
  name: z.string().optional(),
  /** "NN-slug"; absent where the file does not tell and could not be read. */
  lesson: z.string().optional(),
  /** Relative to the submissions folder, with "/" between folders. */
  path: z.string(),
  /** Which of the student's attempts at this lesson counts, and when it came in; where the layout tells. */
  attempt: z.number().optional(),
  /** ISO 8601, as the layout tells it. */
  submittedAt: z.string().optional(),
  /** Whether it came late, where the layout tells that and no time. */
  late: z.boolean().optional(),
  /** Digest of the submitted file: hexadecimal SHA-256. Empty where it was not read. */
  sha256: z.string(),
  status: z.enum(["graded", "not-gradable"]),
  /** Why it is not gradable. */
  reason: reason.optional(),
  /** In the lesson's order; empty when not gradable. */
  exercises: z.array(gradedExercise),
  /** What was found and done about it before grading: cells put back, duplicates, cells left out. */
  notes: z.array(reason),
  /** How the run went; no times, since the same input gives the same bytes. */
  run: z.object({
    cells: z.number(),
    ok: z.number(),
    troubled: z.array(troubledCell),
  }),
});

/** Everything that a grading run found: what `report.json` holds, and what `merge` reads. */
export const reportSchema = z.object({
  format: z.literal(REPORT_FORMAT),
  course: z.array(lesson),
  sandbox: z.object({
    kind: z.enum(["bwrap", "container", "user", "none"]),
    /** True for `none`: the instructor vouched for every submission. Each report says so. */
    trusted: z.boolean(),
  }),
  /** Where the variants beside the published ones came from. The seed itself is nowhere. */
  variants: z.discriminatedUnion("source", [
    z.object({ source: z.literal("public") }),
    z.object({ source: z.literal("seed"), digest: z.string(), count: z.number() }),
    z.object({ source: z.literal("folder"), digest: z.string(), count: z.number() }),
  ]),
  /** The rows of `groups.csv`, where there is one. */
  groups: z
    .array(
      z.object({
        line: z.number(),
        group: z.string(),
        student: z.string(),
        lesson: z.string().optional(),
      }),
    )
    .optional(),
  /** The date of `--as-of`, ISO 8601. */
  asOf: z.string().optional(),
  /** Which part of the class this run graded; absent for all of it and after a merge. */
  shard: z.object({ index: z.number(), of: z.number() }).optional(),
  /** Sorted by student, then lesson, then path: one for each student and lesson that was handed in. */
  submissions: z.array(submissionSchema),
  /** Earlier attempts, graded too where the best one counts. */
  earlierAttempts: z.array(submissionSchema).optional(),
  /** Every other file in the submissions folder, once: earlier attempts, copies, what is no notebook. */
  ignored: z.array(z.object({ path: z.string(), reason })),
});

/** What was sent may be as deep as anything foreign; around it a report has some levels of its own. */
export const DEEPEST_IN_REPORT = DEEPEST + 20;

/** A report from its JSON text. Throws where it is none of this version. */
export function readReport(text: string): Report {
  return reportSchema.parse(parseJson(text, DEEPEST_IN_REPORT));
}

export type Report = z.infer<typeof reportSchema>;
export type Submission = z.infer<typeof submissionSchema>;
export type GradedExercise = z.infer<typeof gradedExercise>;
export type ReportVerdict = z.infer<typeof verdict>;
export type ReportLesson = z.infer<typeof lesson>;
export type ReportExercise = z.infer<typeof exercise>;
export type ReportCheck = z.infer<typeof check>;
export type Reason = z.infer<typeof reason>;
