import type { Examination } from "../../exercises/examination.ts";
import { askExamination } from "./ask.ts";
import { greeterExamination } from "./greeter.ts";
import { traceExamination } from "./trace.ts";

/** How the exercises of 00-start-here are examined. */
export const startHereExaminations: Record<string, Examination> = {
  "00.1": traceExamination,
  "00.2": askExamination,
  "00.3": greeterExamination,
};
