/*
 * Takes the place of session/end-loops.ts: no other thread can end a loop here. The worker is ended as a
 * whole, by the page, which hears when it falls silent in the middle of a check.
 */

import type { Beat } from "../cell-channels.ts";

const BEAT_MS = 200;

let tell: (beat: Beat) => void = () => {};

/** Set by what runs the cells. */
export function whenExamining(heard: (beat: Beat) => void): void {
  tell = heard;
}

export async function endLoops<T>(work: () => Promise<T>): Promise<T> {
  tell("beat");
  const beat = setInterval(() => tell("beat"), BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    tell("stop");
  }
}
