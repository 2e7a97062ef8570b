import type { Examination } from "../../exercises/examination.ts";
import { listedExamination } from "./listed.ts";
import { survivingExamination } from "./surviving.ts";
import { toResultExamination } from "./to-result.ts";

/** How the exercises of 07-in-a-real-host are examined. */
export const inARealHostExaminations: Record<string, Examination> = {
  "07.1": toResultExamination,
  "07.2": listedExamination,
  "07.3": survivingExamination,
};
