import { createRandom } from "../../base/random.ts";
import { auditRequest } from "../../subjects/zdr/audit.ts";
import { type AuditEvidence, judgeAudit } from "./audit.judge.ts";
import { type Examination, examination } from "../../exercises/examination.ts";
import { auditCases } from "./audit-cases.ts";
import type { AuditCase } from "./audit-request.ts";

/** 05.2: what of requests that were never shown ZDR does not cover. */
export const auditExamination: Examination = examination<readonly AuditCase[], AuditEvidence>({
  variants: [auditCases(createRandom(502)), auditCases(createRandom(2052))],
  drive: async (answer, _world, cases) => ({
    cases: await Promise.all(
      cases.map(async ({ about, request }) => ({
        about,
        expected: auditRequest(request)
          .filter(({ row }) => row.eligible === "no")
          .map(({ row }) => row.id),
        outcome: await answer.call([{ type: "json", value: { ...request } }]),
      })),
    ),
  }),
  judge: judgeAudit,
});
