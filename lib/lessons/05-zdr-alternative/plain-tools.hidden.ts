import type { HiddenVariants } from "../../exercises/examination.ts";
import { plainVariant } from "./plain-variant.ts";

/** Other calls, and other things that fail. */
export const hidden: HiddenVariants = { exercise: "05.4", generate: plainVariant };
