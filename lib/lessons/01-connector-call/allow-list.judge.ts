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
export interface AllowListEvidence {
  server: string;
  tools: string[];
  outcome: Outcome;
  /** On the listing as it is today, and as it may become; empty where no object came back. */
  exposures: Exposure[];
  /** HTTP status of the call that was made with it, and the API's words where it refused. */
  status: number;
  message: string;
}

export const judgeAllowList: Judge<AllowListEvidence> = (evidence) => {
  const { server, tools, outcome, exposures, status, message } = evidence;
  const returned = describeOutcome(outcome);
  const unseen = ({ exposed }: Exposure): string | undefined => {
    const names = without(tools, exposed);
    return names.length === 0 ? undefined : `it does not see ${names.join(", ")}`;
  };
  const extra = ({ listing, exposed }: Exposure): string | undefined => {
    const names = without(exposed, tools);
    return names.length === 0 ? undefined : `on ${listing} it also sees ${names.join(", ")}`;
  };
  const nothing = exposures.length === 0 ? returned : undefined;
  return [
    firstFault(exposures, unseen, {
      check: "01.2.named",
      expected: `Claude sees ${tools.join(" and ")}`,
      none: returned,
      all: "it sees them",
      advice:
        "configs has one entry for each tool of the list, under the tool's name, with enabled: true.",
    }),
    firstFault(exposures, extra, {
      check: "01.2.nothing-else",
      expected: `Claude sees nothing but ${tools.join(" and ")}, whatever the server lists`,
      none: returned,
      all: "it sees nothing else",
      advice: "What holds for tools that configs does not name? See default_config.",
    }),
    {
      check: "01.2.accepted",
      passed: nothing === undefined && status === 200,
      expected: `the API takes it for the server named ${server}`,
      found: nothing ?? (status === 200 ? "it does" : `${returned}, and the API: ${message}`),
      advice:
        "A toolset has the type mcp_toolset and, in mcp_server_name, the server that the function is given. configs is an object: one key a tool.",
    },
  ];
};

function without(names: readonly string[], others: readonly string[]): string[] {
  return names.filter((name) => !others.includes(name));
}
