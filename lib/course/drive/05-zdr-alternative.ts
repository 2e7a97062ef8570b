import type { Examination } from "./drive.ts";
import { auditExamination } from "./05-zdr-alternative/audit.ts";
import { designExamination } from "./05-zdr-alternative/design.ts";
import { directExamination } from "./05-zdr-alternative/direct.ts";
import { plainToolsExamination } from "./05-zdr-alternative/plain-tools.ts";
import { whoExamination } from "./05-zdr-alternative/who.ts";

/** How the exercises of 05-zdr-alternative are examined. */
export const zdrAlternativeExaminations: Record<string, Examination> = {
  "05.1": designExamination,
  "05.2": auditExamination,
  "05.3": directExamination,
  "05.4": plainToolsExamination,
  "05.5": whoExamination,
};
