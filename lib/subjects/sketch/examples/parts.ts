import type { ToolErrorCode } from "../../tool-errors/envelope.ts";
import type { SketchError, SketchTool } from "../sketch.ts";

/** What a tool says of itself that only reads its own system. */
export const ONLY_READS: SketchTool["annotations"] = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
};

type Input = SketchTool["input"][number];

/** An input that every call has. */
export function needed(name: string, type: Input["type"], description: string): Input {
  return { name, type, description, required: true };
}

/** An input that a call may have. */
export function optional(name: string, type: Input["type"], description: string): Input {
  return { name, type, description, required: false };
}

/** A row of the table of errors. */
export function row(
  code: ToolErrorCode,
  who_can_fix: SketchError["who_can_fix"],
  when: string,
  hint: string,
  permission: SketchError["permission"] = "not-involved",
): SketchError {
  return { code, when, retryable: who_can_fix === "time", permission, who_can_fix, hint };
}
