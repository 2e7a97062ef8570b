import { AjvJsonSchemaValidator } from "@modelcontextprotocol/client/validators/ajv";
import { isObject, type Json } from "../../base/json.ts";
import { makeArguments } from "../../services/messages-api/arguments.ts";
import { resolveSchema, typeOf } from "../../services/messages-api/json-schema.ts";
import type { Reply, ToolCall } from "../../subjects/server-rules/observations.ts";
import { type ListedTool, resultOf } from "../../subjects/server-rules/seen.ts";
import { textIn } from "../../subjects/tool-errors/facts.ts";
import type { Era } from "../../wire/era.ts";
import { toJson } from "../../wire/error-json.ts";
import type { Link } from "./messages.ts";

/** So many tools are called. */
const MOST_TOOLS = 100;
/** After so many calls without an answer, one after the other, no more are made. */
const MOST_SILENT = 3;
/** Characters of earlier results that arguments can be taken from. */
const KNOWN = 20_000;

/**
 * Calls each of the tools twice: with arguments that fit its schema, and with one of the wrong type.
 * @param known texts in which ids may be found, such as the list of resources
 */
export async function callTools(
  link: Link,
  era: Era,
  tools: readonly ListedTool[],
  known: string,
): Promise<ToolCall[]> {
  const calls: ToolCall[] = [];
  const results = [known.slice(0, KNOWN)];
  const isLost = (): boolean =>
    calls.length >= MOST_SILENT &&
    calls.slice(-MOST_SILENT).every(({ reply }) => reply.status === "none");
  const call = async (tool: ListedTool, made: Made): Promise<Reply> => {
    const args = { name: tool.name, arguments: toJson(made.arguments) ?? {} };
    const reply = await link.request(era, "tools/call", args);
    calls.push({ tool: tool.name, ...made, reply, ...check(tool, reply) });
    return reply;
  };
  for (const tool of tools.slice(0, MOST_TOOLS)) {
    const fitting = fittingArguments(tool, results);
    const result = resultOf(await call(tool, { kind: "fitting", arguments: fitting }));
    if (result !== undefined && result.isError !== true) {
      results.push(
        (JSON.stringify(result.structuredContent) ?? textIn(result.content)).slice(0, KNOWN),
      );
    }
    const spoiled = isLost() ? undefined : spoil(tool, fitting);
    if (spoiled !== undefined) await call(tool, { kind: "wrong", ...spoiled });
    if (isLost()) break;
  }
  return calls;
}

/** The arguments of a call, and what they are for. */
type Made = Omit<ToolCall, "tool" | "reply" | "mismatch">;

/** Arguments by the schema: its examples and defaults, else the simplest values that fit. */
function fittingArguments(tool: ListedTool, results: readonly string[]): Record<string, unknown> {
  const schema = isObject(tool.inputSchema) ? tool.inputSchema : {};
  const [whole] = Array.isArray(schema["examples"]) ? schema["examples"] : [];
  if (isObject(whole)) return whole;
  const properties = isObject(schema["properties"]) ? schema["properties"] : {};
  const withExamples = Object.entries(properties).map(([name, property]): [string, Json] => {
    const [example] =
      isObject(property) && Array.isArray(property["examples"]) ? property["examples"] : [];
    return [
      name,
      isObject(property) && example !== undefined ? { ...property, const: example } : property,
    ];
  });
  const source = { question: "", subject: undefined, results, known: "" };
  const full = { ...schema, properties: Object.fromEntries(withExamples) };
  return makeArguments(full, tool.description ?? "", source).input;
}

/** The same arguments with one of the wrong type; undefined where the schema names no type. */
function spoil(
  { inputSchema }: ListedTool,
  fitting: Record<string, unknown>,
): { arguments: Record<string, unknown>; wrong: string } | undefined {
  if (!isObject(inputSchema) || !isObject(inputSchema["properties"])) return undefined;
  const root = inputSchema;
  const required: unknown[] = Array.isArray(root["required"]) ? root["required"] : [];
  const typed = Object.entries(inputSchema["properties"]).filter(
    ([, property]) => isObject(property) && saysType(resolveSchema(root, property, { left: 100 })),
  );
  const [wrong, property] = typed.find(([name]) => required.includes(name)) ?? typed[0] ?? [];
  if (wrong === undefined || !isObject(property)) return undefined;
  const type = typeOf(resolveSchema(root, property, { left: 100 }));
  const value = type === "object" ? "no object" : { no: type };
  return { arguments: { ...fitting, [wrong]: value }, wrong };
}

/** One type and no other, so that a value of another one cannot fit. */
const saysType = ({ type, anyOf, oneOf }: Record<string, unknown>): boolean =>
  typeof type === "string" && anyOf === undefined && oneOf === undefined;

const validator = new AjvJsonSchemaValidator();

/** What the tool's output schema says of a result's structured content. */
function check({ outputSchema }: ListedTool, reply: Reply): { mismatch?: string } {
  const content = resultOf(reply)?.structuredContent;
  if (outputSchema === undefined || content === undefined) return {};
  try {
    const { valid, errorMessage } = validator.getValidator(outputSchema)(content);
    return valid ? {} : { mismatch: errorMessage ?? "it does not match" };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { mismatch: `the output schema cannot be used: ${why}` };
  }
}
