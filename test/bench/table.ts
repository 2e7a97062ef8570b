import { type Figure, type Goal, ratioOf, type Spread, spreadOf, verdictOf } from "./figure.ts";

const HEAD = ["figure", "measured", "floor", "ratio", "goal", "verdict"];

/** All figures as one table for people; each value is a median with its range. */
export function drawTable(figures: readonly Figure[]): string {
  const rows = [HEAD, ...figures.map(rowOf)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  const rule = widths.map((width) => "-".repeat(width));
  return [line(HEAD), line(rule), ...rows.slice(1).map(line)].join("\n");
}

function rowOf(figure: Figure): string[] {
  const { name, unit, measured, floor, goal } = figure;
  const ratio = ratioOf(figure);
  return [
    name,
    shown(spreadOf(measured), unit),
    floor === undefined ? "" : shown(spreadOf(floor), unit),
    ratio === undefined ? "" : shown(ratio, "x"),
    goalInWords(goal, unit),
    verdictOf(figure) ?? "",
  ];
}

function shown({ median, min, max }: Spread, unit: string): string {
  const digits = Math.abs(median) < 10 ? 2 : Math.abs(median) < 100 ? 1 : 0;
  const [middle, low, high] = [median, min, max].map((value) => value.toFixed(digits));
  return `${middle} ${unit} (${low}–${high})`;
}

function goalInWords(goal: Goal, unit: string): string {
  switch (goal.kind) {
    case "ratio":
      return `≤ ${Number(goal.atMost.toFixed(3))} x`;
    case "absolute":
      return `≤ ${goal.atMost} ${unit}`;
    case "added":
      return `≤ floor + ${goal.atMost} ${unit}`;
    case "none":
      return "";
  }
}
