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
  /** The names that its configs enable, whether the server lists them or not. */
  enabled: string[];
  /** HTTP status of the call that was made with it, and the API's words where it refused. */
  status: number;
  message: string;
}

export const judgeRepair: Judge<RepairEvidence> = (evidence) => {
  const { listed, wanted, outcome, toolsets, exposed, enabled } = evidence;
  const gone = wanted.filter((name) => !listed.includes(name));
  // Where a tool is gone there must be no request at all, so there is nothing else to judge.
  const isJudged = gone.length === 0;
  const hidden = wanted.filter((name) => !exposed.includes(name));
  const extra = exposed.filter((name) => !wanted.includes(name));
  const dead = enabled.filter((name) => !wanted.includes(name) && !listed.includes(name));
  const nothing = toolsets === 0 ? `no toolset: ${describeOutcome(outcome)}` : undefined;
  const first =
    "Return { mcp_servers, tools }, two lists, where every tool that is needed is listed.";
  return [
    judgeToken(evidence, isJudged),
    {
      check: "01.4.deny",
      passed: !isJudged || (nothing === undefined && extra.length === 0),
      expected: `of ${listed.length} listed tools, none but ${wanted.join(" and ")} is exposed`,
      found: nothing ?? `also exposed: ${extra.join(", ") || "nothing"}`,
      advice:
        nothing !== undefined
          ? first
          : extra.every((name) => enabled.includes(name))
            ? `configs enables ${extra.join(", ")}: name the two tools of the task, and no other.`
            : "As in 01.2: configs alone denies nothing. What does default_config say?",
    },
    {
      check: "01.4.names",
      passed: !isJudged || (nothing === undefined && hidden.length === 0 && dead.length === 0),
      expected: `${wanted.join(" and ")} are exposed, and no name is allowed that nobody lists`,
      found:
        nothing ??
        [
          `not exposed: ${hidden.join(", ") || "none"}`,
          ...(dead.length > 0 ? [`allowed, and not listed: ${dead.join(", ")}`] : []),
        ].join("; "),
      advice:
        nothing !== undefined
          ? first
          : dead.length > 0
            ? `Nobody lists ${dead.join(" or ")}: take that out, or a tool that gets such a name tomorrow is let in. The task names the two tools to allow.`
            : `In configs, ${hidden.join(" and ")} needs enabled: true, under just that name.`,
    },
    judgeGuard(outcome, gone, listed),
  ];
};

function judgeToken(
  { token, outcome, servers, toolsets, status, message }: RepairEvidence,
  isJudged: boolean,
): Finding {
  const [entry = {}] = servers;
  const sent = entry["authorization_token"];
  const right = token === "" ? !Object.hasOwn(entry, "authorization_token") : sent === token;
  const problem =
    outcome.status !== "returned"
      ? [describeOutcome(outcome), "No error here, since nothing is missing: fix what it names."]
      : servers.length !== 1
        ? [
            `mcp_servers has ${countText(servers.length, "entry", "entries")}`,
            "mcp_servers is a list of one entry.",
          ]
        : !right
          ? [`authorization_token is ${show(sent)}`, adviceOnToken(token, sent)]
          : status !== 200
            ? [
                `the API refused the call: ${message}`,
                toolsets > 1
                  ? "One toolset names both tools: each server has one."
                  : "An entry has type, name and url, which is lab.hub.url; mcp_server_name in the toolset is that name.",
              ]
            : undefined;
  return {
    check: "01.4.token",
    passed: !isJudged || problem === undefined,
    expected: `a call that the API takes, with ${
      token === "" ? "no field authorization_token" : "the token in authorization_token"
    }`,
    found: problem?.[0] ?? "it does",
    advice: problem?.[1] ?? "",
  };
}

function adviceOnToken(token: string, sent: Json | undefined): string {
  if (token !== "")
    return "HF_TOKEN, of the env that is given, goes into authorization_token as it is.";
  return sent === ""
    ? "An empty text is sent, too: as in 01.1, an empty token is none, so leave the field out."
    : "As in 01.1: the field is there only when HF_TOKEN is.";
}

function judgeGuard(outcome: Outcome, gone: string[], listed: string[]): Finding {
  const threw = outcome.status === "threw" ? outcome.error : undefined;
  const isError = threw !== undefined && threw.name !== NO_ERROR;
  const names = isError && gone.some((name) => holdsWord(threw.message, name));
  return {
    check: "01.4.guard",
    passed: gone.length === 0 ? threw === undefined : names,
    expected:
      gone.length === 0
        ? "no error, since the server lists every tool that is needed"
        : `an Error that names ${gone.join(" or ")}, since the server lists only ${listed.join(", ")}`,
    found: describeOutcome(outcome),
    advice:
      gone.length === 0
        ? "Throw only where one of the two tools is missing in listed."
        : adviceOnGuard(threw, gone, listed),
  };
}

/** What is thrown and is no Error comes over the wire under this name. */
const NO_ERROR = "Thrown";

function adviceOnGuard(
  threw: { name: string } | undefined,
  gone: readonly string[],
  listed: readonly string[],
): string {
  if (threw?.name === NO_ERROR) {
    return "Throw an Error, `throw new Error(…)`: a bare text has no message, and no place where it was thrown.";
  }
  if (threw !== undefined) {
    return `The message has to name what is missing, as a word of its own: ${gone.join(", ")}.`;
  }
  const alike = listed.find((other) => gone.some((name) => other.includes(name)));
  return alike === undefined
    ? "Compare the tools you need with the listed ones, and throw an Error that names those missing."
    : `${alike} is another tool: compare whole names, such as with listed.includes(name).`;
}

/** Whether a name is in a text, and is not only a part of a longer one. */
function holdsWord(text: string, name: string): boolean {
  return text.split(/\W+/).includes(name);
}
