import { z } from "zod";

/** What a tool says beside its records: what is missing, and how to get it. */
export const notes: z.ZodOptional<z.ZodArray<z.ZodString>> = z
  .array(z.string())
  .optional()
  .describe("What this result leaves out, and how to get it.");

/** The notes that there are; no field where there are none. */
export function noted(...sentences: readonly (string | undefined)[]): { notes?: string[] } {
  const said = sentences.filter((sentence) => sentence !== undefined);
  return said.length === 0 ? {} : { notes: said };
}

/** What a tool says about the records that it left out; undefined when these are all. */
export function continuation(tool: string, next: string | undefined): string | undefined {
  if (next === undefined) return undefined;
  return `There is more. For the next page call ${tool} again with the same arguments and cursor "${next}", or narrow the request.`;
}
