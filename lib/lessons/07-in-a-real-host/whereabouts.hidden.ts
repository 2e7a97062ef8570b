import type { HiddenVariants } from "../../exercises/examination.ts";
import { madeUpRun } from "./made-up-run.ts";

/** Runs of other hosts, with other facts. */
export const hidden: HiddenVariants = { exercise: "07.5", generate: madeUpRun };
