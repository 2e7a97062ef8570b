import type { Examination } from "./drive.ts";
import { configExamination } from "./03-env-config/config.ts";
import { expandExamination } from "./03-env-config/expand.ts";
import { filesExamination } from "./03-env-config/files.ts";
import { maskExamination } from "./03-env-config/mask.ts";
import { startExamination } from "./03-env-config/start.ts";

/** How the exercises of 03-env-config are examined. */
export const envConfigExaminations: Record<string, Examination> = {
  "03.1": configExamination,
  "03.2": expandExamination,
  "03.3": filesExamination,
  "03.4": startExamination,
  "03.5": maskExamination,
};
