import type { Examination } from "../../exercises/examination.ts";
import { listedExamination } from "./listed.ts";
import { setUpExamination } from "./set-up.ts";
import { survivingExamination } from "./surviving.ts";
import { toResultExamination } from "./to-result.ts";
import { whereaboutsExamination } from "./whereabouts.ts";

/** How the exercises of 07-in-a-real-host are examined. */
export const inARealHostExaminations: Record<string, Examination> = {
  "07.1": toResultExamination,
  "07.2": listedExamination,
  "07.3": survivingExamination,
  "07.4": setUpExamination,
  "07.5": whereaboutsExamination,
};
