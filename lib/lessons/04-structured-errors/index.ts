import type { Examination } from "../../exercises/examination.ts";
import { classifyExamination } from "./classify.ts";
import { decideExamination } from "./decide.ts";
import { guardExamination } from "./guard.ts";
import { crmServerExamination } from "./own-server.ts";
import { tallyExamination } from "./tally.ts";
import { toToolErrorExamination } from "./to-tool-error.ts";

/** How the exercises of 04-structured-errors are examined. */
export const structuredErrorsExaminations: Record<string, Examination> = {
  "04.1": classifyExamination,
  "04.2": toToolErrorExamination,
  "04.3": crmServerExamination,
  "04.4": decideExamination,
  "04.5": tallyExamination,
  "04.6": guardExamination,
};
