import { countText } from "../../base/counted.ts";
import { z } from "zod";
import type { Outcome } from "../../exercises/answer.ts";
import { type Fault, type Finding, firstFault, type Judge, show } from "../../exercises/finding.ts";
import { faultOfOutcome } from "../../exercises/outcome.ts";

/** A trace, in words, what each party saw of it, and what `who` said. */
export interface WhoCase {
  about: string;
  expected: { [party: string]: readonly string[] };
  outcome: Outcome;
}

/** What `who` said of traces of either path. */
export interface WhoEvidence {
  connector: readonly WhoCase[];
  direct: readonly WhoCase[];
}

const sightings = z.record(z.string(), z.array(z.string()));

export const judgeWho: Judge<WhoEvidence> = ({ connector, direct }) => [
  judgePath(
    "05.5.connector",
    connector,
    "The API makes the calls here: what it passes on, it sees.",
  ),
  judgePath("05.5.direct", direct, "The API sees what is in its requests, and no more."),
];

function judgePath(check: string, cases: readonly WhoCase[], advice: string): Finding {
  const all = `right for ${countText(cases.length, "trace")}`;
  const expected = "for the API and each server exactly what it got to see";
  const about = ({ about: trace }: WhoCase): string => `for ${trace}, `;
  return firstFault(cases, faultOf, { check, expected, about, none: all, all, advice });
}

function faultOf({ expected, outcome }: WhoCase): Fault | undefined {
  const said = outcome.status === "returned" ? sightings.safeParse(outcome.value).data : undefined;
  if (said === undefined)
    return faultOfOutcome(outcome, "Return a list of words for api and for each server.");
  const parties = [...Object.keys(expected), ...Object.keys(said)];
  const wrong = parties.find((party) => !sameWords(said[party] ?? [], expected[party] ?? []));
  if (wrong === undefined) return undefined;
  const told = said[wrong] ?? [];
  const right = expected[wrong] ?? [];
  const more = told.find((word) => !right.includes(word));
  const missed = right.find((word) => !told.includes(word)) ?? "";
  return {
    found: `${wrong} is said to see ${show(told)}`,
    advice: more === undefined ? adviseOn(wrong, missed) : adviseOnMore(wrong, more),
  };
}

const adviseOnMore = (party: string, word: string): string =>
  party === "api"
    ? `Nothing in this trace shows the API ${word}: it sees what is in its requests, and what it asked for itself.`
    : `A server sees only what it is asked: ${word} is not among that here.`;

function adviseOn(party: string, word: string): string {
  const where = SEEN[word] ?? "";
  return party === "api"
    ? `${where} What the connector calls for it, the API sees, too.`.trim()
    : where;
}

/** Where each thing shows in a trace. */
const SEEN: Record<string, string> = {
  question:
    "The question is a text of the user's in a request, whether its content is a text or blocks.",
  definitions: "Definitions are in tools of a request, and in the answer to tools/list.",
  arguments: "Arguments are in a tool_use block of a request, and in tools/call.",
  results: "Results are in a tool_result block of a request, and in the answer to tools/call.",
  token: "A token is an authorization_token in mcp_servers, also where it is masked.",
};

function sameWords(some: readonly string[], others: readonly string[]): boolean {
  const known = new Set(some);
  return known.size === new Set(others).size && others.every((word) => known.has(word));
}
