import { allowedNames } from "./rules/decisions.ts";
import { isCovered } from "./zdr-coverage.ts";
import type { ConnectorServer, Sensitivity, Sketch } from "./sketch.ts";

/** Who takes part, from the person's side to the data's. */
export const parties = ["application", "api", "server", "system"] as const;
export type Party = (typeof parties)[number];

/** A party, or `other`: whatever servers of other people's the connector calls too. */
export type FlowNode = Party | "other";

/** One way that data goes, and what goes there; in the order in which it happens. */
export interface FlowStep {
  from: FlowNode;
  to: FlowNode;
  /** Such as "calls find_tickets, add_note". */
  carries: string;
}

/** What each party gets of one kind of data, in two or three words; empty where it gets nothing. */
interface FlowRow {
  data: string;
  sensitivity: Sensitivity;
  gets: Record<Party, string>;
}

/** Who sends what to whom, as a sketch has it. */
export interface Flow {
  /** What each party is called. */
  names: Record<FlowNode, string>;
  steps: FlowStep[];
  rows: FlowRow[];
  /** Who holds which secret, in a sentence. */
  credentials: string;
  /** What becomes of the data on Anthropic's side, in a sentence. */
  retention: string;
}

/** Works out who sees which data. Pure. */
export function flowOf(sketch: Sketch): Flow {
  const { system, server, resources, tools, data } = sketch;
  const entered = new Set([...resources, ...tools].flatMap((one) => one.data));
  return {
    names: {
      application: "Your application",
      api: "Claude (Messages API)",
      server: `MCP server ${server.name}`,
      system: system.name,
      other: otherServers(sketch)
        .map(({ name }) => name)
        .join(", "),
    },
    steps: stepsOf(sketch),
    rows: data.map(({ name, sensitivity }) => {
      const sees = entered.has(name) ? "sees it" : "";
      const api = sees && `sees it, ${keepsNothing(sketch) ? "not kept" : "kept"}`;
      return {
        data: name,
        sensitivity,
        gets: { application: sees, api, server: sees, system: "holds it" },
      };
    }),
    credentials: credentialsOf(sketch),
    retention: retentionOf(sketch),
  };
}

/** The names that the connector may call on the sketch's own server; none where it calls none. */
function connectorNames({ connector, server }: Sketch): string[] {
  if (connector.status === "not-used") return [];
  return connector.servers.filter(({ name }) => name === server.name).flatMap(allowedNames);
}

function otherServers({ connector, server }: Sketch): ConnectorServer[] {
  if (connector.status === "not-used") return [];
  return connector.servers.filter(({ name }) => name !== server.name);
}

function stepsOf(sketch: Sketch): FlowStep[] {
  const { zdr, direct, questions, credentials, resources } = sketch;
  const byConnector = zdr.path === "connector";
  const uris = resources.map(({ uri }) => uri).join(", ");
  const asked = `${questions.length} kinds of question, Resources`;
  return [
    { from: "application", to: "server", carries: `reads ${uris}` },
    {
      from: "application",
      to: "api",
      carries: byConnector ? `${asked}, and the server's token` : `${asked}, and tool results`,
    },
    byConnector
      ? { from: "api", to: "server", carries: `calls ${connectorNames(sketch).join(", ")}` }
      : { from: "application", to: "server", carries: `calls ${direct.allow.join(", ")}` },
    {
      from: "server",
      to: "system",
      carries: `asks, with ${credentials.map(({ variable }) => variable).join(", ") || "no credential"}`,
    },
    ...otherServers(sketch).map((one): FlowStep => ({
      from: "api",
      to: "other",
      carries: `calls ${allowedNames(one).join(", ")} of ${one.name} through the connector`,
    })),
  ];
}

function credentialsOf({ config, server, variables, zdr, direct }: Sketch): string {
  const secrets = variables.filter(({ secret }) => secret).map(({ name }) => name);
  if (secrets.length === 0) return "There is no secret.";
  if (zdr.path === "direct")
    return `Who holds ${secrets.join(", ")}: ${direct.credentialsHeldBy.replace(/\.$/, "")}.`;
  const headers = Object.values(config.mcpServers[server.name]?.headers ?? {}).join("\n");
  const tokens = secrets.filter((name) => headers.includes(`\${${name}}`));
  const keys = secrets.filter((name) => !tokens.includes(name));
  const kept = `${keys.join(", ") || "A key to the system"} stays in the MCP server's environment and goes to nobody else.`;
  const token = tokens.length === 0 ? "" : `, ${tokens.join(", ")},`;
  return `${kept} The connector gets the MCP server's authorization_token${token} with each request.`;
}

/** What the design uses and ZDR does not cover. A thread is history that the API keeps. */
function notCovered({ zdr, direct }: Sketch): string[] {
  const features: string[] = zdr.features.filter((feature) => !isCovered(feature));
  return direct.history === "thread" ? [...features, "message threads"] : features;
}

/** Whether nothing is kept on Anthropic's side: ZDR, and nothing that it does not cover. */
function keepsNothing(sketch: Sketch): boolean {
  return sketch.zdr.required && notCovered(sketch).length === 0;
}

function retentionOf(sketch: Sketch): string {
  const outside = notCovered(sketch).join(", ");
  if (keepsNothing(sketch)) {
    return "Under Zero Data Retention: nothing is kept, since every feature that is used is covered.";
  }
  const standard = "Anthropic keeps data as its standard policy says";
  if (sketch.zdr.required) return `Zero Data Retention does not cover ${outside}: ${standard}.`;
  const more = outside === "" ? "" : ` An arrangement would not cover ${outside}.`;
  return `Zero Data Retention is not asked for: ${standard}.${more}`;
}
