import type { CallToolResult } from "@modelcontextprotocol/server";
import { z } from "zod";
import { classify } from "../../subjects/tool-errors/classify.ts";
import type { Failure } from "../../subjects/tool-errors/failure.ts";
import { errorResult } from "../../subjects/tool-errors/result.ts";
import type { FailedCall } from "./failed-call.judge.ts";
import { type CrmServerEvidence, type CrmView, judgeCrmServer } from "./own-server.judge.ts";
import type { Reply } from "../02-resources-catalog/server-view.judge.ts";
import type { Answer, CallArgument } from "../../exercises/answer.ts";
import { replyTo } from "../02-resources-catalog/reply.ts";
import { type Examination, examination } from "../../exercises/examination.ts";
import { type ConnectedClient, connectClient, type ClientKind } from "./server-clients.ts";

/** What the server is made for, and how its CRM fails. */
export interface Variant {
  stages: [string, string, ...string[]];
  /** The deal, and what the CRM says about its move. */
  deal: { id: string; title: string; amount_eur: number };
  note: string;
  /** What the CRM answers to one call each. */
  failures: Failure[];
  internals: string[];
}

const shown: Variant = {
  stages: ["qualify", "discover", "propose", "negotiate", "won", "lost"],
  deal: { id: "dl-0004", title: "Readiness review", amount_eur: 18_000 },
  note: "Jonas owns it, and was told.",
  failures: [
    { kind: "http", status: 403, error: { required_permission: "crm:write" } },
    { kind: "http", status: 429, retryAfter: "30" },
    {
      kind: "business-rule",
      error: { message: "Deal dl-0004 is closed.", customer_message: "This offer is closed." },
    },
  ],
  internals: ["SQLITE_BUSY", "/var/lib/crm/data.db"],
};

const others: Variant = {
  stages: ["new", "in progress", "done"],
  deal: { id: "D/77", title: 'Pilot "north"', amount_eur: 7_250 },
  note: "A proposal is due within 14 days.",
  failures: [
    { kind: "timeout", afterMs: 5_000 },
    { kind: "http", status: 404 },
  ],
  internals: ["connect ECONNREFUSED", "10.0.0.7"],
};

/** 04.3: the answer makes a server, which clients of both eras and one of the old SDK call. */
export const crmServerExamination: Examination = examination<Variant, CrmServerEvidence>({
  variants: [shown, others],
  async drive(answer, _world, variant) {
    const { stages, deal, note, internals } = variant;
    return {
      stages,
      deal: { ...deal, stage_id: stages[1] },
      note,
      internals,
      modern: await look(answer, "modern", variant),
      legacy: await look(answer, "legacy", variant),
      old: await look(answer, "SDK v1", variant),
    };
  },
  judge: judgeCrmServer,
});

const kindOnly = z.looseObject({ kind: z.string() });
const failureShape = z.custom<Failure>((value) => kindOnly.safeParse(value).success);
const moveArguments = z.object({ deal_id: z.string(), stage_id: z.string() });

/** Makes the result of a failure, as the answer is given it to call. */
function toResult(value: unknown): CallToolResult {
  const failure = failureShape.parse(value);
  return errorResult(classify(failure, { correlationId: "crm-000001", isWrite: true, now: 0 }));
}

/** The CRM as the answer sees it: it moves deals, or fails as it is told to. */
class ScriptedCrm {
  asked = 0;
  next: Failure | "throws" | undefined;
  #variant: Variant;

  constructor(variant: Variant) {
    this.#variant = variant;
  }

  move(args: unknown): unknown {
    this.asked += 1;
    if (this.next === "throws") throw new Error(this.#variant.internals.join(": "));
    if (this.next !== undefined) return { status: "failed", failure: this.next };
    const { deal, note } = this.#variant;
    const { deal_id: id, stage_id } = moveArguments.parse(args);
    return { status: "ok", deal: { ...deal, id, stage_id }, note };
  }
}

async function look(answer: Answer, kind: ClientKind, variant: Variant): Promise<CrmView> {
  const crm = new ScriptedCrm(variant);
  const args: CallArgument[] = [
    { type: "json", value: variant.stages },
    { type: "callback", run: (given) => crm.move(given) },
    { type: "callback", run: toResult },
  ];
  const connection = await connectClient(answer, kind, args);
  if (connection.status === "failed") {
    return { client: kind, status: "failed", message: connection.error.message };
  }
  try {
    return await callAll(connection.client, kind, variant, crm);
  } finally {
    await connection.client.close();
  }
}

async function callAll(
  client: ConnectedClient,
  kind: ClientKind,
  { stages, deal, failures }: Variant,
  crm: ScriptedCrm,
): Promise<CrmView> {
  const call = (args: Record<string, unknown>, name = "move_deal"): Promise<Reply> =>
    replyTo(client.call(name, args));
  const good = { deal_id: deal.id, stage_id: stages[1] };
  const list = await replyTo(client.list());
  const moved = await call(good);
  const failed: FailedCall[] = [];
  for (const failure of failures) {
    crm.next = failure;
    const { code } = classify(failure, { correlationId: "c", isWrite: true, now: 0 });
    failed.push({ about: `when the CRM fails with ${code}`, code, reply: await call(good) });
  }
  crm.next = "throws";
  failed.push({ about: "when moveDeal throws", code: "INTERNAL", reply: await call(good) });
  crm.next = undefined;
  const before = crm.asked;
  const wrong: FailedCall[] = [
    {
      about: 'stage_id "nowhere"',
      code: "VALIDATION",
      field: "stage_id",
      allowed: stages,
      reply: await call({ ...good, stage_id: "nowhere" }),
    },
    {
      about: "no deal_id",
      code: "VALIDATION",
      field: "deal_id",
      reply: await call({ stage_id: stages[0] }),
    },
    {
      about: "deal_id 17, a number",
      code: "VALIDATION",
      field: "deal_id",
      reply: await call({ ...good, deal_id: 17 }),
    },
    {
      about: "neither argument",
      code: "VALIDATION",
      issues: ["deal_id", "stage_id"],
      reply: await call({}),
    },
  ];
  const askedWrongly = crm.asked - before;
  const unknown = await call(good, "move_everything");
  return {
    client: kind,
    status: "connected",
    list,
    moved,
    failures: failed,
    arguments: wrong,
    askedAgain: before - 1 - failed.length,
    askedWrongly,
    unknown,
  };
}
