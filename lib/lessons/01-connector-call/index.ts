import { allowListExamination } from "./allow-list.ts";
import { diagnosisExamination } from "./diagnosis.ts";
import { pinExamination } from "./pin.ts";
import { repairExamination } from "./repair.ts";
import { serverEntryExamination } from "./server-entry.ts";
import { summaryExamination } from "./summary.ts";
import type { Examination } from "../../exercises/examination.ts";

/** How the exercises of 01-connector-call are examined. */
export const connectorCallExaminations: Record<string, Examination> = {
  "01.1": serverEntryExamination,
  "01.2": allowListExamination,
  "01.3": summaryExamination,
  "01.4": repairExamination,
  "01.5": diagnosisExamination,
  "01.6": pinExamination,
};
