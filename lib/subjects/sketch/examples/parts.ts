import type { ToolErrorCode } from "../../tool-errors/envelope.ts";
import { rulings } from "../../tool-errors/rulings.ts";
import type { SketchError, SketchTool } from "../sketch.ts";

/** What a tool says of itself that only reads its own system. */
export const ONLY_READS: SketchTool["annotations"] = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
};

/** A row of the table of errors that rules as lesson 04 does. */
export function row(code: ToolErrorCode, when: string, hint: string): SketchError {
  const { retryable, permission, who_can_fix } = rulings[code];
  return { code, when, retryable, permission, who_can_fix, hint };
}
