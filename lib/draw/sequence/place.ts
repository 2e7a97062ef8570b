import { fewLines } from "../../markup/plain-text.ts";
import { columnsIn } from "../svg-card.ts";
import { DRAWING_WIDTH, EDGE } from "../../markup/theme.ts";
import type { Row } from "./fold.ts";
import type { Lifelines } from "./lifelines.ts";
import type { Step } from "./steps.ts";

/** Font sizes of an arrow's words, in units of the drawing. */
export const LABEL_SIZE = 12;
export const DETAIL_SIZE = 11;

/** Height of a line of details, and width of the bar that shows the API at work. */
export const DETAIL_HEIGHT = 14;
export const BAR = 10;

/** Lines of details under an arrow; one more where they are short. */
const DETAIL_LINES = 2;
const SHORT_COLUMNS = 50;

/** A row with its place: the arrow's y, and the lines under it. */
export interface Placed {
  row: Row;
  y: number;
  details: string[];
  /** Left end of the words, and how wide they may be. */
  left: number;
  width: number;
}

/** Words start at the arrow's left end. They may pass the right end, but not the API's column. */
function wordsRoom(step: Step, lines: Lifelines): { left: number; width: number } {
  const [a, b] = [lines.xOf(step.from), lines.xOf(step.to)];
  const left = Math.min(a, b) + BAR / 2 + 10;
  const betweenUsAndApi = step.exchange !== undefined;
  const right = betweenUsAndApi ? Math.max(a, b) - BAR / 2 - 8 : DRAWING_WIDTH - EDGE;
  return { left, width: right - left };
}

function detailLines(step: Step, width: number): string[] {
  if (step.detail === "" || step.kind === "connect") return [];
  const columns = columnsIn(width, DETAIL_SIZE);
  const most = columns < SHORT_COLUMNS ? DETAIL_LINES + 1 : DETAIL_LINES;
  return fewLines(step.detail, columns, most);
}

/** Places the rows from top to bottom; `bottom` is where the last one ends. */
export function placeRows(
  rows: readonly Row[],
  lines: Lifelines,
  top: number,
): { placed: Placed[]; bottom: number } {
  let y = top;
  const placed: Placed[] = [];
  for (const row of rows) {
    if (row.kind === "fold") {
      placed.push({ row, y: y + 28, details: [], left: 0, width: 0 });
      y += 44;
    } else {
      const room = wordsRoom(row.step, lines);
      const details = detailLines(row.step, room.width);
      y += 32;
      placed.push({ row, y, details, ...room });
      y += details.length === 0 ? 2 : details.length * DETAIL_HEIGHT + 6;
    }
  }
  return { placed, bottom: y + 14 };
}
