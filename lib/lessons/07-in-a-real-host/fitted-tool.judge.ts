import { z } from "zod";
import type { Json, JsonObject } from "../../base/json.ts";
import { PROPERTY_NAME } from "../../subjects/hosts/tool-rules.ts";

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

export function givenProperties(tool: GivenTool): Record<string, JsonObject> {
  const parts = [tool.inputSchema, ...choicesOf(tool)];
  return Object.fromEntries(parts.flatMap(({ properties = {} }) => Object.entries(properties)));
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
