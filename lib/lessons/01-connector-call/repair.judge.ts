import { countText } from "../../base/counted.ts";
import type { Json } from "../../base/json.ts";
import type { Outcome } from "../../exercises/answer.ts";
import { type Finding, type Judge, show } from "../../exercises/finding.ts";
import { describeOutcome } from "../../exercises/outcome.ts";

/** What `repaired` made of an environment and a listing, and what came of sending it. */
export interface RepairEvidence {
  /** The value of `HF_TOKEN`; empty: there is none. */
  token: string;
  /** The tools that the server lists, by name. */
  listed: string[];
  /** The tools to allow. */
  wanted: string[];
  outcome: Outcome;
  /** The entries of `mcp_servers` that came back. */
  servers: { [field: string]: Json }[];
  /** How many entries of `tools` came back, and the listed tools that Claude gets to see by them. */
  toolsets: number;
  exposed: string[];
  /** HTTP status of the call that was made with it, and the API's words where it refused. */
  status: number;
  message: string;
}

export const judgeRepair: Judge<RepairEvidence> = (evidence) => {
  const { listed, wanted, outcome, toolsets, exposed } = evidence;
  const gone = wanted.filter((name) => !listed.includes(name));
  // Where a tool is gone there must be no request at all, so there is nothing else to judge.
  const isJudged = gone.length === 0;
  const returned = outcome.status === "returned";
  const hidden = wanted.filter((name) => !exposed.includes(name));
  const extra = exposed.filter((name) => !wanted.includes(name));
  return [
    judgeToken(evidence, isJudged),
    {
      check: "01.4.deny",
      passed: !isJudged || (toolsets > 0 && extra.length === 0),
      expected: `of ${listed.length} listed tools, none but ${wanted.join(" and ")} is exposed`,
      found:
        toolsets > 0
          ? `also exposed: ${extra.join(", ") || "nothing"}`
          : `no toolset: ${describeOutcome(outcome)}`,
      advice: "As in 01.2: configs alone denies nothing.",
    },
    {
      check: "01.4.names",
      passed: !isJudged || (returned && hidden.length === 0),
      expected: `${wanted.join(" and ")} are exposed`,
      found: returned ? `not exposed: ${hidden.join(", ") || "none"}` : describeOutcome(outcome),
      advice: "hf_doc_search and hf_doc_fetch are gone: allow the two tools that the task names.",
    },
    judgeGuard(outcome, gone, listed),
  ];
};

function judgeToken(
  { token, outcome, servers, status, message }: RepairEvidence,
  isJudged: boolean,
): Finding {
  const [entry = {}] = servers;
  const sent = entry["authorization_token"];
  const right = token === "" ? !Object.hasOwn(entry, "authorization_token") : sent === token;
  const problem =
    outcome.status !== "returned"
      ? describeOutcome(outcome)
      : servers.length !== 1
        ? `mcp_servers has ${countText(servers.length, "entry", "entries")}`
        : !right
          ? `authorization_token is ${show(sent)}`
          : status !== 200
            ? `the API refused the call: ${message}`
            : undefined;
  return {
    check: "01.4.token",
    passed: !isJudged || problem === undefined,
    expected: `a call that the API takes, with ${
      token === "" ? "no field authorization_token" : "the token in authorization_token"
    }`,
    found: problem ?? "it does",
    advice:
      "As in 01.1: the server is named huggingface in both lists, and the token's field is there only when HF_TOKEN is.",
  };
}

function judgeGuard(outcome: Outcome, gone: string[], listed: string[]): Finding {
  const threw = outcome.status === "threw";
  const names = threw && gone.some((name) => holdsWord(outcome.error.message, name));
  return {
    check: "01.4.guard",
    passed: gone.length === 0 ? !threw : names,
    expected:
      gone.length === 0
        ? "no error, since the server lists every tool that is needed"
        : `an error that names ${gone.join(" or ")}, since the server lists only ${listed.join(", ")}`,
    found: describeOutcome(outcome),
    advice:
      "Compare the tools you need with the listed ones, and throw an Error that names those missing.",
  };
}

/** Whether a name is in a text, and is not only a part of a longer one. */
function holdsWord(text: string, name: string): boolean {
  return text.split(/\W+/).includes(name);
}
