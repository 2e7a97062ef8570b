import { askRight } from "./00-start-here/ask-answers.ts";
import { greeterRight } from "./00-start-here/greeter-answers.ts";
import { traceRight } from "./00-start-here/trace-answers.ts";
import { allowListRight } from "./01-connector-call/allow-list-answers.ts";
import { diagnosisRight } from "./01-connector-call/diagnosis-answers.ts";
import { pinRight } from "./01-connector-call/pin-answers.ts";
import { repairRight } from "./01-connector-call/repair-answers.ts";
import { serverEntryRight } from "./01-connector-call/server-entry-answers.ts";
import { summaryRight } from "./01-connector-call/summary-answers.ts";
import { betterCatalogRight } from "./02-resources-catalog/better-catalog-answers.ts";
import { contentRight } from "./02-resources-catalog/content-answers.ts";
import { freshServerRight } from "./02-resources-catalog/fresh-server-answers.ts";
import { ownServerRight } from "./02-resources-catalog/own-server-answers.ts";
import { readCatalogRight } from "./02-resources-catalog/read-catalog-answers.ts";
import { configRight } from "./03-env-config/config-answers.ts";
import { expandRight } from "./03-env-config/expand-answers.ts";
import { filesRight } from "./03-env-config/files-answers.ts";
import { maskRight } from "./03-env-config/mask-answers.ts";
import { startRight } from "./03-env-config/start-answers.ts";

/** Right answers in other styles than the lab's own, by exercise and by what is special about them. */
export const rightAnswers: Record<string, Record<string, unknown>> = {
  "00.1": traceRight,
  "00.2": askRight,
  "00.3": greeterRight,
  "01.1": Object.fromEntries(serverEntryRight),
  "01.2": Object.fromEntries(allowListRight),
  "01.3": Object.fromEntries(summaryRight),
  "01.4": Object.fromEntries(repairRight),
  "01.5": Object.fromEntries(diagnosisRight),
  "01.6": Object.fromEntries(pinRight),
  "02.1": Object.fromEntries(readCatalogRight),
  "02.2": Object.fromEntries(ownServerRight),
  "02.3": Object.fromEntries(contentRight),
  "02.4": Object.fromEntries(betterCatalogRight),
  "02.5": Object.fromEntries(freshServerRight),
  "03.1": configRight,
  "03.2": expandRight,
  "03.3": filesRight,
  "03.4": startRight,
  "03.5": maskRight,
};
