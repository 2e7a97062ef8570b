import type { HiddenVariants } from "../../exercises/examination.ts";
import { directVariant } from "./direct-variant.ts";

/** Servers with other tools, and another question. */
export const hidden: HiddenVariants = { exercise: "05.3", generate: directVariant };
