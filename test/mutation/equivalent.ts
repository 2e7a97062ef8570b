/** Mutants that are right answers all the same, by exercise and name, with the reason. */
export const equivalent: Record<string, Record<string, string>> = {};
