/** What a figure should reach. */
export type Goal =
  /** At most so many times the floor. */
  | { kind: "ratio"; atMost: number }
  /** At most so much in the figure's own unit. */
  | { kind: "absolute"; atMost: number }
  /** At most so much more than the floor, in the figure's own unit. */
  | { kind: "added"; atMost: number }
  /** Told for what it is. */
  | { kind: "none" };

/** One line of the benchmark. */
export interface Figure {
  name: string;
  unit: "ms" | "MB" | "CPU ms" | "cells";
  /** One value a round. */
  measured: readonly number[];
  /** The floor or peer, one value a round, taken turn by turn with `measured`. */
  floor?: readonly number[];
  goal: Goal;
}

/** The middle of the values, and the ends of their range. */
export interface Spread {
  median: number;
  min: number;
  max: number;
}

/** @throws Error when there are no values */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const [min, max] = [sorted[0], sorted.at(-1)];
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  if (min === undefined || max === undefined || low === undefined || high === undefined) {
    throw new Error("a figure without values");
  }
  return { median: (low + high) / 2, min, max };
}

/**
 * The ratio to the floor, round by round: what slows a whole machine slows both halves of a round.
 * undefined where there is no floor.
 */
export function ratioOf(figure: Figure): Spread | undefined {
  return figure.floor === undefined ? undefined : spreadOf(ratios(figure));
}

function ratios({ measured, floor = [] }: Figure): number[] {
  return measured.map((value, round) => value / (floor[round] ?? NaN));
}

/** What is held against the goal, round by round: a ratio, a difference or the value itself. */
function judged(figure: Figure): { spread: Spread; atMost: number } | undefined {
  const { goal, measured, floor = [] } = figure;
  switch (goal.kind) {
    case "ratio":
      return { spread: spreadOf(ratios(figure)), atMost: goal.atMost };
    case "absolute":
      return { spread: spreadOf(measured), atMost: goal.atMost };
    case "added": {
      const added = measured.map((value, round) => value - (floor[round] ?? NaN));
      return { spread: spreadOf(added), atMost: goal.atMost };
    }
    case "none":
      return undefined;
  }
}

/**
 * Whether the median reaches the goal; "too noisy" where it does not, and the spread of the rounds is
 * wider than the distance to the goal. undefined where there is no goal.
 */
export function verdictOf(figure: Figure): "reached" | "MISSED" | "too noisy" | undefined {
  const found = judged(figure);
  if (found === undefined) return undefined;
  const { spread, atMost } = found;
  if (spread.median <= atMost) return "reached";
  return spread.max - spread.min > spread.median - atMost ? "too noisy" : "MISSED";
}
