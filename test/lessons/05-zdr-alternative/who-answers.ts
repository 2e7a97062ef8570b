import type { TraceEvent } from "../../../lib/wire/trace-event.ts";
import { whoSaw } from "../../../lib/subjects/zdr/who-saw.ts";

type Seen = Record<string, string[]>;
type Who = (events: readonly TraceEvent[]) => unknown;

/** The right words, changed for one party. */
const changed =
  (change: (party: string, sights: string[], viaConnector: boolean) => string[]): Who =>
  (events) => {
    const viaConnector = events.some((event) => {
      return event.kind === "mcp-call" && event.caller === "connector";
    });
    const entries = Object.entries(whoSaw(events)).map(
      ([party, sights]) => [party, change(party, sights, viaConnector)] as const,
    );
    return Object.fromEntries(entries);
  };

const without = (sights: string[], word: string): string[] => sights.filter((one) => one !== word);

export const whoRight: Record<string, Who> = {
  "reads requests, replies and calls": (events) => whoSaw(events),
  "names sights in another order": changed((_party, sights) => sights.toReversed()),
  "leaves nobody out": (events): Seen => ({ nobody: [], ...whoSaw(events) }),
};

export const whoWrong: [check: string, mistake: string, answer: Who][] = [
  [
    "05.5.connector",
    "forgets what the API passes on",
    changed((party, sights, via) => (party === "api" && via ? without(sights, "results") : sights)),
  ],
  ["05.5.connector", "forgets the token", changed((_party, sights) => without(sights, "token"))],
  [
    "05.5.connector",
    "shows the question to the servers",
    changed((party, sights, via) => (party !== "api" && via ? [...sights, "question"] : sights)),
  ],
  [
    "05.5.direct",
    "thinks that the API sees no results",
    changed((party, sights, via) => {
      return party === "api" && !via ? without(sights, "results") : sights;
    }),
  ],
  [
    "05.5.direct",
    "thinks that the API sees the token",
    changed((party, sights, via) => (party === "api" && !via ? [...sights, "token"] : sights)),
  ],
  [
    "05.5.direct",
    "thinks that the API sees what was listed and called from here",
    (events) => {
      const seen = whoSaw(events);
      const listed = events.some((event) => event.kind === "mcp-call");
      const all = [...(seen["api"] ?? []), "definitions"];
      return { ...seen, api: listed ? all : (seen["api"] ?? []) };
    },
  ],
  [
    "05.5.direct",
    "shows everybody everything that was called",
    changed((_party, sights, via) => (via ? sights : [...sights, "arguments", "results"])),
  ],
];

/** Right for the traces of the notebook only. */
export const whoHardCoded: Who = () => {
  const served = ["definitions", "arguments", "results"];
  return { api: ["question", ...served, "token"], huggingface: served };
};
