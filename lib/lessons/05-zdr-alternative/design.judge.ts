import { z } from "zod";
import type { Outcome } from "../../exercises/answer.ts";
import { type Finding, firstFault, type Judge, show } from "../../exercises/finding.ts";
import { describeOutcome } from "../../exercises/outcome.ts";

/** What is true of one piece of a design, as the documentation has it. */
interface Piece {
  covered: "yes" | "qualified" | "no";
  /** What is kept, and how long. */
  kept:
    | "nothing"
    | "schema-24-hours"
    | "standard-policy"
    | "container-30-days"
    | "until-deleted"
    | "29-days"
    | "memory-1-hour"
    | "model-30-days";
  /** Whether the API refuses it for an organisation under ZDR. */
  refused: boolean;
}

const kept = (what: Piece["kept"], covered: Piece["covered"] = "no", refused = false): Piece => ({
  covered,
  kept: what,
  refused,
});

/**
 * The pieces that designs of 05.1 are made of. Source: the rows of `zdr/eligibility`, which a test
 * compares.
 */
export const PIECES = {
  "hub-connector": kept("standard-policy"),
  "crm-client": kept("nothing", "yes"),
  "search-filtered": kept("container-30-days"),
  "search-direct": kept("nothing", "yes"),
  "deck-file": kept("until-deleted"),
  "deck-inline": kept("nothing", "yes"),
  "nightly-batch": kept("29-days"),
  "strict-summary": kept("schema-24-hours", "qualified"),
  "runner-threads": kept("memory-1-hour"),
  charts: kept("container-30-days"),
  fable: kept("model-30-days", "no", true),
} as const satisfies Record<string, Piece>;

export type PieceName = keyof typeof PIECES;

/** A design, and what `review` said of it. */
export interface DesignEvidence {
  pieces: readonly PieceName[];
  outcome: Outcome;
}

const rows = z.record(z.string(), z.json());
const row = z.object({
  covered: z.json().optional(),
  kept: z.json().optional(),
  refused: z.json().optional(),
});

export const judgeDesign: Judge<DesignEvidence> = (evidence) => [
  judgeField(evidence, {
    check: "05.1.covered",
    field: "covered",
    expected: "yes, qualified or no for each piece, as the table has it",
    advice: "Look at how the piece shows in a request, then at the line of the table.",
  }),
  judgeField(evidence, {
    check: "05.1.reason",
    field: "kept",
    expected: "for each piece what is kept, and how long",
    advice: "The reason is in each line of the table; where nothing is kept, it is `nothing`.",
  }),
  judgeField(evidence, {
    check: "05.1.refused",
    field: "refused",
    expected: "for each piece whether the API refuses it under ZDR",
    advice: "The table says which are refused. Not covered does not mean blocked.",
  }),
];

function judgeField(
  { pieces, outcome }: DesignEvidence,
  told: Pick<Finding, "check" | "expected" | "advice"> & { field: keyof Piece },
): Finding {
  const { field, ...rest } = told;
  const returned = outcome.status === "returned" ? rows.safeParse(outcome.value).data : undefined;
  const faultOf = (name: PieceName): string | undefined => {
    if (returned === undefined) return describeOutcome(outcome);
    const value = row.safeParse(returned[name]).data?.[field];
    return value === PIECES[name][field] ? undefined : `for ${name}, ${field} is ${show(value)}`;
  };
  const all = `right for all ${pieces.length} pieces`;
  return firstFault(pieces, faultOf, { ...rest, none: "no pieces", all });
}
