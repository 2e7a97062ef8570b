import { type DesignEvidence, judgeDesign, PIECES, type PieceName } from "./design.judge.ts";
import { type Examination, examination } from "../../exercises/examination.ts";

const names = Object.keys(PIECES).filter((name): name is PieceName => name in PIECES);

/** 05.1: which pieces of a design are covered, on the design shown and on others. */
export const designExamination: Examination = examination<readonly PieceName[], DesignEvidence>({
  variants: [
    ["hub-connector", "crm-client", "search-filtered", "deck-file", "nightly-batch", "fable"],
    ["search-direct", "deck-inline", "strict-summary", "runner-threads", "charts"],
    names,
  ],
  drive: async (answer, _world, pieces) => ({
    pieces,
    outcome: await answer.call([{ type: "json", value: [...pieces] }]),
  }),
  judge: judgeDesign,
});
