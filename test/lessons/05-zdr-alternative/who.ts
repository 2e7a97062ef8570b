import type { TraceEvent } from "../../../lib/wire/trace-event.ts";
import { whoSaw } from "../../../lib/subjects/zdr/who-saw.ts";
import { byHeart } from "../by-heart.ts";
import type { ExerciseAnswers } from "../exercise-answers.ts";

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

const rightAnswers: Record<string, Who> = {
  "reads requests, replies and calls": (events) => whoSaw(events),
  "names sights in another order": changed((_party, sights) => sights.toReversed()),
  "leaves nobody out": (events): Seen => ({ nobody: [], ...whoSaw(events) }),
};

const wrongAnswers: [check: string, mistake: string, answer: Who][] = [
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

export const answers: ExerciseAnswers = {
  exercise: "05.5",
  right: rightAnswers,
  wrong: wrongAnswers,
  byHeart: byHeart("05.5", whoSaw),
  equivalent: [
    {
      reason: "Every conversation begins with a user message that holds a text.",
      mutants: [
        'condition-dropped: if (type === "text" && role === "user") see("api", "question"); → if (true) see("api", "question");',
        'logic-swapped: if (type === "text" && role === "user") see("api", "question"); → if (((type === "text") || (role === "user"))) see("api", "question");',
        'operand-dropped: if (type === "text" && role === "user") see("api", "question"); → if ((type === "text")) see("api", "question");',
        'operand-dropped: if (type === "text" && role === "user") see("api", "question"); → if ((role === "user")) see("api", "question");',
      ],
    },
    {
      reason: "Every trace holds a request to the API, or a call of the connector.",
      mutants: [
        "property-dropped: const seen: Record<string, Set<string>> = { api: new Set() }; → const seen: Record<string, Set<string>> = { };",
      ],
    },
    {
      reason: "Every listed party has a set.",
      mutants: [
        "default-dropped: Object.keys(seen).map((party) => [party, Array.from(seen[party] ?? [])]), → Object.keys(seen).map((party) => [party, Array.from((seen[party]))]),",
      ],
    },
    {
      reason: "A result comes back only together with its call.",
      mutants: [
        'member-swapped: if (type === "tool_use") see("api", "arguments"); → if (type === "tool_result") see("api", "arguments");',
      ],
    },
    {
      reason: "A party that saw nothing may be left out.",
      mutants: [
        'else-dropped: else if (event.method === "tools/call") see(party, "arguments", "results"); else see(party); → else if (event.method === "tools/call") see(party, "arguments", "results");',
      ],
    },
  ],
};
