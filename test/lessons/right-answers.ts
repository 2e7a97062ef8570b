import { classifyRight } from "./04-structured-errors/classify-answers.ts";
import { decideRight } from "./04-structured-errors/decide-answers.ts";
import { guardRight } from "./04-structured-errors/guard-answers.ts";
import { serverRight } from "./04-structured-errors/server-answers.ts";
import { tallyRight } from "./04-structured-errors/tally-answers.ts";
import { toToolErrorRight } from "./04-structured-errors/to-tool-error-answers.ts";
import { auditRight } from "./05-zdr-alternative/audit-answers.ts";
import { designRight } from "./05-zdr-alternative/design-answers.ts";
import { directRight } from "./05-zdr-alternative/direct-answers.ts";
import { plainRight } from "./05-zdr-alternative/plain-answers.ts";
import { whoRight } from "./05-zdr-alternative/who-answers.ts";
import { rightSketches } from "./06-self-driven-lab/right-sketches.ts";

/** Right answers in other styles than the lab's own, by exercise and by what is special about them. */
export const rightAnswers: Record<string, Record<string, unknown>> = {
  "04.1": classifyRight,
  "04.2": toToolErrorRight,
  "04.3": serverRight,
  "04.4": decideRight,
  "04.5": tallyRight,
  "04.6": guardRight,
  "05.1": designRight,
  "05.2": auditRight,
  "05.3": directRight,
  "05.4": plainRight,
  "05.5": whoRight,
  "06.1": rightSketches,
  "06.2": rightSketches,
  "06.3": rightSketches,
  "06.4": rightSketches,
  "06.5": rightSketches,
};
