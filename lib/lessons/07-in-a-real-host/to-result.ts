import { type Found, judgeToResult, type ToResultCase } from "./to-result.judge.ts";
import { type Examination, examination } from "../../exercises/examination.ts";

/** What tools found, one after the other: rows, no rows and failures. */
export type Variant = readonly Found[];

const variants: readonly [Variant, ...Variant[]] = [
  [
    { rows: [] },
    {
      rows: [
        { id: "d-17", stage: "won", amount_eur: 48000 },
        { id: "d-18", stage: "lost", amount_eur: 9500, note: 'said "not this year"' },
      ],
    },
    {
      error: {
        code: "UNAVAILABLE",
        message: "The CRM does not answer.",
        hint: "Try again in a while.",
        retry_after_ms: 30_000,
      },
    },
  ],
  [
    { rows: [] },
    { rows: [{ company: "Quillmark", report: "https://crm.example/reports/quillmark" }] },
    {
      error: { code: "NOT_FOUND", message: "There is no company fenwick.", hint: "Search first." },
    },
  ],
  [
    { rows: [{ contact: "Ada", open_calls: 0 }] },
    { rows: [] },
    { error: { code: "FORBIDDEN", message: "This key may not read contacts." } },
  ],
];

export const toResultExamination: Examination = examination<Variant, ToResultCase[]>({
  variants,
  async drive(answer, _world, all) {
    const cases: ToResultCase[] = [];
    for (const found of all) {
      cases.push({ found, outcome: await answer.call([{ type: "json", value: found }]) });
    }
    return cases;
  },
  judge: judgeToResult,
});
