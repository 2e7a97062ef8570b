import type { TraceEvent } from "../wire/trace-event.ts";
import type { Drawing } from "../markup/drawing.ts";
import { oneLine, wrapText } from "../markup/plain-text.ts";
import { foldSteps, type Row } from "./sequence/fold.ts";
import { Lifelines, partyName, type PartyNames } from "./sequence/lifelines.ts";
import { foldText, sequencePicture } from "./sequence/picture.ts";
import { type Step, stepsOf } from "./sequence/steps.ts";
import { countText } from "../base/counted.ts";
import { columnsIn, svgCard, svgText } from "./svg-card.ts";
import { DRAWING_WIDTH, EDGE, TONES } from "../markup/theme.ts";

const NAMES: PartyNames = { notebook: "Notebook", api: "Messages API" };

const NOTE_LOOK = { size: 12, fill: TONES.plain.ink };
const NOTE_HEIGHT = 18;
const BELOW_NOTES = 8;
const NOTE_COLUMNS = columnsIn(DRAWING_WIDTH - 2 * EDGE, NOTE_LOOK.size);

function rowText(row: Row, names: PartyNames): string[] {
  if (row.kind === "fold") return wrapText(`(${foldText(row)})`, undefined, "    ");
  const { step, number } = row;
  const parties = [step.from, step.to].map((party) => partyName(party, names));
  const sign = step.failed ? "[error] " : "";
  return [
    ...wrapText(
      `${parties.join(" → ")}: ${sign}${step.label}`,
      undefined,
      `${String(number).padStart(2)}. `,
    ),
    ...(step.detail === "" ? [] : wrapText(step.detail, undefined, "    ")),
  ];
}

/**
 * Draws a trace as a sequence diagram: who asked whom for what, in which order, and what came back.
 * Repeats are folded and the middle of a very long trace is left out; both say how many steps.
 *
 * @param labels Other names for the notebook and the API, such as "Messages API (rehearsal)".
 */
export function drawSequence(
  events: readonly TraceEvent[],
  title: string = "What went over the wire",
  labels: Partial<PartyNames> = {},
): Drawing {
  return drawSteps(stepsOf(events), title, { ...NAMES, ...labels });
}

/**
 * Draws arrows as a sequence diagram.
 *
 * @param notes sentences below it, each in lines of its own
 */
export function drawSteps(
  steps: readonly Step[],
  title: string,
  names: PartyNames,
  notes: readonly string[] = [],
): Drawing {
  const rows = foldSteps(steps);
  const lines = new Lifelines(steps, names);
  const text = [
    ...wrapText(`${oneLine(title)}: ${countText(steps.length, "step")}`),
    ...rows.flatMap((row) => rowText(row, names)),
    ...(notes.length === 0 ? [] : [""]),
    ...notes.flatMap((note) => wrapText(oneLine(note), undefined, "- ")),
  ].join("\n");
  const { height, parts } = sequencePicture(rows, lines);
  const noted = notes.flatMap((note) => wrapText(oneLine(note), NOTE_COLUMNS, "– "));
  const below = noted.map((words, index) =>
    svgText(EDGE, height + NOTE_HEIGHT * (index + 0.5), words, NOTE_LOOK),
  );
  const room = noted.length === 0 ? 0 : NOTE_HEIGHT * noted.length + BELOW_NOTES;
  return svgCard(title, height + room, text, [...parts, ...below]);
}
