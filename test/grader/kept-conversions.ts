import { convertCourse, readConversions } from "../../lib/grader/course-conversions.ts";
import { graderDigest } from "../../lib/grader/course-notebooks.ts";
import { DIST } from "../../lib/grader/grading-context.ts";
import { defaultLimits } from "../../lib/grader/limits.ts";
import { keptFor } from "../../lib/grader/sandbox/bundle.ts";
import type { KnownConversion } from "../../lib/notebook/remembering-converter.ts";
import { PROJECT } from "../cli/temporary-project.ts";

/** How the course's own cells are converted without a class: into this folder, outside of any sandbox. */
export function conversionSettings(conversions: string): Parameters<typeof convertCourse>[0] {
  return {
    root: PROJECT,
    sandbox: "none",
    variants: { source: "public" },
    limits: defaultLimits,
    hidden: [],
    conversions,
  };
}

/** The conversions of these lessons where the grader itself keeps them, so that all test files make them once. */
export async function keptConversions(slugs: readonly string[]): Promise<KnownConversion[]> {
  const conversions = `${keptFor(PROJECT, graderDigest(PROJECT, DIST))}-conversions`;
  await convertCourse(conversionSettings(conversions), new Set(slugs));
  return readConversions(conversions, slugs);
}
