import type { Json } from "../../base/json.ts";
import type { ApiReply, ApiRequest, McpCall, TraceEvent } from "../../wire/trace-event.ts";
import { boundText, cutText, oneLine } from "../../markup/plain-text.ts";
import { answerWords, callWords, replyWords, requestWords, type Words } from "./words.ts";

/** Who an arrow starts from or ends at. */
export type Party = "notebook" | "api" | `server:${string}`;

/**
 * One arrow. `call` asks, `reply` answers, `lost` is an answer that never came, `connect` is
 * the messages that open an MCP connection.
 */
export interface Step extends Words {
  kind: "call" | "reply" | "lost" | "connect";
  from: Party;
  to: Party;
  failed: boolean;
  /** The whole value, up to a limit. */
  full: string;
  /** Number of the API exchange that this step opens or closes. */
  exchange?: number;
}

/** Longest full value in characters; keeps a picture of large replies bounded. */
const FULL_LIMIT = 1500;

/** Longest label and detail in columns: more than any drawing shows, so that a huge value costs little. */
const LABEL_LIMIT = 160;
const DETAIL_LIMIT = 240;

/** Methods that only open or keep a connection. */
const CONNECTING = /^(initialize|server\/discover|ping|notifications\/initialized)$/u;

/** A value as a picture keeps it for who points at the arrow. */
export function fullText(value: Json): string {
  return boundText(JSON.stringify(value, null, 1), FULL_LIMIT);
}

function requestStep({ method, path, body, exchange }: ApiRequest): Step {
  const words = requestWords(method, path, body);
  const way = { from: "notebook", to: "api" } as const;
  return { kind: "call", ...way, ...words, failed: false, full: fullText(body), exchange };
}

function replyStep({ status, body, exchange }: ApiReply): Step {
  const way = { from: "api", to: "notebook" } as const;
  if (status === 0) {
    const words = { label: "no reply", detail: "refused, timed out or aborted" };
    return { kind: "lost", ...way, ...words, failed: true, full: "", exchange };
  }
  return { kind: "reply", ...way, ...replyWords(status, body), full: fullText(body), exchange };
}

function mcpSteps(event: McpCall): Step[] {
  const { method, params, outcome } = event;
  const from: Party = event.caller === "connector" ? "api" : "notebook";
  const to: Party = `server:${event.server}`;
  const call = { from, to, failed: false, full: fullText(params) };
  if (CONNECTING.test(method) && outcome.status === "result") {
    return [
      { ...call, kind: "connect", label: "connect", detail: method.replace("notifications/", "") },
    ];
  }
  const asked: Step = { ...call, kind: "call", ...callWords(method, params) };
  const answered =
    outcome.status === "result"
      ? { ...answerWords(method, outcome.result), full: fullText(outcome.result) }
      : {
          label: outcome.code === 0 ? "failed" : `error ${outcome.code}`,
          detail: outcome.message,
          failed: true,
          full: boundText(outcome.message, FULL_LIMIT),
        };
  return [asked, { kind: "reply", from: to, to: from, ...answered }];
}

/** Runs the messages that open one connection together into one step. */
function mergeConnects(steps: readonly Step[]): Step[] {
  const merged: Step[] = [];
  for (const step of steps) {
    const last = merged.at(-1);
    if (
      step.kind === "connect" &&
      last?.kind === "connect" &&
      last.from === step.from &&
      last.to === step.to
    ) {
      if (!last.detail.split(", ").includes(step.detail)) last.detail += `, ${step.detail}`;
    } else {
      merged.push({ ...step });
    }
  }
  return merged;
}

function eventSteps(event: TraceEvent): Step[] {
  if (event.kind === "api-request") return [requestStep(event)];
  return event.kind === "api-reply" ? [replyStep(event)] : mcpSteps(event);
}

/** The step with its label and its detail as single lines of bounded length. */
export function boundStep(step: Step): Step {
  return {
    ...step,
    label: cutText(oneLine(step.label), LABEL_LIMIT),
    detail: cutText(oneLine(step.detail), DETAIL_LIMIT),
  };
}

/** The arrows of a trace, in its order. */
export function stepsOf(events: readonly TraceEvent[]): Step[] {
  return mergeConnects(events.flatMap(eventSteps).map(boundStep));
}
