/**
 * Whether an arrangement for Zero Data Retention covers a feature of the API. Source: Anthropic's page
 * "API and data retention", table of features (read 2026-11-22). A feature that is not covered is not
 * blocked: using it is a choice to step outside of the arrangement for that data.
 */
const coverage = {
  "messages-api": true,
  "client-tools": true,
  "prompt-caching": true,
  "structured-outputs": true,
  "token-counting": true,
  "mcp-connector": false,
  "code-execution": false,
  "files-api": false,
  "batch-processing": false,
  "agent-skills": false,
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
