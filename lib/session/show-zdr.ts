import { auditRequest } from "../subjects/zdr/audit.ts";
import { ELIGIBILITY } from "../subjects/zdr/eligibility.ts";
import { type Sight, type Sightings, SIGHTS, whoSaw } from "../subjects/zdr/who-saw.ts";
import { display } from "./display.ts";
import { drawFeatures } from "../draw/eligibility.ts";
import { drawSightings, type Seen } from "../draw/who-saw.ts";
import type { Trace } from "../wire/trace.ts";

/**
 * Draws which features of the Claude API zero data retention covers, or which it does not cover, as
 * Anthropic's documentation had it when it was read. Not legal advice: the contract decides.
 */
export function drawEligibility(which: "covered" | "not covered"): void {
  const rows = ELIGIBILITY.filter(({ eligible }) => (eligible === "no") === (which !== "covered"));
  const days = rows.map(({ read }) => read).toSorted();
  const read = days[0] === days.at(-1) ? `on ${days[0]}` : `between ${days[0]} and ${days.at(-1)}`;
  display(
    drawFeatures(
      which === "covered" ? "What zero data retention covers" : "What it does not cover",
      `Read ${read}; your contract decides.`,
      rows.map(({ eligible, underZdr, ...row }) => ({
        ...row,
        covered: eligible,
        refused: underZdr === "refused",
      })),
    ),
  );
}

const WORDS: Record<Sight, string> = {
  question: "the question",
  definitions: "definitions of the tools",
  arguments: "arguments of the calls",
  results: "results of the calls",
  token: "a server's token",
};

/**
 * Draws which party got to see what in a trace: the Messages API, and each MCP server.
 *
 * @param sightings what each saw; default: as the lab reads it from the trace
 */
export function drawWhoSaw(
  trace: Pick<Trace, "events">,
  title: string,
  sightings: Sightings = whoSaw(trace.events),
): void {
  const uncovered = trace.events
    .flatMap((event) => (event.kind === "api-request" ? auditRequest(event) : []))
    .find(({ row }) => row.eligible === "no");
  const api = {
    party: "api",
    name: "Messages API",
    note:
      uncovered === undefined
        ? "covered by ZDR: nothing stored after the reply"
        : `${uncovered.row.feature}: not covered by ZDR`,
    keeps: uncovered !== undefined,
  };
  const servers = Object.keys(sightings)
    .filter((party) => party !== "api")
    .map((name) => ({ party: name, name, note: SERVER_NOTE, keeps: false }));
  const parties = [api, ...servers].map(({ party, ...drawn }) => ({
    ...drawn,
    sees: SIGHTS.map((sight) => seenBy(party, sight, sightings[party] ?? [])),
  }));
  const kinds = SIGHTS.map((sight) => WORDS[sight]);
  display(drawSightings(title, kinds, parties));
}

const SERVER_NOTE = "the people who run it decide what it keeps";

/** A server knows its own token, whichever way it came. */
function seenBy(party: string, sight: Sight, seen: readonly Sight[]): Seen {
  if (sight === "token" && party !== "api") return "own";
  return seen.includes(sight) ? "yes" : "no";
}
