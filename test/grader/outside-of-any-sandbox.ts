import type { GradingContext } from "../../lib/grader/grading-context.ts";
import { defaultLimits, type Limits } from "../../lib/grader/limits.ts";
import type { ConverterProcess } from "../../lib/notebook/converter.ts";
import { startNode } from "../../lib/notebook/node-process.ts";
import { rehearsalEnvironment } from "../../lib/notebook/rehearsal-environment.ts";

/**
 * What `openGradingContext` opens outside of any sandbox, for published variants: here with a converter that
 * serves other runs in this folder, too.
 */
export function contextWith(
  converter: ConverterProcess,
  cwd: string,
  limits: Limits = defaultLimits,
): GradingContext {
  return {
    converter,
    renew: () => converter.renew(),
    start: () => startNode,
    workspace: undefined,
    cwd,
    env: rehearsalEnvironment,
    hasHidden: false,
    addVariants: (_exercise, examination) => examination,
    limits,
  };
}
