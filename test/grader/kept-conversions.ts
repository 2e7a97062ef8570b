import { convertCourse, readConversions } from "../../lib/grader/course-conversions.ts";
import { graderDigest } from "../../lib/grader/course-notebooks.ts";
import { DIST } from "../../lib/grader/grading-context.ts";
import { defaultLimits } from "../../lib/grader/limits.ts";
import { keptFor } from "../../lib/grader/sandbox/bundle.ts";
import type { KnownConversion } from "../../lib/notebook/remembering-converter.ts";
import { PROJECT } from "../cli/temporary-project.ts";

/** The conversions of these lessons where the grader itself keeps them, so that all test files make them once. */
export async function keptConversions(slugs: readonly string[]): Promise<KnownConversion[]> {
  const conversions = `${keptFor(PROJECT, graderDigest(PROJECT, DIST))}-conversions`;
  const settings = {
    root: PROJECT,
    sandbox: "none" as const,
    variants: { source: "public" as const },
    limits: defaultLimits,
    hidden: [],
    conversions,
  };
  await convertCourse(settings, new Set(slugs));
  return readConversions(conversions, slugs);
}
