/** What a judge says of one check on one piece of evidence. */
export interface Finding {
  /** Check id, "NN.k.slug". */
  check: string;
  passed: boolean;
  /** What a right answer does, in words. */
  expected: string;
  /** What this answer did, in words. */
  found: string;
  /** Where to look next. */
  advice: string;
}

/** Evidence in, findings out: pure, one finding for each check of the exercise, never throws. */
export type Judge<Evidence> = (evidence: Evidence) => Finding[];

/**
 * The finding of a check over many cases: it passes where none has a fault; otherwise the first fault
 * is what was found.
 *
 * @param none what was found where there are no cases, which fails
 * @param all what was found where no case has a fault
 */
export function firstFault<Case>(
  cases: readonly Case[],
  fault: (one: Case) => string | undefined,
  words: Pick<Finding, "check" | "expected" | "advice"> & { none: string; all: string },
): Finding {
  const { none, all, ...said } = words;
  const found = cases.length === 0 ? none : cases.map(fault).find((one) => one !== undefined);
  return { ...said, passed: found === undefined, found: found ?? all };
}

/** A value as it is shown in `found`: JSON, cut where it gets long. So a learner's words are quoted, on one line. */
export function show(value: unknown, most = 200): string {
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) return "nothing";
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

/** The words of an error, which a learner's code may have chosen. */
export function showWords(message: string): string {
  return show(message, 500);
}
