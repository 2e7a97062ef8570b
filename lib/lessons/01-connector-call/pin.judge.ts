import type { Outcome } from "../../exercises/answer.ts";
import type { Judge } from "../../exercises/finding.ts";
import { describeOutcome } from "../../exercises/outcome.ts";

/** What came of sending the request that `pin` made, after the server had changed its tools. */
export interface PinEvidence {
  outcome: Outcome;
  /** Whether the request still names an MCP server. */
  hasServer: boolean;
  /** HTTP status, and the API's words where it refused. */
  status: number;
  message: string;
  /** How often the server was asked for its tools, for this request. */
  listings: number;
  /** The tools that Claude was to see, and those that it saw. */
  allowed: string[];
  exposed: string[];
}

export const judgePin: Judge<PinEvidence> = (evidence) => {
  const { outcome, hasServer, status, message, listings, allowed, exposed } = evidence;
  const returned = outcome.status === "returned";
  const refused = !hasServer
    ? "a request without an MCP server"
    : status === 200
      ? undefined
      : `the API refused it: ${message}`;
  const same = allowed.length === exposed.length && allowed.every((name) => exposed.includes(name));
  return [
    {
      check: "01.6.pinned",
      passed: returned && refused === undefined && listings === 0,
      expected: "a request that the API takes, and for which it does not ask the server again",
      found: returned
        ? (refused ??
          (listings === 0
            ? "the server was not asked again"
            : "the server was asked again, so Claude read the changed description"))
        : describeOutcome(outcome),
      advice:
        "The mcp_tool_listing block of the reply holds tools; the toolset takes them under the same name.",
    },
    {
      check: "01.6.same-tools",
      passed: returned && same,
      expected: `Claude still sees ${allowed.join(" and ")}, and nothing else`,
      found: returned ? `it sees ${exposed.join(", ") || "nothing"}` : describeOutcome(outcome),
      advice: "Keep the allow-list of the toolset: spread the old one and add tools.",
    },
  ];
};
