import type { Outcome } from "../../exercises/answer.ts";
import type { Finding, Judge } from "../../exercises/finding.ts";
import { describeOutcome } from "../../exercises/outcome.ts";
import { connectorIn, historyFault, offeredIn, resultsIn, type SentRequest } from "./wire.judge.ts";

/** A tool of one of the servers, and whether it is on the allow-list. */
export interface ServerTool {
  server: "hub" | "crm";
  name: string;
  allowed: boolean;
  /** A text that is in its results, or in its error. */
  marker: string;
  fails: boolean;
  /** Whether it is listed on the second page. */
  isLate?: boolean;
}

/** A call that reached a server. */
export interface ServerCall {
  server: "hub" | "crm";
  name: string;
  /** The id of the model's call; undefined where the arguments were changed on the way. */
  id: string | undefined;
}

/** What an answer to 05.3 sent, and whom it called. */
export interface DirectEvidence {
  question: string;
  /** What the model says in the end. */
  final: string;
  tools: readonly ServerTool[];
  secrets: readonly string[];
  outcome: Outcome;
  requests: readonly SentRequest[];
  calls: readonly ServerCall[];
}

export const judgeDirect: Judge<DirectEvidence> = (evidence) => [
  judgeConnector(evidence),
  judgeCalls(evidence),
  judgeAllowList(evidence),
  judgeNames(evidence),
  judgeHistory(evidence),
  judgeErrors(evidence),
  judgeSecrets(evidence),
];

function finding(
  check: string,
  expected: string,
  problem: string | undefined,
  found: string,
  advice: string,
): Finding {
  return { check, passed: problem === undefined, expected, found: problem ?? found, advice };
}

const noRequest = ({ requests, outcome }: DirectEvidence): string | undefined =>
  requests.length === 0 ? `no request reached the API: ${describeOutcome(outcome)}` : undefined;

function judgeConnector(evidence: DirectEvidence): Finding {
  const used = evidence.requests.flatMap((request) => connectorIn(request) ?? [])[0];
  return finding(
    "05.3.direct",
    "no mcp_servers, no mcp_toolset and no beta of the MCP connector",
    noRequest(evidence) ?? (used === undefined ? undefined : `a request has ${used}`),
    "none",
    "On the direct path the API is told nothing of MCP: it sees tools of your own.",
  );
}

/** Whether a tool shares its name with one of the other server that is allowed, too. */
function isShared(tool: ServerTool, tools: readonly ServerTool[]): boolean {
  return tools.some(
    ({ server, name, allowed }) => allowed && server !== tool.server && name === tool.name,
  );
}

/** The model's call that reached a tool, by its id. */
function callOf(tool: ServerTool, calls: readonly ServerCall[]): string | undefined {
  return calls.find(({ server, name, id }) => {
    return server === tool.server && name === tool.name && id !== undefined;
  })?.id;
}

const nameOf = ({ server, name }: Pick<ServerTool, "server" | "name">): string =>
  `${name} of the ${server === "hub" ? "Hub" : "CRM"}`;

function judgeCalls(evidence: DirectEvidence): Finding {
  const { tools, calls, outcome, final } = evidence;
  const results = resultsIn(evidence.requests);
  const problems = tools
    .filter((tool) => tool.allowed && !tool.fails && !isShared(tool, tools))
    .flatMap((tool) => {
      const id = callOf(tool, calls);
      if (id === undefined) return [`${nameOf(tool)} was not called with the model's arguments`];
      const back = results.get(id)?.text ?? "nothing";
      return back.includes(tool.marker)
        ? []
        : [`of the result of ${nameOf(tool)} came back to the API: ${back.slice(0, 120)}`];
    });
  const returned = outcome.status === "returned" ? outcome.value : undefined;
  const answered = typeof returned === "string" && returned.includes(final);
  return finding(
    "05.3.calls",
    "the model's calls reach both servers, their results reach the model, and its answer is returned",
    problems[0] ?? (answered ? undefined : describeOutcome(outcome)),
    "all of it",
    "toolRunner calls run for each tool_use and sends what it returns. listTools() of the client gives all pages of a listing. The links that a server adds need the wrapper from above.",
  );
}

function judgeAllowList(evidence: DirectEvidence): Finding {
  const forbidden = evidence.calls.find(({ server, name }) =>
    evidence.tools.some((tool) => tool.server === server && tool.name === name && !tool.allowed),
  );
  return finding(
    "05.3.allow-list",
    "no tool is called that task.allow does not name, whatever the model asks for",
    noRequest(evidence) ??
      (forbidden === undefined ? undefined : `${nameOf(forbidden)} was called`),
    "none was",
    "No configs protect you here. Filter what listTools gives, each server by its own list.",
  );
}

function judgeNames(evidence: DirectEvidence): Finding {
  const { tools, calls, requests } = evidence;
  const offered = requests.map(offeredIn)[0] ?? [];
  const twice = offered.find((name, index) => offered.indexOf(name) !== index);
  const lost = tools
    .filter((tool) => tool.allowed && isShared(tool, tools))
    .find((tool) => callOf(tool, calls) === undefined);
  const problem =
    twice === undefined
      ? lost && `no tool in the request leads to ${nameOf(lost)}`
      : `two tools in one request are called ${twice}; the API refuses that`;
  return finding(
    "05.3.names",
    "tools of equal name are offered under two names, and each leads to its own server",
    noRequest(evidence) ?? problem,
    "each leads to its own",
    "Put the server's name before the tool's, for all tools of all servers.",
  );
}

function judgeHistory(evidence: DirectEvidence): Finding {
  return finding(
    "05.3.history",
    "each request holds the whole conversation, and none asks for a message thread",
    noRequest(evidence) ?? historyFault(evidence.requests, evidence.question),
    "each holds it",
    "toolRunner uses message threads unless you pass thread: false. They are not covered by ZDR.",
  );
}

function judgeErrors(evidence: DirectEvidence): Finding {
  const results = resultsIn(evidence.requests);
  const problems = evidence.tools
    .filter((tool) => tool.allowed && tool.fails)
    .flatMap((tool) => {
      const result = results.get(callOf(tool, evidence.calls) ?? "");
      if (result === undefined) return [`nothing came back of ${nameOf(tool)}, which fails`];
      if (!result.isError) return [`the error of ${nameOf(tool)} came back without is_error`];
      return result.text.includes(tool.marker)
        ? []
        : [`of the error of ${nameOf(tool)} came back: ${result.text.slice(0, 120)}`];
    });
  return finding(
    "05.3.errors",
    "a tool that fails comes back with is_error and in its server's own words",
    problems[0],
    "it does",
    "mcpTools does that by itself: do not catch what run throws.",
  );
}

function judgeSecrets(evidence: DirectEvidence): Finding {
  const { requests, secrets } = evidence;
  const leaky = requests.findIndex(({ body }) => {
    const text = JSON.stringify(body);
    return text.includes('"authorization_token"') || secrets.some((one) => text.includes(one));
  });
  return finding(
    "05.3.secrets",
    "neither the Hub's token nor the CRM's key in any request to the API",
    noRequest(evidence) ?? (leaky === -1 ? undefined : `request ${leaky + 1} holds one of them`),
    "neither does",
    "The clients that you are given are connected already: nobody else needs to know either.",
  );
}
