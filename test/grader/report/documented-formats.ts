import { z } from "zod";

const visibility = z.enum(["hidden", "after_due_date", "after_published", "visible"]);
const format = z.enum(["text", "html", "simple_format", "md", "ansi"]);

/**
 * Every documented field of an autograder's `results.json`, and no other. Source: Gradescope,
 * "Autograder Specifications", "Output format"
 * (https://gradescope-autograders.readthedocs.io/en/latest/specs/, read 2026-11-22).
 */
export const gradescopeSchema = z.strictObject({
  score: z.number().nonnegative(),
  execution_time: z.number().optional(),
  output: z.string().optional(),
  output_format: format.optional(),
  test_output_format: format.optional(),
  test_name_format: format.optional(),
  visibility: visibility.optional(),
  stdout_visibility: visibility.optional(),
  extra_data: z.record(z.string(), z.unknown()).optional(),
  tests: z.array(
    z.strictObject({
      score: z.number().nonnegative().optional(),
      max_score: z.number().nonnegative().optional(),
      status: z.enum(["passed", "failed"]).optional(),
      name: z.string().optional(),
      name_format: format.optional(),
      number: z.string().optional(),
      output: z.string().optional(),
      output_format: format.optional(),
      tags: z.array(z.string()).optional(),
      visibility: visibility.optional(),
      extra_data: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
});

/** ISO 8601 with a zone and parts of a second, as the score service wants it. */
const instant = z.iso.datetime({ precision: 3 });

/**
 * A list of line items, each with scores of documented fields only. Source: 1EdTech, "Learning Tools
 * Interoperability Assignment and Grade Services 2.0", "Line item service" and "Score publish
 * service"; Canvas, "Score API" (https://developerdocs.instructure.com/services/canvas/file.all_resources/score,
 * read 2026-11-22): `scoreMaximum` must be there when `scoreGiven` is.
 */
export const agsSchema = z.object({
  lineItems: z.array(
    z.strictObject({
      resourceId: z.string(),
      label: z.string(),
      scoreMaximum: z.number(),
      scores: z.array(
        z
          .strictObject({
            userId: z.string().min(1),
            scoreGiven: z.number().nonnegative().optional(),
            scoreMaximum: z.number().nonnegative().optional(),
            comment: z.string().optional(),
            timestamp: instant.optional(),
            activityProgress: z.enum([
              "Initialized",
              "Started",
              "InProgress",
              "Submitted",
              "Completed",
            ]),
            gradingProgress: z.enum([
              "FullyGraded",
              "Pending",
              "PendingManual",
              "Failed",
              "NotReady",
            ]),
            submission: z.strictObject({ submittedAt: instant }).optional(),
          })
          .refine(
            ({ scoreGiven, scoreMaximum }) =>
              (scoreGiven === undefined) === (scoreMaximum === undefined),
          ),
      ),
    }),
  ),
});
