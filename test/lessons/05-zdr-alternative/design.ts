import { PIECES, type PieceName } from "../../../lib/lessons/05-zdr-alternative/design.judge.ts";
import { byHeart } from "../by-heart.ts";
import type { ExerciseAnswers } from "../exercise-answers.ts";
import { styles } from "./design-styles.ts";

type Row = { covered: unknown; kept: unknown; refused: unknown };
type Review = (pieces: string[]) => unknown;

const isPiece = (name: string): name is PieceName => name in PIECES;
const rowOf = (name: string): Row => (isPiece(name) ? { ...PIECES[name] } : { ...PIECES.charts });

/** The right rows, some of them changed. */
const reviewWith =
  (change: (row: Row, name: string) => Partial<Row> = () => ({})): Review =>
  (pieces) =>
    Object.fromEntries(
      pieces.map((name) => [name, { ...rowOf(name), ...change(rowOf(name), name) }]),
    );

const only =
  (name: string, changes: Partial<Row>) =>
  (_row: Row, piece: string): Partial<Row> =>
    piece === name ? changes : {};

const rightAnswers: Record<string, Review> = {
  ...styles,
  "has a table": reviewWith(),
  "returns the whole table each time": () => PIECES,
  "says more than was asked": (pieces) => reviewWith()([...pieces, "charts"]),
};

const wrongAnswers: [check: string, mistake: string, answer: Review][] = [
  [
    "05.1.covered",
    "takes a direct web search for one that filters",
    reviewWith(only("search-direct", { covered: "no" })),
  ],
  [
    "05.1.covered",
    "takes the CRM's MCP client for the connector",
    reviewWith(only("crm-client", { covered: "no" })),
  ],
  [
    "05.1.covered",
    "takes strict tools for fully covered",
    reviewWith(only("strict-summary", { covered: "yes" })),
  ],
  [
    "05.1.covered",
    "takes what is held in memory for covered",
    reviewWith(only("runner-threads", { covered: "yes" })),
  ],
  [
    "05.1.reason",
    "has one reason for whatever is not covered",
    reviewWith(({ covered }) => (covered === "no" ? { kept: "standard-policy" } : {})),
  ],
  [
    "05.1.reason",
    "says that nothing is kept of a strict tool",
    reviewWith(only("strict-summary", { kept: "nothing" })),
  ],
  ["05.1.reason", "mixes up files and batches", reviewWith(only("deck-file", { kept: "29-days" }))],
  [
    "05.1.refused",
    "takes what is not covered for refused",
    reviewWith(({ covered }) => ({ refused: covered === "no" })),
  ],
  ["05.1.refused", "takes nothing for refused", reviewWith(() => ({ refused: false }))],
  [
    "05.1.refused",
    "takes the connector for refused",
    reviewWith(only("hub-connector", { refused: true })),
  ],
];

export const answers: ExerciseAnswers = {
  exercise: "05.1",
  right: rightAnswers,
  wrong: wrongAnswers,
  byHeart: byHeart("05.1", reviewWith()),
  equivalent: [
    {
      reason: "Pieces that are not in the table count as covered.",
      mutants: [
        'property-dropped: "crm-client": yes, "search-filtered": no("container-30-days"), → "search-filtered": no("container-30-days"),',
        'property-dropped: "search-direct": yes, "deck-file": no("until-deleted"), → "deck-file": no("until-deleted"),',
        'property-dropped: "deck-inline": yes, "nightly-batch": no("29-days"), → "nightly-batch": no("29-days"),',
      ],
    },
    {
      reason: "Every piece is in the table.",
      mutants: [
        "default-dropped: return Object.fromEntries(pieces.map((piece) => [piece, table[piece] ?? yes])); → return Object.fromEntries(pieces.map((piece) => [piece, (table[piece])]));",
      ],
    },
  ],
};
