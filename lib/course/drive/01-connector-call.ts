import { allowListExamination } from "./01-connector-call/allow-list.ts";
import { diagnosisExamination } from "./01-connector-call/diagnosis.ts";
import { pinExamination } from "./01-connector-call/pin.ts";
import { repairExamination } from "./01-connector-call/repair.ts";
import { serverEntryExamination } from "./01-connector-call/server-entry.ts";
import { summaryExamination } from "./01-connector-call/summary.ts";
import type { Examination } from "./drive.ts";

/** How the exercises of 01-connector-call are examined. */
export const connectorCallExaminations: Record<string, Examination> = {
  "01.1": serverEntryExamination,
  "01.2": allowListExamination,
  "01.3": summaryExamination,
  "01.4": repairExamination,
  "01.5": diagnosisExamination,
  "01.6": pinExamination,
};
