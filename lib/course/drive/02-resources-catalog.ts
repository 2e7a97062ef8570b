import { betterCatalogExamination } from "./02-resources-catalog/better-catalog.ts";
import { contentExamination } from "./02-resources-catalog/content.ts";
import { freshServerExamination } from "./02-resources-catalog/fresh-server.ts";
import { ownServerExamination } from "./02-resources-catalog/own-server.ts";
import { readCatalogExamination } from "./02-resources-catalog/read-catalog.ts";
import type { Examination } from "./drive.ts";

/** How the exercises of 02-resources-catalog are examined. */
export const resourcesCatalogExaminations: Record<string, Examination> = {
  "02.1": readCatalogExamination,
  "02.2": ownServerExamination,
  "02.3": contentExamination,
  "02.4": betterCatalogExamination,
  "02.5": freshServerExamination,
};
