import { countText } from "../../base/counted.ts";
import { z } from "zod";
import { isObject, type JsonObject, sameJson } from "../../base/json.ts";
import {
  arrivesUnderItsName,
  DESCRIPTION_LIMIT,
  PROPERTY_NAME,
  ROOT_UNIONS,
} from "../../subjects/hosts/tool-rules.ts";
import type { Outcome } from "../../exercises/answer.ts";
import { type Finding, firstFault, type Judge, show } from "../../exercises/finding.ts";
import { describeOutcome } from "../../exercises/outcome.ts";
import {
  choicesOf,
  descriptionOf,
  fitted,
  givenProperties,
  type GivenTool,
  heirOf,
  type Pair,
  renamedIn,
} from "./fitted-tool.judge.ts";

/** Tools of a server, and what `fitForHosts` made of them. */
export interface SurvivingEvidence {
  server: string;
  tools: GivenTool[];
  outcome: Outcome;
}

export const judgeSurviving: Judge<SurvivingEvidence> = ({ server, tools, outcome }) => {
  const said = outcome.status === "returned" ? outcome.value : undefined;
  const made = z.array(fitted).length(tools.length).safeParse(said);
  const all = made.data ?? [];
  const pairs = tools.flatMap((given, at): Pair[] => {
    const own = all[at];
    return own === undefined ? [] : [{ server, given, made: own, all }];
  });
  return CHECKS.map(({ fault, ...words }): Finding => {
    const faultOf = (pair: Pair): string | undefined => {
      const found = fault(pair);
      return found && `${show(pair.given.name)}: ${found}`;
    };
    const none = `${describeOutcome(outcome)}; ${countText(tools.length, "tool")} wanted`;
    return firstFault(pairs, faultOf, { ...words, none, all: "so it is, for every tool" });
  });
};

function faultOfName({ server, given, made, all }: Pair): string | undefined {
  if (!arrivesUnderItsName(server, made.name))
    return `${show(made.name)} arrives under another name`;
  if (all.filter(({ name }) => name === made.name).length > 1) {
    return `two tools are called ${show(made.name)}, and one of them is not offered`;
  }
  const isKept = made.name === given.name || !arrivesUnderItsName(server, given.name);
  return isKept ? undefined : `is called ${show(made.name)}, and its own name was fine`;
}

function faultOfRoot(pair: Pair): string | undefined {
  const { given, made } = pair;
  const union = ROOT_UNIONS.find((keyword) => keyword in made.inputSchema);
  if (union !== undefined) return `${union} is at the root of its schema`;
  const choices = choicesOf(given);
  if (choices.length === 0) return undefined;
  const lost = Object.keys(givenProperties(given)).find((name) => {
    const heir = heirOf(pair, name);
    return heir !== undefined && made.inputSchema.properties[heir] === undefined;
  });
  if (lost !== undefined) return `has no property ${lost} any more`;
  const lists = choices.map(({ required = [] }) => required);
  const always = lists.flat().filter((name) => lists.every((list) => list.includes(name)));
  const right = new Set([...(given.inputSchema.required ?? []), ...always]);
  const required = new Set(made.inputSchema.required);
  if (right.size !== required.size || [...right].some((name) => !required.has(name))) {
    return `requires ${show([...required])}; always needed is ${show([...right])}`;
  }
  const unsaid = lists.flat().find((name) => !right.has(name) && !hasWord(made.description, name));
  return unsaid && `its description does not say when ${unsaid} is needed`;
}

/** Whether a text has a name as a word of its own. */
function hasWord(text: string, name: string): boolean {
  return text.split(/[^\w-]+/).includes(name);
}

function faultOfProperties(pair: Pair): string | undefined {
  const names = Object.keys(pair.made.inputSchema.properties);
  const odd = names.find((name) => !PROPERTY_NAME.test(name));
  if (odd !== undefined) return `has a property ${show(odd)}, and is not offered`;
  const lost = renamedIn(pair).find(([, name]) => name === undefined);
  return lost && `no property says in its description that it was ${show(lost[0])}`;
}

function faultOfLength({ made }: Pair): string | undefined {
  const { length } = made.description;
  return length > DESCRIPTION_LIMIT ? `a description of ${length} characters` : undefined;
}

/** Whether nothing but its name has to change. */
function isFine(tool: GivenTool): boolean {
  const isWhole = tool.description.length <= DESCRIPTION_LIMIT && choicesOf(tool).length === 0;
  return isWhole && Object.keys(givenProperties(tool)).every((name) => PROPERTY_NAME.test(name));
}

function faultOfSame(pair: Pair): string | undefined {
  const { given, made } = pair;
  for (const field of ["title", "annotations"] as const) {
    const now = made[field];
    if (!sameJson(given[field], now)) return `${field} is ${show(now)}`;
  }
  const isTouched =
    made.description !== given.description ||
    Object.entries(given.inputSchema.properties ?? {}).some(
      ([name, { description = "" }]) => descriptionOf(made, name) !== description,
    );
  if (isFine(given) && isTouched) return "it needs no new descriptions, and has some";
  const lost = given.description.split("\n").find((line) => !isSaid(pair, line));
  if (lost !== undefined) return `nothing says ${show(lost.slice(0, 120))}`;
  if (choicesOf(given).length === 0 && !requiresTheSame(pair)) {
    return `requires ${show(made.inputSchema.required)}`;
  }
  const changed = Object.entries(givenProperties(given)).find(
    ([name, property]) => !holdsTheSame(pair, name, property),
  );
  return changed && `${changed[0]} was ${show(changed[1])}`;
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

const CHECKS: readonly (Pick<Finding, "check" | "expected" | "advice"> & {
  fault: (pair: Pair) => string | undefined;
})[] = [
  {
    check: "07.3.names",
    fault: faultOfName,
    expected: "a name of its own that arrives unchanged; a name that is fine stays",
    advice:
      "Letters, digits, _ and -, and at most 128 characters with mcp__, the server's name and __ before it. Look which names are taken before you make one.",
  },
  {
    check: "07.3.root",
    fault: faultOfRoot,
    expected:
      "one object with the properties of every choice. It requires what every choice requires, and its description names what only some do",
    advice:
      "A choice may have properties of its own, or only say what it requires. Take the union of the former and what is common to the latter.",
  },
  {
    check: "07.3.properties",
    fault: faultOfProperties,
    expected:
      "names of properties that the API takes; a new one has the old one in its description",
    advice: "1 to 64 of letters, digits, _, . and -. Rename it in required, too.",
  },
  {
    check: "07.3.descriptions",
    fault: faultOfLength,
    expected: `descriptions of at most ${DESCRIPTION_LIMIT} characters`,
    advice: "A line that begins with a property's name and a colon can move to that property.",
  },
  {
    check: "07.3.same",
    fault: faultOfSame,
    expected: "everything else as it was: title, annotations, properties, and every line of text",
    advice:
      "Copy with ...tool and ...schema, and change what has to change. A $ref needs its $defs. A line that you take out of a description goes into another one.",
  },
];
