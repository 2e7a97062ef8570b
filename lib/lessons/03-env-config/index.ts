import type { Examination } from "../../exercises/examination.ts";
import { configExamination } from "./config.ts";
import { expandExamination } from "./expand.ts";
import { filesExamination } from "./files.ts";
import { maskExamination } from "./mask.ts";
import { startExamination } from "./start.ts";

/** How the exercises of 03-env-config are examined. */
export const envConfigExaminations: Record<string, Examination> = {
  "03.1": configExamination,
  "03.2": expandExamination,
  "03.3": filesExamination,
  "03.4": startExamination,
  "03.5": maskExamination,
};
