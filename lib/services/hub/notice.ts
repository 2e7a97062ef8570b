/** Ends the text of every answer of the rehearsal Hub. */
export const FICTIONAL =
  "_Rehearsal Hub: every organisation, repository and paper here is fictional._";

/** Ends the text of an answer that found nothing. */
export const NOTHING_FOUND =
  "_Rehearsal Hub: it holds fictional organisations only and knows nothing about real ones; a live run would look on the real Hub._";

/**
 * Puts a rehearsal notice under a tool's text.
 *
 * @param text - the tool's text, as the real server would write it
 * @param notice - the sentence to end with
 */
export function withNotice(text: string, notice: string = FICTIONAL): string {
  return `${text.trimEnd()}\n\n${notice}`;
}
