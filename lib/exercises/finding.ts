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

/** What is wrong with a case, in words; with advice where the check's own would not fit it. */
export type Fault = string | { found: string; advice: string };

/** What a check says, whatever came of it. */
type CheckWords = Pick<Finding, "check" | "expected" | "advice">;

/**
 * The finding of a check over many cases: it passes where none has a fault; otherwise the first fault
 * is what was found, and its advice, if it has one, is where to look next.
 *
 * @param none what was found where there are no cases, which fails
 * @param about which case it is, in words that go before what was found in it
 * @param all what was found where no case has a fault
 */
export function firstFault<Case>(
  cases: readonly Case[],
  fault: (one: Case) => Fault | undefined,
  words: CheckWords & { none: string; all: string; about?: (one: Case) => string },
): Finding {
  const { none, about = () => "", ...said } = words;
  const [first] = cases.flatMap((one) => inCase(about(one), fault(one)) ?? []);
  return findingOf(cases.length === 0 ? none : first, said);
}

const inCase = (about: string, fault: Fault | undefined): Fault | undefined =>
  typeof fault === "object" ? { ...fault, found: about + fault.found } : fault && about + fault;

/** The finding of a check with this fault, or with none: then `all` is what was found. */
export function findingOf(fault: Fault | undefined, words: CheckWords & { all: string }): Finding {
  const { all, ...said } = words;
  if (fault === undefined) return { ...said, passed: true, found: all };
  return { ...said, passed: false, ...(typeof fault === "string" ? { found: fault } : fault) };
}

/** "8 of 10 do; for example, …": how many of so many are right, and the first that is not, in words. */
export function countRight(total: number, wrong: readonly string[]): string {
  const [first] = wrong;
  return `${total - wrong.length} of ${total} do${first === undefined ? "" : `; for example, ${first}`}`;
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
