import type { Outcome } from "../../exercises/answer.ts";
import { type Fault, type Finding, findingOf, type Judge } from "../../exercises/finding.ts";
import { faultOfOutcome } from "../../exercises/outcome.ts";
import { sameWords } from "../same-words.judge.ts";
import {
  connectorFault,
  historyFault,
  offeredIn,
  resultsIn,
  type SentRequest,
} from "./wire.judge.ts";

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

function noRequest({ requests, outcome }: DirectEvidence): Fault | undefined {
  if (requests.length > 0) return undefined;
  const fault = faultOfOutcome(outcome, "Nothing is answered before the first request: send one.");
  return { ...fault, found: `no request reached the API: ${fault.found}` };
}

function judgeConnector(evidence: DirectEvidence): Finding {
  return findingOf(noRequest(evidence) ?? connectorFault(evidence.requests), {
    check: "05.3.direct",
    expected: "no mcp_servers, no mcp_toolset and no beta of the MCP connector",
    advice: "On the direct path the API is told nothing of MCP: it sees tools of your own.",
    all: "none",
  });
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

/** What went wrong with a tool that has to be called, and whose result has to come back. */
function faultOfCall(tool: ServerTool, evidence: DirectEvidence): Fault | undefined {
  const id = callOf(tool, evidence.calls);
  if (id === undefined)
    return {
      found: `${nameOf(tool)} was not called with the model's arguments`,
      advice: tool.isLate
        ? "It is on the second page of its server's listing: listTools() of the client gives all pages."
        : "Its run gets the model's input as it is, and calls the tool by the name that its server knows.",
    };
  const back = resultsIn(evidence.requests).get(id)?.text ?? "nothing";
  if (back.includes(tool.marker)) return undefined;
  return {
    found: `of the result of ${nameOf(tool)} came back to the API: ${back.slice(0, 120)}`,
    advice: back.includes("resource_link")
      ? "The servers add links, which mcpTools refuses: use the wrapper from above."
      : "What the server answered goes into the tool_result, text for text.",
  };
}

function judgeCalls(evidence: DirectEvidence): Finding {
  const { tools, outcome, final } = evidence;
  const [fault] = tools
    .filter((tool) => tool.allowed && !tool.fails && !isShared(tool, tools))
    .flatMap((tool) => faultOfCall(tool, evidence) ?? []);
  const returned = outcome.status === "returned" ? outcome.value : undefined;
  const answered = sameWords(returned, final);
  const unanswered = faultOfOutcome(
    outcome,
    "Return the text of the last reply, and of no other: that of all its text blocks. The first block may hold a thought.",
  );
  return findingOf(noRequest(evidence) ?? fault ?? (answered ? undefined : unanswered), {
    check: "05.3.calls",
    expected:
      "the model's calls reach both servers, their results reach the model, and its answer is returned",
    advice: "toolRunner calls run for each tool_use and sends what it returns.",
    all: "all of it",
  });
}

function judgeAllowList(evidence: DirectEvidence): Finding {
  const { tools, calls, requests } = evidence;
  const forbidden = calls.find(({ server, name }) =>
    tools.some((tool) => tool.server === server && tool.name === name && !tool.allowed),
  );
  const isOthers = tools.some(({ name, allowed }) => allowed && name === forbidden?.name);
  const offered = requests.flatMap(offeredIn);
  const isOffered = offered.some(
    (name) => forbidden !== undefined && name.includes(forbidden.name),
  );
  const fault = forbidden && {
    found: `${nameOf(forbidden)} was called`,
    advice: isOthers
      ? "The other server's list allows this name: filter each server's tools by its own list."
      : isOffered
        ? "No configs protect you here. Filter what listTools gives before you offer it."
        : "You did not offer it, and the model asked for it all the same: look the name up among your tools before you call.",
  };
  return findingOf(noRequest(evidence) ?? fault, {
    check: "05.3.allow-list",
    expected: "no tool is called that task.allow does not name, whatever the model asks for",
    advice: "Filter what listTools gives, each server by its own list.",
    all: "none was",
  });
}

function judgeNames(evidence: DirectEvidence): Finding {
  const { tools, calls, requests } = evidence;
  const offered = requests.map(offeredIn)[0] ?? [];
  const twice = offered.find((name, index) => offered.indexOf(name) !== index);
  const lost = tools
    .filter((tool) => tool.allowed && isShared(tool, tools))
    .find((tool) => callOf(tool, calls) === undefined);
  const fault =
    twice === undefined
      ? lost && {
          found: `no tool in the request leads to ${nameOf(lost)}`,
          advice:
            "Both servers' tools are wanted: neither replaces the other, and each run calls its own server.",
        }
      : {
          found: `two tools in one request are called ${twice}; the API refuses that`,
          advice: "Put the server's name before the tool's, for all tools of all servers.",
        };
  return findingOf(noRequest(evidence) ?? fault, {
    check: "05.3.names",
    expected: "tools of equal name are offered under two names, and each leads to its own server",
    advice: "Put the server's name before the tool's, for all tools of all servers.",
    all: "each leads to its own",
  });
}

function judgeHistory(evidence: DirectEvidence): Finding {
  return findingOf(noRequest(evidence) ?? historyFault(evidence.requests, evidence.question), {
    check: "05.3.history",
    expected: "each request holds the whole conversation, and none asks for a message thread",
    advice: "toolRunner takes thread: false.",
    all: "each holds it",
  });
}

/** What went wrong with a tool that fails: its error has to come back as one, whole. */
function faultOfError(tool: ServerTool, evidence: DirectEvidence): Fault | undefined {
  const result = resultsIn(evidence.requests).get(callOf(tool, evidence.calls) ?? "");
  if (result === undefined)
    return {
      found: `nothing came back of ${nameOf(tool)}, which fails`,
      advice: "A tool_use without a tool_result is refused by the API: answer it, with is_error.",
    };
  if (!result.isError)
    return {
      found: `the error of ${nameOf(tool)} came back without is_error`,
      advice: "callTool says isError: pass that on. mcpTools throws then, and the runner marks it.",
    };
  if (result.text.includes(tool.marker)) return undefined;
  return {
    found: `of the error of ${nameOf(tool)} came back: ${result.text.slice(0, 120)}`,
    advice:
      "mcpTools passes on what the server said: do not catch what run throws, or throw it on.",
  };
}

function judgeErrors(evidence: DirectEvidence): Finding {
  const [fault] = evidence.tools
    .filter((tool) => tool.allowed && tool.fails)
    .flatMap((tool) => faultOfError(tool, evidence) ?? []);
  return findingOf(noRequest(evidence) ?? fault, {
    check: "05.3.errors",
    expected: "a tool that fails comes back with is_error and in its server's own words",
    advice: "mcpTools does that by itself.",
    all: "it does",
  });
}

function judgeSecrets(evidence: DirectEvidence): Finding {
  const { requests, secrets } = evidence;
  const holder = requests.findIndex(({ body, headers }) => {
    const text = JSON.stringify([body, headers]);
    return text.includes('"authorization_token"') || secrets.some((one) => text.includes(one));
  });
  const isToken = JSON.stringify(requests[holder]?.body ?? null).includes('"authorization_token"');
  const fault = {
    found: `request ${holder + 1} holds one of them`,
    advice: isToken
      ? "authorization_token is for the connector. On this path nobody but you needs the token."
      : "The clients that you are given are connected already: leave task.env alone.",
  };
  return findingOf(noRequest(evidence) ?? (holder === -1 ? undefined : fault), {
    check: "05.3.secrets",
    expected: "neither the Hub's token nor the CRM's key in any request to the API",
    advice: "Leave task.env alone.",
    all: "neither does",
  });
}
