/**
 * What a notebook cell may use. Named exports only: whatever is added here is public. No export
 * answers an exercise.
 */
export { LabError } from "./lab-error.ts";
