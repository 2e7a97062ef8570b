import type { HiddenVariants } from "../../exercises/examination.ts";
import { recordedTraces } from "./recorded-traces.ts";

/** Traces with servers of other names. */
export const hidden: HiddenVariants = { exercise: "05.5", generate: recordedTraces };
