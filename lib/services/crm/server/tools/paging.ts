/** What a tool says about the records that it left out; undefined when these are all. */
export function continuation(tool: string, next: string | undefined): string | undefined {
  if (next === undefined) return undefined;
  return `There is more. For the next page call ${tool} again with the same arguments and cursor "${next}", or narrow the request.`;
}

/** Joins the parts of a tool's text that are there. */
export const lines = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== "").join("\n");

/** Amounts as people read them. */
export const euro = (amount: number): string => `€${amount.toLocaleString("en-US")}`;
