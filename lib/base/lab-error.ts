/** What a LabError tells a person: what is wrong, where, and what to do next. */
export interface LabErrorDetails {
  /** What is wrong, as one sentence. */
  what: string;
  /** The file, variable, cell or address it is about; left out when `what` names it. */
  where?: string;
  /** What to do next, as one sentence. */
  remedy: string;
  /** The error underneath, for a maintainer. */
  cause?: unknown;
}

/**
 * The one error this library throws for a person's mistake or an environment that does not fit.
 * `message` is complete: what is wrong, where, and what to do. `code` is for programs.
 */
export class LabError extends Error {
  override readonly name = "LabError" as const;
  readonly code: string;
  readonly what: string;
  readonly where: string | undefined;
  readonly remedy: string;

  constructor(code: string, details: LabErrorDetails) {
    const { what, where, remedy, cause } = details;
    super(
      [where === undefined ? what : `${where}: ${what}`, remedy].join(" "),
      cause === undefined ? undefined : { cause },
    );
    this.code = code;
    this.what = what;
    this.where = where;
    this.remedy = remedy;
  }

  /** A notebook prints an error with `console.error`: a person's mistake is a sentence, not a stack. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.message;
  }
}

/** The person's mistake that was thrown; anything else is thrown again. */
export function asMistake(thrown: unknown): LabError {
  if (thrown instanceof LabError) return thrown;
  throw thrown;
}

/** What the work gives, or the person's mistake that it meets. */
export function orMistake<T>(work: () => T): T | LabError {
  try {
    return work();
  } catch (error) {
    return asMistake(error);
  }
}
