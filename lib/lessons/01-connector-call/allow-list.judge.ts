import type { Outcome } from "../../exercises/answer.ts";
import { firstFault, type Judge } from "../../exercises/finding.ts";
import { describeOutcome } from "../../exercises/outcome.ts";

/** What a toolset lays open of one listing. */
export interface Exposure {
  /** Which listing, in words. */
  listing: string;
  /** Names of the tools that Claude gets to see. */
  exposed: string[];
}

/** What `allowOnly` made for a server and some of its tools. */
export interface AllowedServer {
  server: string;
  tools: string[];
  outcome: Outcome;
  /** On the listing as it is today, and as it may become; empty where no object came back. */
  exposures: Exposure[];
}

/** The toolsets of one request, and how it was taken. */
export interface AllowListEvidence {
  servers: AllowedServer[];
  /** HTTP status of the call that was made with them, and the API's words where it refused. */
  status: number;
  message: string;
}

export const judgeAllowList: Judge<AllowListEvidence> = (evidence) => {
  const { servers, status, message } = evidence;
  const wanted = servers
    .map(({ server, tools }) => `${tools.join(" and ")} of ${server}`)
    .join(", and ");
  const empty = servers.find(({ exposures }) => exposures.length === 0);
  const nothing = empty && describeOutcome(empty.outcome);
  const returned = servers.map(({ outcome }) => describeOutcome(outcome)).join("; ");
  const nobody = "no toolset was asked for";
  return [
    firstFault(servers, unseen, {
      check: "01.2.named",
      expected: `Claude sees ${wanted}`,
      none: nobody,
      all: "it sees them",
      advice:
        "configs has one entry for each tool of the list, under the tool's name, with enabled: true.",
    }),
    firstFault(servers, extra, {
      check: "01.2.nothing-else",
      expected: `Claude sees nothing but ${wanted}, whatever the server lists`,
      none: nobody,
      all: "it sees nothing else",
      advice:
        "What holds for tools that configs does not name? See default_config. And make a new configs object for each server.",
    }),
    {
      check: "01.2.accepted",
      passed: nothing === undefined && status === 200,
      expected: `the API takes ${servers.length === 1 ? "it" : "both, in one request,"} for ${servers.map(({ server }) => `the server named ${server}`).join(" and ")}`,
      found: nothing ?? (status === 200 ? "it does" : `${returned}, and the API: ${message}`),
      advice:
        "A toolset has the type mcp_toolset and, in mcp_server_name, the server that the function is given. configs is an object: one key a tool.",
    },
  ];
};

function unseen({ server, tools, exposures, outcome }: AllowedServer): string | undefined {
  if (exposures.length === 0) return describeOutcome(outcome);
  const names = exposures.flatMap(({ exposed }) => without(tools, exposed));
  return names.length === 0 ? undefined : `of ${server} it does not see ${unique(names)}`;
}

function extra({ tools, exposures, outcome }: AllowedServer): string | undefined {
  if (exposures.length === 0) return describeOutcome(outcome);
  const stray = exposures.find(({ exposed }) => without(exposed, tools).length > 0);
  return stray && `on ${stray.listing} it also sees ${unique(without(stray.exposed, tools))}`;
}

function without(names: readonly string[], others: readonly string[]): string[] {
  return names.filter((name) => !others.includes(name));
}

function unique(names: readonly string[]): string {
  return [...new Set(names)].join(", ");
}
