/**
 * Whether an arrangement for Zero Data Retention covers a feature of the API. Source: Anthropic's page
 * "API and data retention", table of features (read 2026-09-26). A feature that is not covered is not
 * blocked: using it is a choice to step outside of the arrangement for that data.
 */
const coverage = {
  messages: true,
  "own-tools": true,
  "prompt-caching": true,
  "structured-outputs": true,
  "mcp-connector": false,
  "code-execution": false,
  files: false,
  batches: false,
  skills: false,
} as const;

/** What a design can use of the API. */
export type ZdrFeature = keyof typeof coverage;

/** Every feature that a sketch can name. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of the table above
export const zdrFeatures = Object.keys(coverage) as [ZdrFeature, ...ZdrFeature[]];

/** Whether ZDR covers it. */
export function isCovered(feature: ZdrFeature): boolean {
  return coverage[feature];
}
