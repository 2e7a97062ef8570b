import { createHash } from "node:crypto";
import { z } from "zod";
import { KeyReusedError, oncePerKey } from "../store/ledger.ts";
import type { Row } from "../store/database.ts";
import { addActivity, moveDeal, RefusedWriteError } from "../store/writes.ts";
import type { ApiReply } from "./api-call.ts";
import { ApiError } from "./api-error.ts";
import { parseInput } from "./inputs.ts";
import type { Route, RouteCall } from "./route.ts";
import { activityKinds, stages } from "./shapes.ts";

const newActivity = z.strictObject({
  company_id: z.string().min(1).max(100),
  contact_id: z.string().max(100).optional(),
  deal_id: z.string().max(100).optional(),
  kind: z.enum(activityKinds),
  happened_on: z.iso.date(),
  subject: z.string().min(1).max(200),
  body: z.string().max(4000),
});

const dealMove = z
  .strictObject({
    stage_id: z.enum(stages),
    from_stage_id: z.enum(stages),
    lost_reason: z.string().min(1).max(200).optional(),
  })
  .refine((move) => (move.stage_id === "lost") === (move.lost_reason !== undefined), {
    path: ["lost_reason"],
    message: "is needed for stage lost, and for no other",
  });

function asApiError(error: unknown): unknown {
  if (error instanceof KeyReusedError) {
    const message = "This idempotency key was used for another write.";
    return new ApiError("validation_failed", message, { field: "idempotency_key" });
  }
  if (error instanceof RefusedWriteError) {
    const { reason, message, field, forCustomer } = error;
    if (reason === "against-a-rule") {
      return new ApiError("business_rule", message, { customer_message: forCustomer, field });
    }
    return new ApiError(reason === "no-such-row" ? "not_found" : "conflict", message, { field });
  }
  return error;
}

/** Does a write once for each idempotency key; the same key again gets the same reply. */
function writeOnce(call: RouteCall, what: unknown, status: number, write: () => Row): ApiReply {
  const { database, idempotencyKey } = call;
  if (idempotencyKey === undefined || !/^[\w.:-]{8,100}$/.test(idempotencyKey)) {
    const message = "A write needs an Idempotency-Key header: 8 to 100 letters, digits or . : _ -";
    throw new ApiError("bad_request", message, { field: "idempotency_key" });
  }
  const fingerprint = createHash("sha256").update(JSON.stringify(what)).digest("hex");
  try {
    const done = oncePerKey(database, idempotencyKey, fingerprint, () => ({
      status,
      reply: JSON.stringify(write()),
    }));
    const headers = { "x-replayed": String(done.replayed) };
    return { status: done.status, body: JSON.parse(done.reply), headers };
  } catch (error) {
    throw asApiError(error);
  }
}

function logActivity(call: RouteCall): ApiReply {
  const activity = parseInput(newActivity, call.body, "validation_failed");
  return writeOnce(call, ["activity", activity], 201, () =>
    addActivity(call.database, activity, call.now),
  );
}

function patchDeal(call: RouteCall): ApiReply {
  const move = parseInput(dealMove, call.body, "validation_failed");
  const id = call.path.id ?? "";
  return writeOnce(call, ["move", id, move], 200, () =>
    moveDeal(call.database, id, move, call.now),
  );
}

/** Operations that change something; they need a key that may write. */
export const writeRoutes: readonly Route[] = [
  { method: "POST", pattern: "/activities", answer: logActivity },
  { method: "PATCH", pattern: "/deals/:id", answer: patchDeal },
];
