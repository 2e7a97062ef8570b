import { countText } from "../../base/counted.ts";
import { z } from "zod";
import type { Outcome } from "../../exercises/answer.ts";
import { type Finding, firstFault, type Judge, show } from "../../exercises/finding.ts";
import { describeOutcome } from "../../exercises/outcome.ts";

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
  return firstFault(cases, faultOf, { check, expected, none: all, all, advice });
}

function faultOf({ about, expected, outcome }: WhoCase): string | undefined {
  const said = outcome.status === "returned" ? sightings.safeParse(outcome.value).data : undefined;
  if (said === undefined) return `for ${about}, ${describeOutcome(outcome)}`;
  const parties = [...Object.keys(expected), ...Object.keys(said)];
  const wrong = parties.find((party) => !sameWords(said[party] ?? [], expected[party] ?? []));
  if (wrong === undefined) return undefined;
  return `for ${about}, ${wrong} is said to see ${show(said[wrong] ?? [])}`;
}

function sameWords(some: readonly string[], others: readonly string[]): boolean {
  const known = new Set(some);
  return known.size === new Set(others).size && others.every((word) => known.has(word));
}
