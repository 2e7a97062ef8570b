import type { HiddenVariants } from "../../exercises/examination.ts";
import { auditCases } from "./audit-cases.ts";

/** Requests with other names, orders and versions. */
export const hidden: HiddenVariants = { exercise: "05.2", generate: auditCases };
