import { isObject, type JsonObject, sameJson } from "../../base/json.ts";
import { type Fault, show } from "../../exercises/finding.ts";
import { ROOT_UNIONS } from "../../subjects/hosts/tool-limits.ts";
import {
  choicesOf,
  givenProperties,
  heirOf,
  onlySchemaOf,
  type Pair,
} from "./fitted-tool.judge.ts";

/** What of the choices at a schema's root is not in the one object that takes their place. */
export function faultOfRoot(pair: Pair): Fault | undefined {
  const { given, made } = pair;
  const union = ROOT_UNIONS.find((keyword) => keyword in made.inputSchema);
  if (union !== undefined)
    return {
      found: `${union} is at the root of its schema`,
      advice:
        "Take it out of what you spread: const { anyOf, oneOf, ...schema } = tool.inputSchema.",
    };
  const choices = choicesOf(given);
  if (choices.length === 0) return undefined;
  const lost = Object.keys(givenProperties(given)).find((name) => {
    const heir = heirOf(pair, name);
    return heir !== undefined && made.inputSchema.properties[heir] === undefined;
  });
  if (lost !== undefined)
    return {
      found: `has no property ${lost} any more`,
      advice: "The root gets the properties of all choices, with its own.",
    };
  const replaced = faultOfSaid(pair);
  if (replaced !== undefined) return replaced;
  const lists = choices.map(({ required = [] }) => required);
  const always = lists.flat().filter((name) => lists.every((list) => list.includes(name)));
  const right = new Set([...(given.inputSchema.required ?? []), ...always]);
  const required = new Set(made.inputSchema.required);
  if (right.size !== required.size || [...right].some((name) => !required.has(name)))
    return {
      found: `requires ${show([...required])}; always needed is ${show([...right])}`,
      advice:
        "Required is what the root requires already, and what is in the required of every choice; a choice without a list requires nothing.",
    };
  const unsaid = lists.flat().find((name) => !right.has(name) && !hasWord(made.description, name));
  return (
    unsaid && {
      found: `its description does not say when ${unsaid} is needed`,
      advice: "What only some choices require has to be in the tool's description, by its name.",
    }
  );
}

/** Whether a text has a name as a word of its own. */
function hasWord(text: string, name: string): boolean {
  return text.split(/[^\w-]+/).includes(name);
}

/** What the root or a choice says of a property, where these differ, and the one property does not. */
function faultOfSaid(pair: Pair): Fault | undefined {
  for (const [name, said] of Object.entries(givenProperties(pair.given))) {
    const now = pair.made.inputSchema.properties[heirOf(pair, name) ?? name];
    if (now === undefined || onlySchemaOf(said) !== undefined) continue;
    const { root = {}, choices } = said;
    const members = membersOf(now);
    const places = choices.length > 1 ? members : [now, ...members];
    const lost = choices.find((choice) => !places.some((place) => holds(place, choice)));
    if (lost !== undefined)
      return {
        found: `${name} is ${show(now)}, and a choice says ${show(lost)}`,
        advice:
          choices.length > 1
            ? "Where choices say different things of a property, each has a place in its anyOf: none replaces another."
            : "What a choice says of a property goes beside what the root says of it.",
      };
    if (![now, ...members].some((place) => holds(place, root)))
      return {
        found: `${name} is ${show(now)}, and the root says ${show(root)}`,
        advice: "What the root says of a property stays, beside what the choices say.",
      };
  }
  return undefined;
}

/** The schemas that a schema names as choices, or adds. */
function membersOf(schema: JsonObject): JsonObject[] {
  const own = [schema["anyOf"], schema["allOf"]].filter(Array.isArray).flat().filter(isObject);
  return own.flatMap((member) => [member, ...membersOf(member)]);
}

/** Whether all that one schema says is in the other. */
function holds(schema: JsonObject, said: JsonObject): boolean {
  return Object.entries(said).every(([keyword, value]) => {
    const now = schema[keyword];
    return keyword === "description" && typeof now === "string" && typeof value === "string"
      ? now.includes(value)
      : sameJson(now, value);
  });
}
