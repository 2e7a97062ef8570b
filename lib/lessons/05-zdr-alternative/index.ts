import type { Examination } from "../../exercises/examination.ts";
import { auditExamination } from "./audit.ts";
import { designExamination } from "./design.ts";
import { directExamination } from "./direct.ts";
import { plainToolsExamination } from "./plain-tools.ts";
import { whoExamination } from "./who.ts";

/** How the exercises of 05-zdr-alternative are examined. */
export const zdrAlternativeExaminations: Record<string, Examination> = {
  "05.1": designExamination,
  "05.2": auditExamination,
  "05.3": directExamination,
  "05.4": plainToolsExamination,
  "05.5": whoExamination,
};
