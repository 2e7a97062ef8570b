import { inAnswers } from "./answers.ts";
import { inConnection } from "./connection.ts";
import type { Planted } from "./plant.ts";
import { inTools } from "./tools.ts";

/** Every fault that is planted in the twin. */
export const planted: readonly Planted[] = [...inTools, ...inAnswers, ...inConnection];
