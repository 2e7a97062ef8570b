import type { Outcome } from "../../exercises/answer.ts";
import { type Fault, firstFault, type Judge } from "../../exercises/finding.ts";
import { describeOutcome } from "../../exercises/outcome.ts";
import { isObject, type JsonObject } from "../../base/json.ts";
import { returnedObject } from "./server-entry.judge.ts";

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
      advice: "What holds for tools that configs does not name? See default_config.",
    }),
    {
      check: "01.2.accepted",
      passed: nothing === undefined && status === 200,
      expected: `the API takes ${servers.length === 1 ? "it" : "both, in one request,"} for ${servers.map(({ server }) => `the server named ${server}`).join(" and ")}`,
      found: nothing ?? (status === 200 ? "it does" : `${returned}, and the API: ${message}`),
      advice: adviceOnRefusal(servers),
    },
  ];
};

const NO_TOOLSET =
  "Return a toolset: one object with type, mcp_server_name, default_config and configs.";

function unseen({ server, tools, exposures, outcome }: AllowedServer): Fault | undefined {
  if (exposures.length === 0) return { found: describeOutcome(outcome), advice: NO_TOOLSET };
  const names = exposures.flatMap(({ exposed }) => without(tools, exposed));
  if (names.length === 0) return undefined;
  const found = `of ${server} it does not see ${unique(names)}`;
  const configs = configsOf(outcome);
  const named = names.filter((name) => Object.hasOwn(configs, name));
  if (named.length > 0) {
    return {
      found,
      advice: `configs names ${unique(named)}, and does not say enabled: true there.`,
    };
  }
  return Object.keys(configs).some((key) => names.some((name) => key.endsWith(name)))
    ? { found, advice: "A key of configs is the tool's own name, with nothing before it." }
    : found;
}

function extra({ tools, exposures, outcome }: AllowedServer): Fault | undefined {
  if (exposures.length === 0) return { found: describeOutcome(outcome), advice: NO_TOOLSET };
  const stray = exposures.find(({ exposed }) => without(exposed, tools).length > 0);
  if (stray === undefined) return undefined;
  const names = without(stray.exposed, tools);
  const found = `on ${stray.listing} it also sees ${unique(names)}`;
  const configs = configsOf(outcome);
  return names.every((name) => Object.hasOwn(configs, name))
    ? {
        found,
        advice:
          "configs enables what was not asked for: make a new object for each server, with the tools of the list alone.",
      }
    : found;
}

function configsOf(outcome: Outcome): JsonObject {
  const { configs } = returnedObject(outcome);
  return isObject(configs) ? configs : {};
}

/** What the API may have refused, where it can be told. */
function adviceOnRefusal(servers: readonly AllowedServer[]): string {
  if (servers.some(({ exposures }) => exposures.length === 0)) return NO_TOOLSET;
  const toolsets = servers.map(({ server, outcome }) => ({ server, of: returnedObject(outcome) }));
  if (toolsets.some(({ of }) => of["type"] !== "mcp_toolset")) return "Its type is mcp_toolset.";
  if (toolsets.some(({ server, of }) => of["mcp_server_name"] !== server)) {
    return "mcp_server_name is the server that the function is given, not always the same.";
  }
  return toolsets.some(({ of }) => !isObject(of["configs"] ?? {}))
    ? "configs is an object, with one key for each tool, and no list."
    : "Leave out the field that the API names: a toolset has type, mcp_server_name, default_config and configs.";
}

function without(names: readonly string[], others: readonly string[]): string[] {
  return names.filter((name) => !others.includes(name));
}

function unique(names: readonly string[]): string {
  return [...new Set(names)].join(", ");
}
