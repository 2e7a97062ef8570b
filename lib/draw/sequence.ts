import type { TraceEvent } from "../wire/trace-event.ts";
import type { Drawing } from "../markup/drawing.ts";
import { oneLine, wrapText } from "../markup/plain-text.ts";
import { foldSteps, type Row } from "./sequence/fold.ts";
import { Lifelines, partyName, type PartyNames } from "./sequence/lifelines.ts";
import { foldText, sequencePicture } from "./sequence/picture.ts";
import { stepsOf } from "./sequence/steps.ts";
import { countText } from "./sequence/words.ts";
import { svgCard } from "./svg-card.ts";

const NAMES: PartyNames = { notebook: "Notebook", api: "Messages API" };

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
  const names = { ...NAMES, ...labels };
  const steps = stepsOf(events);
  const rows = foldSteps(steps);
  const lines = new Lifelines(steps, names);
  const text = [
    ...wrapText(`${oneLine(title)}: ${countText(steps.length, "step")}`),
    ...rows.flatMap((row) => rowText(row, names)),
  ].join("\n");
  const { height, parts } = sequencePicture(rows, lines);
  return svgCard(title, height, text, parts);
}
