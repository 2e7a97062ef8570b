import type { Examination } from "../../exercises/examination.ts";
import { setUpExamination } from "./set-up.ts";
import { whereaboutsExamination } from "./whereabouts.ts";

/** How the exercises of 07-in-a-real-host are examined. */
export const inARealHostExaminations: Record<string, Examination> = {
  "07.4": setUpExamination,
  "07.5": whereaboutsExamination,
};
