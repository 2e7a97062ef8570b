import { z } from "zod";
import { type Json, type JsonObject, sameJson } from "../../base/json.ts";
import { PROPERTY_NAME } from "../../subjects/hosts/tool-limits.ts";

/** One way in which a tool may be called. */
export interface Choice {
  properties?: Record<string, JsonObject>;
  required?: string[];
}

/** A tool as its server lists it. */
export interface GivenTool {
  name: string;
  title?: string;
  description: string;
  annotations?: JsonObject;
  inputSchema: Choice & {
    type: "object";
    anyOf?: Choice[];
    oneOf?: Choice[];
    $defs?: Record<string, JsonObject>;
  };
}

const object = z.record(z.string(), z.custom<Json>());
/** A tool that an answer made, as far as it is looked at. */
export const fitted = z.looseObject({
  name: z.string(),
  title: z.json().optional(),
  annotations: z.json().optional(),
  description: z.string().default(""),
  inputSchema: object.and(
    z.looseObject({
      type: z.literal("object"),
      properties: z.record(z.string(), object).default({}),
      required: z.array(z.string()).default([]),
    }),
  ),
});
/** {@inheritDoc fitted} */
export type Fitted = z.infer<typeof fitted>;

/** A tool beside what became of it. */
export interface Pair {
  server: string;
  given: GivenTool;
  made: Fitted;
  all: Fitted[];
}

/** The names of properties that the API refuses, each with the property that took its place. */
export function renamedIn({ given, made }: Pair): [old: string, name: string | undefined][] {
  const named = Object.keys(givenProperties(given));
  return named
    .filter((name) => !PROPERTY_NAME.test(name))
    .map((old) => [
      old,
      Object.keys(made.inputSchema.properties).find(
        (name) => !named.includes(name) && descriptionOf(made, name).includes(old),
      ),
    ]);
}

export function choicesOf({ inputSchema: { anyOf = [], oneOf = [] } }: GivenTool): Choice[] {
  return [...anyOf, ...oneOf];
}

/** What a schema says of a property: at its root, and in its choices, each different thing once. */
export interface Said {
  root: JsonObject | undefined;
  choices: JsonObject[];
}

export function givenProperties(tool: GivenTool): Record<string, Said> {
  const parts = [tool.inputSchema, ...choicesOf(tool)];
  const names = parts.flatMap(({ properties = {} }) => Object.keys(properties));
  const saidOf = (name: string): Said => {
    const choices: JsonObject[] = [];
    for (const { properties = {} } of choicesOf(tool)) {
      const one = properties[name];
      if (one && !choices.some((other) => sameJson(one, other))) choices.push(one);
    }
    return { root: tool.inputSchema.properties?.[name], choices };
  };
  return Object.fromEntries(names.map((name) => [name, saidOf(name)]));
}

/** The one schema that a property has; undefined where the root and the choices have several. */
export function onlySchemaOf({ root, choices }: Said): JsonObject | undefined {
  const all = root === undefined ? choices : [root, ...choices];
  return all.length === 1 ? all[0] : undefined;
}

export function descriptionOf({ inputSchema }: Fitted, property: string): string {
  const said = inputSchema.properties[property]?.["description"];
  return typeof said === "string" ? said : "";
}

/** The property that holds what the given one held. */
export function heirOf(pair: Pair, property: string): string | undefined {
  if (PROPERTY_NAME.test(property)) return property;
  return renamedIn(pair).find(([old]) => old === property)?.[1];
}
