import type { Examination } from "./drive.ts";
import { classifyExamination } from "./04-structured-errors/classify.ts";
import { decideExamination } from "./04-structured-errors/decide.ts";
import { guardExamination } from "./04-structured-errors/guard.ts";
import { crmServerExamination } from "./04-structured-errors/own-server.ts";
import { tallyExamination } from "./04-structured-errors/tally.ts";
import { toToolErrorExamination } from "./04-structured-errors/to-tool-error.ts";

/** How the exercises of 04-structured-errors are examined. */
export const structuredErrorsExaminations: Record<string, Examination> = {
  "04.1": classifyExamination,
  "04.2": toToolErrorExamination,
  "04.3": crmServerExamination,
  "04.4": decideExamination,
  "04.5": tallyExamination,
  "04.6": guardExamination,
};
