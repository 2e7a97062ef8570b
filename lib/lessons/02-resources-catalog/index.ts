import { betterCatalogExamination } from "./better-catalog.ts";
import { clearToolsExamination } from "./clear-tools.ts";
import { contentExamination } from "./content.ts";
import { freshServerExamination } from "./fresh-server.ts";
import { ownServerExamination } from "./own-server.ts";
import { readCatalogExamination } from "./read-catalog.ts";
import type { Examination } from "../../exercises/examination.ts";

/** How the exercises of 02-resources-catalog are examined. */
export const resourcesCatalogExaminations: Record<string, Examination> = {
  "02.1": readCatalogExamination,
  "02.2": ownServerExamination,
  "02.3": contentExamination,
  "02.4": betterCatalogExamination,
  "02.5": freshServerExamination,
  "02.6": clearToolsExamination,
};
