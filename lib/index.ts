/**
 * What a notebook cell may use. Named exports only: whatever is added here is public. No export
 * answers an exercise.
 */
export { LabError } from "./base/lab-error.ts";
export { inspectConfig } from "./subjects/config/inspect.ts";
export type { ConfigFinding, McpConfig, McpServerEntry } from "./subjects/config/mcp-config.ts";
export { type PermissionRules, type Ruling, rulingOf } from "./subjects/hosts/permission-rules.ts";
export { todo } from "./exercises/todo.ts";
export { check, tryOut } from "./session/check.ts";
export { drawCourse, drawTools, drawTrace } from "./session/show.ts";
export { drawCommit, showExpansion } from "./session/show-config.ts";
export { drawCatalog, drawNeedlessReads, drawTable } from "./session/show-catalog.ts";
export {
  type CatalogQuestion,
  type CatalogText,
  type RankedEntry,
  rankEntries,
} from "./subjects/resources/rank-entries.ts";
export { parseCatalog } from "./subjects/resources/parse-catalog.ts";
export {
  chooseTool,
  type RankedTool,
  rankTools,
  type ToolWords,
} from "./subjects/resources/choose-tool.ts";
export {
  type LookAlike,
  lookAlikeQuestions,
  lookAlikes,
  type ToolQuestion,
} from "./subjects/resources/look-alikes.ts";
export { poorCatalog, poorCatalogQuestions } from "./subjects/resources/poor-catalog.ts";
export type { ExamplePaths } from "./session/example-paths.ts";
export { hint } from "./session/hint.ts";
export { type Lab, type LabOptions, openLab } from "./session/open-lab.ts";
export type { FailingCrm } from "./session/failing-crm.ts";
export {
  examplePaths,
  recordedHostRuns,
  startFailingCrm,
  startPracticeCrm,
} from "./session/loaded-later.ts";
export { drawHostRun } from "./session/show-host.ts";
export type { HostRun } from "./subjects/hosts/host-run.ts";
export { type HostChange, hostChanges } from "./subjects/hosts/changes.ts";
export type { RecordedHostRuns } from "./subjects/hosts/recorded.ts";
export { resultViews } from "./subjects/hosts/result-views.ts";
export { compareErrors, drawRetries } from "./session/show-retries.ts";
export type { PracticeCrm } from "./session/practice-crm.ts";
export { drawSketch, keepSketch, reviewSketch } from "./session/sketch.ts";
export { type SketchExamples, sketchExamples } from "./subjects/sketch/examples/examples.ts";
export type {
  Sketch,
  SketchAccess,
  SketchDecisions,
  SketchError,
  SketchResource,
  SketchResources,
  SketchSystem,
  SketchTool,
  SketchTools,
} from "./subjects/sketch/sketch.ts";
export { drawEligibility, drawWhoSaw } from "./session/show-zdr.ts";
export { type FittedTools, fitForClaude } from "./subjects/zdr/fit-for-claude.ts";
export type { TraceEvent } from "./wire/trace-event.ts";
export { argumentIssues } from "./subjects/tool-errors/argument-issues.ts";
export type { CallRecord, CallTally } from "./subjects/tool-errors/compare-readers.ts";
export type { RetryPolicy, RetryState } from "./subjects/tool-errors/decide.ts";
export { type ToolError, toolError } from "./subjects/tool-errors/envelope.ts";
export type { BackendError, Failure } from "./subjects/tool-errors/failure.ts";
export { shownInput } from "./subjects/tool-errors/tool-schema.ts";
