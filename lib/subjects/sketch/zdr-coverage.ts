import { eligibilityOf, type FeatureId } from "../zdr/eligibility.ts";

/** Every feature of the API that a sketch can name: what a design of tools and Resources comes to use. */
export const zdrFeatures = [
  "messages",
  "own-tools",
  "prompt-caching",
  "structured-outputs",
  "mcp-connector",
  "code-execution",
  "files",
  "batches",
  "skills",
] as const satisfies readonly FeatureId[];

/** What a design can use of the API. */
export type ZdrFeature = (typeof zdrFeatures)[number];

/** Whether an arrangement for Zero Data Retention covers it. */
export function isCovered(feature: ZdrFeature): boolean {
  return eligibilityOf(feature).eligible !== "no";
}
