import { safeParseJson } from "../../base/json.ts";
import type { HostRun } from "../../subjects/hosts/host-run.ts";
import { answerIn, requestIn } from "../../wire/record-connection.ts";

type Asked = HostRun["asked"][number];

/** What passed between a host and a server, as text: a JSON-RPC message, or what the server said. */
export interface Passed {
  from: "host" | "server" | "stderr";
  text: string;
}

/** What stands for an answer that did not come, or too late. */
export const UNANSWERED = {
  status: "error",
  code: 0,
  message: "No answer came.",
} as const satisfies Asked["outcome"];

/**
 * The host's requests in the order in which they were asked, with their answers. One that comes after the
 * host has turned to the older way of opening is none: it was not waited for.
 */
export function askedIn(passed: readonly Passed[]): Asked[] {
  const asked: Asked[] = [];
  const open = new Map<string | number, Asked>();
  for (const { from, text } of passed) {
    const message = safeParseJson(text);
    const request = from === "host" ? requestIn(message) : undefined;
    const answer = from === "server" ? answerIn(message) : undefined;
    if (request !== undefined) {
      const { id, method, params } = request;
      const one: Asked = { method, params, outcome: UNANSWERED };
      asked.push(one);
      if (method === "initialize") open.clear();
      open.set(id, one);
    } else if (answer !== undefined) {
      const one = open.get(answer.id);
      if (one !== undefined) one.outcome = answer.outcome;
      open.delete(answer.id);
    }
  }
  return asked;
}

/** What a server said on stderr, in whole lines. */
export function saidIn(passed: readonly Passed[]): string[] {
  const said = passed.flatMap(({ from, text }) => (from === "stderr" ? [text] : [])).join("");
  return said.split("\n").filter((line) => line.trim() !== "");
}
