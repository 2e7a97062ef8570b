import { HUB_TOOLS } from "../../../base/hub-names.ts";
import type { ConnectorServer, Sketch } from "../sketch.ts";
import { isCovered } from "../zdr-coverage.ts";
import { type Fault, faultsIn, listed, repeated, type Rule, shortText } from "./rule.ts";

const connectorServers = ({ connector }: Sketch): ConnectorServer[] =>
  connector.status === "used" ? connector.servers : [];

/** The names that an allow-list lets through. */
export function allowedNames({ configs }: ConnectorServer): string[] {
  return Object.keys(configs).filter((name) => configs[name]?.enabled === true);
}

/** Step 5: what goes through Anthropic's side, and the way without. */
export const decisionRules: readonly Rule<Sketch>[] = [
  {
    id: "06.5.deny",
    title: "Denies by default",
    points: 1,
    lesson: "01",
    expected:
      "each server of the connector has default_config.enabled false and allows something; or the connector is not used, with the reason",
    remedy:
      "Write default_config: { enabled: false } and enable by name. Without it every tool that the server has, or gets, is open.",
    look({ connector }) {
      if (connector.status === "not-used") return shortText("connector.why", connector.why, 5);
      if (connector.servers.length === 0)
        return {
          found: "the connector is used, for no server",
          remedy: 'List its servers, or write status: "not-used" and why.',
        };
      return faultsIn(connector.servers, (server) => {
        if (server.default_config.enabled) return `${server.name} is open by default`;
        return allowedNames(server).length === 0
          ? {
              found: `${server.name} allows nothing`,
              remedy: "Enable by name in configs, { enabled: true }, or take the server out.",
            }
          : undefined;
      });
    },
  },
  {
    id: "06.5.names",
    title: "Names what the servers really list, where they can be reached",
    points: 1,
    lesson: "01",
    expected: "every name on an allow-list is a tool of that server, and its URL is public https",
    remedy:
      "The API says nothing about a name that does not exist. Copy names from the server's listing.",
    look(sketch) {
      return (
        faultsIn(connectorServers(sketch), (server) => serverFault(server, sketch)) ??
        faultsIn(sketch.direct.allow, (name) =>
          sketch.tools.some((tool) => tool.name === name)
            ? undefined
            : {
                found: `direct.allow names "${name}", which is no tool of the sketch`,
                remedy: "It names tools of step 4, as they are called there.",
              },
        )
      );
    },
  },
  {
    id: "06.5.zdr",
    title: "The ZDR decision fits the data",
    points: 1,
    lesson: "05",
    expected:
      "regulated data is under ZDR; what is under ZDR goes the direct path and uses covered features only; what is not covered is listed",
    remedy:
      "The MCP connector is not covered by ZDR, and the API does not block it: under ZDR call the tools from a client of your own.",
    look: zdrFault,
  },
  {
    id: "06.5.direct",
    title: "The direct path is complete",
    points: 1,
    lesson: "05",
    expected:
      "direct.allow has every tool that a question needs; where the client runs and who holds the credentials is said; under ZDR the history travels in the request",
    remedy:
      "Write down the way without the connector, also where you do not go it today: it is what remains when the data changes.",
    look: directFault,
  },
  {
    id: "06.5.open",
    title: "Open questions have somebody to answer them",
    points: 0,
    lesson: "06",
    expected: "one open question or more, each with who will answer it",
    remedy:
      "No sketch is without one: limits, consent, a contract, a rate. Ask it before you build.",
    look({ openQuestions }) {
      if (openQuestions.length === 0) return { found: "none" };
      return faultsIn(
        openQuestions,
        ({ question, who }, index) =>
          shortText(`openQuestions[${index}].question`, question, 4) ??
          shortText(`openQuestions[${index}].who`, who, 1),
      );
    },
  },
];

const PRIVATE_HOST =
  /^(localhost|.*\.local|.*\.internal|\[.*\]|127\..*|10\..*|192\.168\..*|169\.254\..*|172\.(1[6-9]|2\d|3[01])\..*)$/i;

function isPublicHttps(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === "https:" && !PRIVATE_HOST.test(hostname);
}

function serverFault(
  server: ConnectorServer,
  { server: own, tools }: Sketch,
): Fault | string | undefined {
  const { name, url, listed: seen } = server;
  if (!isPublicHttps(url))
    return {
      found: `the connector cannot reach ${name} at ${url}`,
      remedy:
        "It calls from outside: give an https URL with a public host, or take the server out.",
    };
  if (name === own.name && !own.transports.includes("http"))
    return {
      found: `the connector cannot reach ${name}: its transports lack http`,
      remedy: 'It cannot start a program: add "http" to server.transports, or take the server out.',
    };
  const names = new Set<string>(
    name === own.name
      ? tools.map((tool) => tool.name)
      : new URL(url).hostname === "huggingface.co"
        ? Object.values(HUB_TOOLS)
        : (seen ?? []),
  );
  const unknown = allowedNames(server).filter((allowed) => !names.has(allowed));
  return unknown.length === 0 ? undefined : `${name} does not list ${listed(unknown)}`;
}

function zdrFault(sketch: Sketch): Fault | undefined {
  const { zdr, data, connector, server } = sketch;
  const regulated = data.find(({ sensitivity }) => sensitivity === "regulated");
  if (regulated !== undefined && !zdr.required)
    return {
      found: `"${regulated.name}" is regulated, and zdr.required is false`,
      remedy: "Write zdr.required: true, and go the direct path with covered features only.",
    };
  const short = shortText("zdr.why", zdr.why, 4);
  if (short !== undefined) return short;
  if (zdr.features.length === 0)
    return {
      found: "zdr.features is empty",
      remedy: 'List what the design uses of the API; whatever asks Claude uses "messages".',
    };
  const [twice] = repeated(zdr.features);
  if (twice !== undefined)
    return { found: `zdr.features has ${twice} twice`, remedy: "List it once." };
  const usesConnector = connector.status === "used";
  if (usesConnector !== zdr.features.includes("mcp-connector"))
    return {
      found: `the connector is ${usesConnector ? "" : "not "}used, and zdr.features says otherwise`,
      remedy: usesConnector
        ? 'Add "mcp-connector" to zdr.features.'
        : 'Take "mcp-connector" out of zdr.features.',
    };
  const notCovered = zdr.features.filter((feature) => !isCovered(feature));
  if (zdr.required && notCovered.length > 0) return uncoveredFault(notCovered);
  if (notCovered.toSorted().join() !== zdr.notCovered.toSorted().join())
    return {
      found: `zdr.notCovered is ${listed(zdr.notCovered) || "empty"}`,
      remedy: "List there what zdr.features has and ZDR does not cover; lesson 05 has the table.",
    };
  const own = connectorServers(sketch).some(({ name }) => name === server.name);
  if ((zdr.path === "connector") !== own)
    return {
      found: `zdr.path is "${zdr.path}", and the connector ${own ? "calls" : "does not call"} ${server.name}`,
      remedy: `Write path: "${own ? "connector" : "direct"}", or change the servers of the connector.`,
    };
  return undefined;
}

function uncoveredFault(features: readonly string[]): Fault {
  const found = `under ZDR, and uses ${listed(features)}`;
  return features.includes("mcp-connector")
    ? { found }
    : {
        found,
        remedy: `Take ${listed(features)} out: lesson 05 has what ZDR covers in its place.`,
      };
}

function directFault({ direct, zdr, questions, tools }: Sketch): Fault | undefined {
  const needed = tools.find(
    ({ name }) => questions.some(({ from }) => from === name) && !direct.allow.includes(name),
  );
  if (needed !== undefined)
    return {
      found: `a question needs ${needed.name}, which is not in direct.allow`,
      remedy: `Add "${needed.name}" to direct.allow, or take the question out.`,
    };
  const short = faultsIn(["runsOn", "credentialsHeldBy"] as const, (field) =>
    shortText(`direct.${field}`, direct[field], 2),
  );
  if (short !== undefined) return short;
  if (zdr.required && direct.history === "thread")
    return {
      found: "under ZDR, and the history is kept as a thread on Anthropic's side",
      remedy: 'Write history: "in-request".',
    };
  return undefined;
}
