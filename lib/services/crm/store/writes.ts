import type { Database, Row } from "./database.ts";
import { rowById } from "./reads.ts";
import { indexRow } from "./search-index.ts";

type Reason = "no-such-row" | "not-allowed-now" | "against-a-rule";

/** A write that the data does not allow. `field` names what to change. */
export class RefusedWriteError extends Error {
  override readonly name = "RefusedWriteError" as const;
  readonly reason: Reason;
  readonly field: string;
  /** What a customer may be told of the rule. */
  readonly forCustomer: string | undefined;

  constructor(reason: Reason, field: string, message: string, forCustomer?: string) {
    super(message);
    this.reason = reason;
    this.field = field;
    this.forCustomer = forCustomer;
  }
}

/** A conversation to record. */
export interface NewActivity {
  company_id: string;
  contact_id?: string | undefined;
  deal_id?: string | undefined;
  kind: string;
  /** YYYY-MM-DD. */
  happened_on: string;
  subject: string;
  body: string;
}

function requireOwn(
  database: Database,
  table: "contacts" | "deals",
  field: "contact_id" | "deal_id",
  activity: NewActivity,
): void {
  const id = activity[field];
  if (id === undefined) return;
  if (rowById(database, table, id)?.company_id === activity.company_id) return;
  throw new RefusedWriteError(
    "no-such-row",
    field,
    `Company ${activity.company_id} has no ${field.replace("_id", "")} ${id}.`,
  );
}

/**
 * Records an activity and returns its row. Runs inside the caller's transaction. `now` is ISO 8601.
 * Throws RefusedWriteError when the company, contact or deal does not exist.
 */
export function addActivity(database: Database, activity: NewActivity, now: string): Row {
  const company = rowById(database, "companies", activity.company_id);
  if (company === undefined) {
    const message = `There is no company ${activity.company_id}.`;
    throw new RefusedWriteError("no-such-row", "company_id", message);
  }
  requireOwn(database, "contacts", "contact_id", activity);
  requireOwn(database, "deals", "deal_id", activity);
  const count = Number(database.get("SELECT count(*) AS n FROM activities")?.n);
  const row: Row = {
    id: `ac-${String(count + 1).padStart(5, "0")}`,
    company_id: activity.company_id,
    contact_id: activity.contact_id ?? null,
    deal_id: activity.deal_id ?? null,
    owner_id: company.owner_id ?? null,
    kind: activity.kind,
    happened_on: activity.happened_on,
    subject: activity.subject,
    body: activity.body,
    created_at: now,
  };
  database.run("INSERT INTO activities VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", Object.values(row));
  indexRow(database, "activity", String(row.id));
  return row;
}

/** Where a deal is to go. */
export interface DealMove {
  stage_id: string;
  /** The stage that the caller believes it is at; a different one refuses the move. */
  from_stage_id: string;
  /** Needed for stage lost, refused for others. */
  lost_reason?: string | undefined;
}

const isClosed = (stage: string): boolean => stage === "won" || stage === "lost";

/**
 * Moves a deal and returns its row. Runs inside the caller's transaction. `now` is ISO 8601. Throws
 * RefusedWriteError when the deal does not exist, is elsewhere, or is closed.
 */
export function moveDeal(database: Database, id: string, move: DealMove, now: string): Row {
  const deal = rowById(database, "deals", id);
  if (deal === undefined) {
    throw new RefusedWriteError("no-such-row", "deal_id", `There is no deal ${id}.`);
  }
  if (deal.stage_id !== move.from_stage_id) {
    const message = `Deal ${id} is at stage ${deal.stage_id}, not ${move.from_stage_id}.`;
    throw new RefusedWriteError("not-allowed-now", "from_stage_id", message);
  }
  if (isClosed(move.from_stage_id)) {
    const message = `Deal ${id} is closed (${deal.stage_id}); a closed deal does not move.`;
    const forCustomer = "This offer is closed. We would be glad to make you a new one.";
    throw new RefusedWriteError("against-a-rule", "stage_id", message, forCustomer);
  }
  const closedOn = isClosed(move.stage_id) ? now.slice(0, 10) : null;
  const reason = move.stage_id === "lost" ? (move.lost_reason ?? null) : null;
  database.run(
    "UPDATE deals SET stage_id = ?, closed_on = ?, lost_reason = ?, updated_at = ? WHERE id = ?",
    [move.stage_id, closedOn, reason, now, id],
  );
  return {
    ...deal,
    stage_id: move.stage_id,
    closed_on: closedOn,
    lost_reason: reason,
    updated_at: now,
  };
}
