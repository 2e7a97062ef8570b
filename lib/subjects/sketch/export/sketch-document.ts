import { flowOf, parties } from "../flow.ts";
import type { Ruled } from "../review.ts";
import type { Sketch, SketchTool } from "../sketch.ts";
import { allowedNames } from "../rules/decisions.ts";
import { code, codes, mermaidLabel, plain, table } from "./markdown.ts";

/** The file name of the picture beside the document. */
export const PICTURE = "sketch.svg";

/** SKETCH.md: the whole sketch as a document for people who build, run or approve it. */
export function sketchDocument(sketch: Sketch, ruled: readonly Ruled[]): string {
  const sections = [
    context(sketch),
    review(ruled),
    dataFlow(sketch),
    catalog(sketch),
    tools(sketch),
    errorTable(sketch),
    credentialPlan(sketch),
    zdrDecision(sketch),
    openQuestions(sketch),
  ];
  return `${[`# Integration sketch: ${plain(sketch.system.name)}`, ...sections].join("\n\n")}\n`;
}

function context({ system, server, questions }: Sketch): string {
  return [
    "## Context",
    plain(system.summary),
    [
      `- Owner: ${plain(system.owner)}`,
      `- MCP server: ${code(server.name)}, over ${server.transports.join(" and ")}`,
    ].join("\n"),
    table(
      ["question", "answered by"],
      questions.map(({ ask, from }) => [plain(ask), code(from)]),
    ),
  ].join("\n\n");
}

/** What the lab's review says, so that nobody takes an unfinished sketch for a finished one. */
function review(ruled: readonly Ruled[]): string {
  const open = ruled.filter(({ status }) => status !== "pass");
  const points = ruled.reduce((sum, { rule }) => sum + rule.points, 0);
  const lines = open.map(
    ({ rule, found, remedy }) =>
      `- ${plain(rule.title)}: ${plain(found).replace(/\.$/, "")}. ${plain(remedy)}`,
  );
  const summary =
    open.length === 0
      ? `Reviewed: ${points} of ${points} points.`
      : `Not yet right: ${open.length} of ${ruled.length} rules.`;
  return ["## Review", summary, ...(open.length === 0 ? [] : [lines.join("\n")])].join("\n\n");
}

function dataFlow(sketch: Sketch): string {
  const flow = flowOf(sketch);
  const shown = flow.names.other === "" ? parties : [...parties, "other" as const];
  const nodes = shown.map((node) => `  ${node}[${mermaidLabel(flow.names[node])}]`);
  const arrows = flow.steps.map(
    ({ from, to, carries }) => `  ${from} -->|${mermaidLabel(carries)}| ${to}`,
  );
  const words = flow.steps.map(
    ({ from, to, carries }, index) =>
      `${index + 1}. ${plain(flow.names[from])} to ${plain(flow.names[to])}: ${plain(carries)}`,
  );
  return [
    "## Data flow",
    `![Who gets which data: the same in words below](${PICTURE})`,
    ["```mermaid", "flowchart LR", ...nodes, ...arrows, "```"].join("\n"),
    "The same in words:",
    words.join("\n"),
    table(
      ["data", "sensitivity", ...parties.map((party) => plain(flow.names[party]))],
      flow.rows.map(({ data, sensitivity, gets }) => [
        plain(data),
        sensitivity,
        ...parties.map((party) => gets[party] || "–"),
      ]),
    ),
    table(
      ["data", "why"],
      sketch.data.map(({ name, why }) => [plain(name), plain(why)]),
    ),
    `${plain(flow.credentials)} ${plain(flow.retention)}`,
  ].join("\n\n");
}

function catalog({ resources }: Sketch): string {
  return [
    "## Catalog of Resources",
    "An MCP client reads these and puts them into the request. The MCP connector carries tools only.",
    table(
      ["URI", "title", "what it is", "MIME type", "priority", "for", "size", "permission"],
      resources.map((one) => [
        code(one.uri),
        plain(one.title),
        plain(one.description),
        code(one.mimeType),
        String(one.priority),
        one.audience.join(", "),
        one.size,
        code(one.permission),
      ]),
    ),
  ].join("\n\n");
}

function tools(sketch: Sketch): string {
  const each = sketch.tools.map((tool) => {
    const key =
      tool.idempotencyKey === undefined ? "" : ` Idempotency key: ${code(tool.idempotencyKey)}.`;
    return [
      `### ${code(tool.name)}`,
      plain(tool.description),
      `Effect: ${tool.effect}.${key} Permission: ${code(tool.permission)}. Errors: ${codes(tool.errors)}.`,
      tool.input.length === 0
        ? "It takes no input."
        : table(
            ["input", "type", "required", "what it is"],
            tool.input.map(({ name, required, description, ...field }) => [
              code(name),
              takes(field),
              required ? "yes" : "no",
              plain(description),
            ]),
          ),
    ].join("\n\n");
  });
  return ["## Tools", ...each].join("\n\n");
}

/** What an input may be. */
function takes({
  type,
  allowed,
  minimum,
  maximum,
}: Pick<SketchTool["input"][number], "type" | "allowed" | "minimum" | "maximum">): string {
  if (allowed !== undefined) return `one of ${codes(allowed)}`;
  const least = minimum === undefined ? "" : `, at least ${minimum}`;
  return `${type}${least}${maximum === undefined ? "" : `, at most ${maximum}`}`;
}

function errorTable({ errors }: Sketch): string {
  return [
    "## Errors",
    "A tool that fails answers with `isError` and the same facts twice, as text and as `structuredContent.error`: hosts differ in which of the two they show.",
    table(
      ["code", "when", "retryable", "permission", "who can fix it", "what to do"],
      errors.map((row) => [
        code(row.code),
        plain(row.when),
        row.retryable ? "yes" : "no",
        row.permission,
        row.who_can_fix,
        plain(row.hint),
      ]),
    ),
  ].join("\n\n");
}

function credentialPlan({ variables, credentials }: Sketch): string {
  return [
    "## Credentials",
    "`.mcp.json` and `.env` are never committed; `.mcp.json.example` and `.env.example` are.",
    table(
      ["variable", "secret", "required", "purpose"],
      variables.map(({ name, secret, required, purpose }) => [
        code(name),
        secret ? "yes" : "no",
        required ? "yes" : "no",
        plain(purpose),
      ]),
    ),
    table(
      ["credential", "issued by", "may", "renewed"],
      credentials.map(({ variable, issuedBy, permissions, renewed }) => [
        code(variable),
        plain(issuedBy),
        codes(permissions),
        plain(renewed),
      ]),
    ),
  ].join("\n\n");
}

const NOT_PUBLIC_YET =
  "The exported HTTP server binds 127.0.0.1 and lets everybody on this machine call: before the connector can call it, it needs TLS, a check of the token in `src/authorize.ts`, and another address and host name in `src/http.ts`.";

function zdrDecision({ zdr, connector, direct, server: own }: Sketch): string {
  const used =
    connector.status === "not-used"
      ? [`The MCP connector is not used: ${plain(connector.why)}`]
      : connector.servers.map(
          (server) =>
            `The MCP connector may call ${codes(allowedNames(server))} of ${code(server.name)} at ${code(server.url)}; by default everything is ${server.default_config.enabled ? "open" : "denied"}.`,
        );
  const callsOwn =
    connector.status === "used" && connector.servers.some(({ name }) => name === own.name);
  return [
    "## Zero Data Retention, and the way without the connector",
    `Required: **${zdr.required ? "yes" : "no"}**. ${plain(zdr.why)}`,
    [
      `- Path: ${zdr.path}`,
      `- Uses: ${codes(zdr.features)}`,
      `- Not covered by ZDR: ${codes(zdr.notCovered)}. The API does not block these.`,
    ].join("\n"),
    ...used,
    ...(callsOwn ? [NOT_PUBLIC_YET] : []),
    [
      "The direct path:",
      "",
      `- Tools: ${codes(direct.allow)}`,
      `- The MCP client runs on: ${plain(direct.runsOn)}`,
      `- Credentials are held by: ${plain(direct.credentialsHeldBy)}`,
      `- The history travels ${direct.history === "in-request" ? "in each request" : "as a thread that the API keeps"}`,
    ].join("\n"),
  ].join("\n\n");
}

function openQuestions({ openQuestions: questions }: Sketch): string {
  const lines = questions.map(({ question, who }) => `- ${plain(question)} (${plain(who)})`);
  return ["## Open questions", lines.join("\n") || "None."].join("\n\n");
}
