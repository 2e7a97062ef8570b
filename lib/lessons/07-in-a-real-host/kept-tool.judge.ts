import { isObject, type JsonObject, sameJson } from "../../base/json.ts";
import { type Fault, show } from "../../exercises/finding.ts";
import { DESCRIPTION_LIMIT, PROPERTY_NAME } from "../../subjects/hosts/tool-limits.ts";
import {
  choicesOf,
  descriptionOf,
  givenProperties,
  type GivenTool,
  heirOf,
  onlySchemaOf,
  type Pair,
} from "./fitted-tool.judge.ts";

/** Whether nothing but its name has to change. */
function isFine(tool: GivenTool): boolean {
  const isWhole = tool.description.length <= DESCRIPTION_LIMIT && choicesOf(tool).length === 0;
  return isWhole && Object.keys(givenProperties(tool)).every((name) => PROPERTY_NAME.test(name));
}

/** What of a tool is not as it was, and could have stayed so. */
export function faultOfSame(pair: Pair): Fault | undefined {
  const { given, made } = pair;
  for (const field of ["title", "annotations"] as const) {
    const now = made[field];
    if (!sameJson(given[field], now))
      return {
        found: `${field} is ${show(now)}`,
        advice: "Begin with ...tool, then change what has to.",
      };
  }
  const isTouched =
    made.description !== given.description ||
    Object.entries(given.inputSchema.properties ?? {}).some(
      ([name, { description = "" }]) => descriptionOf(made, name) !== description,
    );
  if (isFine(given) && isTouched)
    return {
      found: "it needs no new descriptions, and has some",
      advice: `A description of ${DESCRIPTION_LIMIT} characters or fewer stays where it is.`,
    };
  const lost = given.description.split("\n").find((line) => !isSaid(pair, line));
  if (lost !== undefined)
    return {
      found: `nothing says ${show(lost.slice(0, 120))}`,
      advice:
        "A line that you take out of a description goes into that of its property. Nothing is cut off.",
    };
  if (choicesOf(given).length === 0 && !requiresTheSame(pair))
    return {
      found: `requires ${show(made.inputSchema.required)}`,
      advice: "A property with a new name has it in required, too, and nothing else changes there.",
    };
  const changed = Object.entries(givenProperties(given))
    .flatMap(([name, said]): [string, JsonObject][] => {
      const only = onlySchemaOf(said);
      return only === undefined ? [] : [[name, only]];
    })
    .find(([name, property]) => !holdsTheSame(pair, name, property));
  if (changed === undefined) return undefined;
  const [name, was] = changed;
  return {
    found: `${name} was ${show(was)}`,
    advice:
      "$ref" in was
        ? "A $ref needs its $defs: copy them with ...schema."
        : "Copy each property with what it has, its description, too.",
  };
}

function requiresTheSame(pair: Pair): boolean {
  const { required = [] } = pair.given.inputSchema;
  const now = pair.made.inputSchema.required;
  // Of a property without an heir another check says that it is lost.
  const heirs = required.map((name) => heirOf(pair, name)).filter((name) => name !== undefined);
  return heirs.every((name) => now.includes(name)) && now.length <= required.length;
}

/** Whether a line is in the description, or in that of the property which it is about. */
function isSaid(pair: Pair, line: string): boolean {
  if (pair.made.description.includes(line)) return true;
  const [name = "", ...rest] = line.split(": ");
  const heir = heirOf(pair, name);
  return heir !== undefined && rest.length > 0
    ? descriptionOf(pair.made, heir).includes(rest.join(": "))
    : false;
}

function holdsTheSame(pair: Pair, name: string, property: JsonObject): boolean {
  const { given, made } = pair;
  const heir = heirOf(pair, name);
  const now = heir === undefined ? undefined : made.inputSchema.properties[heir];
  // Of a property that is not there another check says so.
  if (heir === undefined || now === undefined)
    return choicesOf(given).length > 0 || heir === undefined;
  const { description, ...before } = resolved(property, given.inputSchema.$defs);
  const { description: _, ...after } = resolved(now, made.inputSchema["$defs"]);
  const isKept = typeof description !== "string" || descriptionOf(made, heir).includes(description);
  return isKept && sameJson(before, after);
}

/** The definition that a property refers to, in its place; the property where it refers to none. */
function resolved(property: JsonObject, definitions: unknown): JsonObject {
  const { $ref, ...own } = property;
  if (typeof $ref !== "string") return property;
  const definition = isObject(definitions) ? definitions[$ref.replace("#/$defs/", "")] : undefined;
  return isObject(definition) ? { ...definition, ...own } : { ...own, $ref: `${$ref}, not there` };
}
