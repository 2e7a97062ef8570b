import { afterAll, onTestFinished } from "vitest";

/** Registers what undoes something, to be done when that is over. */
export type WhenOver = (undo: () => unknown) => void;

/** When the running test is over. */
export const whenTestIsOver: WhenOver = (undo) => {
  onTestFinished(async () => {
    await undo();
  });
};

/** When all tests of the file are over, last things first. For what they share; call it outside of tests. */
export function whenFileIsOver(): WhenOver {
  const undos: (() => unknown)[] = [];
  afterAll(async () => {
    for (const undo of undos.toReversed()) await undo();
  });
  return (undo) => void undos.push(undo);
}
