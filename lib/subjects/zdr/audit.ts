import { isObject, type Json, type JsonObject } from "../../base/json.ts";
import { type EligibilityRow, eligibilityOf, type FeatureId } from "./eligibility.ts";
import { blocksOf, type Part, partsOf, toolsOf } from "./request-parts.ts";

/** A request to the API, as it goes over the wire. A recorded request of a trace is one. */
export interface AuditedRequest {
  /** The path, with or without a query. */
  path: string;
  /** The parsed body. */
  body: Json;
}

/** A feature that a request uses and that ZDR does not cover, or covers with a condition. */
export interface ZdrFinding {
  row: EligibilityRow;
  /** Where in the body; the path where the address itself is the feature. */
  where: string;
}

/**
 * Finds what a request uses that ZDR does not cover, or covers with a condition. Pure, and lenient:
 * what is not of the API's form is passed over. Headers decide nothing: a beta header opens a
 * feature, and only the address or the body uses it.
 */
export function auditRequest({ path, body }: AuditedRequest): ZdrFinding[] {
  const [address = ""] = path.split("?");
  const byAddress = ADDRESSES.filter(([pattern]) => pattern.test(address)).map(([, id]): Sight => ({
    id,
    where: address,
  }));
  return [...byAddress, ...bodySights(body)].map(({ id, where }) => ({
    row: eligibilityOf(id),
    where,
  }));
}

interface Sight {
  id: FeatureId;
  where: string;
}

const ADDRESSES: readonly [RegExp, FeatureId][] = [
  [/^\/v1\/messages\/batches(\/|$)/, "batches"],
  [/^\/v1\/files(\/|$)/, "files"],
  [/^\/v1\/skills(\/|$)/, "skills"],
  [/^\/v1\/(agents|sessions|environments)(\/|$)/, "managed-agents"],
  [/^\/v1\/tunnels(\/|$)/, "mcp-tunnels"],
];

/** A batch holds the bodies of many requests. */
function bodySights(body: Json): Sight[] {
  if (!isObject(body)) return [];
  const batch = partsOf(body["requests"], "requests").flatMap(({ where, value }) =>
    isObject(value["params"]) ? messageSights(value["params"], `${where}.params.`) : [],
  );
  return [...messageSights(body, ""), ...batch];
}

function messageSights(body: JsonObject, where: string): Sight[] {
  return [
    ...partsOf(body["mcp_servers"], `${where}mcp_servers`).map(sightOf("mcp-connector")),
    ...toolsOf(body, where).flatMap(toolSights),
    ...blocksOf(body, where).filter(isFile).map(sightOf("files")),
    ...containerSights(body["container"], `${where}container`),
    ...modelSights(body, where),
    ...fieldSights(body, where),
  ];
}

function sightOf(id: FeatureId): (part: Pick<Part, "where">) => Sight {
  return ({ where }) => ({ id, where });
}

/** The first version of the web tools with dynamic filtering. */
const FILTERS_SINCE = 20_260_209;

function toolSights({ where, value: tool }: Part): Sight[] {
  const type = typeof tool["type"] === "string" ? tool["type"] : "custom";
  const callers = Array.isArray(tool["allowed_callers"]) ? tool["allowed_callers"] : undefined;
  const fromCode = callers?.some(isCode) === true;
  const strict: Sight[] = tool["strict"] === true ? [{ id: "structured-outputs", where }] : [];
  const version = /^web_(?:search|fetch)_(\d{8})$/.exec(type)?.[1];
  if (version !== undefined && Number(version) >= FILTERS_SINCE) {
    const direct = callers?.length === 1 && callers[0] === "direct";
    return direct ? strict : [{ id: "dynamic-filtering", where }, ...strict];
  }
  if (type === "mcp_toolset") return [{ id: "mcp-connector", where }];
  if (/^code_execution_\d{8}$/.test(type)) return [{ id: "code-execution", where }, ...strict];
  const called: Sight[] = fromCode ? [{ id: "programmatic-tool-calling", where }] : [];
  const advised: Sight[] = /^advisor_\d{8}$/.test(type) ? modelSights(tool, `${where}.`) : [];
  return [...called, ...advised, ...strict];
}

function isCode(caller: Json): boolean {
  return typeof caller === "string" && caller.startsWith("code_execution_");
}

function isFile({ value: block }: Part): boolean {
  const { type, source } = block;
  return type === "container_upload" || (isObject(source) && source["type"] === "file");
}

function containerSights(container: Json | undefined, where: string): Sight[] {
  if (typeof container === "string") return [{ id: "code-execution", where }];
  if (!isObject(container)) return [];
  const skills = partsOf(container["skills"], `${where}.skills`).map(sightOf("skills"));
  return typeof container["id"] === "string"
    ? [{ id: "code-execution", where: `${where}.id` }, ...skills]
    : skills;
}

/** The families of the models that the documentation lists as covered. */
const COVERED = /^claude-(fable|mythos)-5/;

function modelSights(body: JsonObject, where: string): Sight[] {
  const named = [
    { where: `${where}model`, model: body["model"] },
    ...partsOf(body["fallbacks"], `${where}fallbacks`).map((fallback) => ({
      where: `${fallback.where}.model`,
      model: fallback.value["model"],
    })),
  ];
  return named
    .filter(({ model }) => typeof model === "string" && COVERED.test(model))
    .map(sightOf("covered-model"));
}

function fieldSights(body: JsonObject, where: string): Sight[] {
  const { thread, diagnostics, output_config: output, output_format: format } = body;
  const formats: [string, Json | undefined][] = [
    ["output_config.format", isObject(output) ? output["format"] : undefined],
    ["output_format", format],
  ];
  return [
    ...(isObject(thread) ? [{ id: "message-threads", where: `${where}thread` } as const] : []),
    ...(isObject(diagnostics)
      ? [{ id: "cache-diagnostics", where: `${where}diagnostics` } as const]
      : []),
    ...formats
      .filter(([, value]) => isObject(value))
      .map(([field]): Sight => ({ id: "structured-outputs", where: `${where}${field}` })),
  ];
}
