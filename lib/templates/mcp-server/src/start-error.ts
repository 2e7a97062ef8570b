/** Why the server does not start, in a sentence for the person who starts it. */
export class StartError extends Error {
  /** 2 for words that it does not know, 1 for anything else. */
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
