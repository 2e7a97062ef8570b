/** Mutants of one exercise that no check rejects, and why. */
export interface Known {
  exercise: string;
  reason: string;
  /** Their names. */
  mutants: string[];
}
