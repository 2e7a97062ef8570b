import type { Known } from "./known.ts";

/** Mutants of lesson 01 that are right all the same. */
export const connectorCall: readonly Known[] = [
  {
    exercise: "01.3",
    reason: "Every result names a call that came before it.",
    mutants: [
      'default-dropped: list.push(names[block.tool_use_id] ?? ""); → list.push((names[block.tool_use_id]));',
    ],
  },
  {
    exercise: "01.3",
    reason: "A reply that is not streamed has a stop reason.",
    mutants: [
      'default-dropped: if (!paused || sent === 5) return summarize(blocks, reply.stop_reason ?? ""); → if (!paused || sent === 5) return summarize(blocks, (reply.stop_reason));',
    ],
  },
  {
    exercise: "01.4",
    reason: "A list in a text has commas between its names.",
    mutants: [
      'call-dropped: throw new Error(`Not listed any more: ${missing.join(", ")}`); → throw new Error(`Not listed any more: ${missing}`);',
    ],
  },
];
