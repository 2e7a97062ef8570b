import type { Outcome } from "../../exercises/answer.ts";
import { type Fault, firstFault, type Judge } from "../../exercises/finding.ts";
import { describeOutcome } from "../../exercises/outcome.ts";

/** What became of one server of the request that `pin` made. */
export interface PinnedServer {
  server: string;
  /** Whether it was asked for its tools again. */
  wasAsked: boolean;
  /** The tools that Claude was to see, and those that it saw. */
  allowed: string[];
  exposed: string[];
  /** A tool that is pinned for it and that it never listed so: its description, or its name. */
  foreign: string | undefined;
}

/** What came of sending the request that `pin` made, after servers had changed their tools. */
export interface PinEvidence {
  outcome: Outcome;
  /** Whether the request still names an MCP server. */
  hasServer: boolean;
  /** HTTP status, and the API's words where it refused. */
  status: number;
  message: string;
  servers: PinnedServer[];
}

export const judgePin: Judge<PinEvidence> = (evidence) => {
  const { outcome, hasServer, status, message, servers } = evidence;
  const refused =
    outcome.status !== "returned"
      ? describeOutcome(outcome)
      : !hasServer
        ? "a request without an MCP server"
        : status === 200
          ? undefined
          : `the API refused it: ${message}`;
  const otherTools = ({ server, allowed, exposed, foreign }: PinnedServer): Fault | undefined => {
    if (outcome.status !== "returned") return describeOutcome(outcome);
    if (foreign !== undefined)
      return {
        found: `for ${server} this is pinned, which it never listed: ${foreign}`,
        advice:
          "Take the listing whose mcp_server_name is the toolset's, and its tools whole, descriptions too.",
      };
    const isSame =
      allowed.length === exposed.length && allowed.every((name) => exposed.includes(name));
    return isSame ? undefined : `of ${server} it sees ${exposed.join(", ") || "nothing"}`;
  };
  const pinned = firstFault(servers, askedAgain, {
    check: "01.6.pinned",
    expected: "a request that the API takes, and for which it asks no server again",
    none: "no server",
    all: "nobody was asked again",
    advice:
      "The reply has one mcp_tool_listing block for each server, with its name and its tools; the toolset of that server takes them as tools.",
  });
  const advice = !hasServer
    ? "Return a request: a copy of the given one, whose toolsets have one field more."
    : "The API says what it refuses: tools takes the tools of a listing, each once, and needs the beta that the request has.";
  return [
    refused === undefined ? pinned : { ...pinned, passed: false, found: refused, advice },
    firstFault(servers, otherTools, {
      check: "01.6.same-tools",
      expected: `Claude still sees ${servers
        .map(({ server, allowed }) => `${allowed.join(" and ")} of ${server}`)
        .join(", and ")}, and nothing else`,
      none: "no server",
      all: "it sees them",
      advice:
        "Keep the allow-list of each toolset: spread the old one, { ...toolset, tools }, and change nothing else.",
    }),
  ];
};

function askedAgain({ server, wasAsked }: PinnedServer): string | undefined {
  return wasAsked
    ? `${server} was asked again, so Claude read what it says of its tools now`
    : undefined;
}
