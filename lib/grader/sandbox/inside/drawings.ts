/**
 * Takes the place, inside a sandbox, of what only shows something below its cell: nobody looks, and
 * much of what is shown is worked out by code that answers an exercise.
 */
import type * as show from "../../../session/show.ts";
import type * as config from "../../../session/show-config.ts";
import type * as catalog from "../../../session/show-catalog.ts";
import type * as host from "../../../session/show-host.ts";
import type * as retries from "../../../session/show-retries.ts";
import type * as zdr from "../../../session/show-zdr.ts";
import type * as hints from "../../../session/hint.ts";
import type * as sketch from "../../../session/sketch.ts";
import { made } from "./made.ts";

const nothing = (): void => {};
const nothingLater = async (): Promise<void> => {};

export const drawCourse: typeof show.drawCourse = nothing;
export const drawTools: typeof show.drawTools = nothing;
export const drawTrace: typeof show.drawTrace = nothing;
export const drawCommit: typeof config.drawCommit = nothingLater;
export const showExpansion: typeof config.showExpansion = nothing;
export const drawCatalog: typeof catalog.drawCatalog = nothing;
export const drawTable: typeof catalog.drawTable = nothing;
export const drawNeedlessReads: typeof catalog.drawNeedlessReads = nothing;
export const drawHostRun: typeof host.drawHostRun = nothing;
export const drawRetries: typeof retries.drawRetries = nothingLater;
export const compareErrors: typeof retries.compareErrors = () => structuredClone(made.compared);
export const drawEligibility: typeof zdr.drawEligibility = nothing;
export const drawWhoSaw: typeof zdr.drawWhoSaw = nothing;
export const drawSketch: typeof sketch.drawSketch = nothing;
export const keepSketch: typeof sketch.keepSketch = nothing;
export const reviewSketch: typeof sketch.reviewSketch = nothingLater;
export const hint: typeof hints.hint = nothing;
