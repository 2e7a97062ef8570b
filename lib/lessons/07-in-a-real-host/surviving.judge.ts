import { countText } from "../../base/counted.ts";
import { z } from "zod";
import {
  arrivesUnderItsName,
  DESCRIPTION_LIMIT,
  NAME_LIMIT,
  PROPERTY_NAME,
  ROOT_UNIONS,
} from "../../subjects/hosts/tool-rules.ts";
import type { Outcome } from "../../exercises/answer.ts";
import { type Fault, type Finding, firstFault, type Judge, show } from "../../exercises/finding.ts";
import { faultOfOutcome } from "../../exercises/outcome.ts";
import {
  choicesOf,
  fitted,
  givenProperties,
  type GivenTool,
  heirOf,
  type Pair,
  renamedIn,
} from "./fitted-tool.judge.ts";
import { faultOfSame } from "./kept-tool.judge.ts";

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
  const nothing = faultOfOutcome(
    outcome,
    "Return a list of tools: as many as there were, each with name, description and inputSchema.",
  );
  const none = `${nothing.found}; ${countText(tools.length, "tool")} wanted`;
  return CHECKS.map(({ fault, ...words }): Finding => {
    const told = pairs.length === 0 ? { ...words, advice: nothing.advice } : words;
    return firstFault(pairs, fault, {
      ...told,
      about: ({ given }) => `${show(given.name)}: `,
      none,
      all: "so it is, for every tool",
    });
  });
};

function faultOfName({ server, given, made, all }: Pair): Fault | undefined {
  const before = `mcp__${server}__`;
  const length = before.length + made.name.length;
  if (length > NAME_LIMIT)
    return {
      found: `${show(made.name)} has ${length} characters with ${before}, and is left out`,
      advice: `At most ${NAME_LIMIT} characters, with ${before} before it: cut more.`,
    };
  if (!arrivesUnderItsName(server, made.name))
    return {
      found: `${show(made.name)} arrives under another name`,
      advice: "Letters, digits, _ and -: a host writes _ for anything else, dots, too.",
    };
  if (all.filter(({ name }) => name === made.name).length > 1)
    return {
      found: `two tools are called ${show(made.name)}, and one of them is not offered`,
      advice: "Look which names are taken before you make one, also by tools that come later.",
    };
  const isKept = made.name === given.name || !arrivesUnderItsName(server, given.name);
  return isKept ? undefined : `is called ${show(made.name)}, and its own name was fine`;
}

function faultOfRoot(pair: Pair): Fault | undefined {
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

function faultOfProperties(pair: Pair): Fault | undefined {
  const names = Object.keys(pair.made.inputSchema.properties);
  const odd = names.find((name) => !PROPERTY_NAME.test(name));
  if (odd !== undefined) return `has a property ${show(odd)}, and is not offered`;
  const lost = renamedIn(pair).find(([, name]) => name === undefined);
  return (
    lost && {
      found: `no property says in its description that it was ${show(lost[0])}`,
      advice:
        "People who know the old name have to find the new one: write the old one into the property's description.",
    }
  );
}

function faultOfLength({ made }: Pair): string | undefined {
  const { length } = made.description;
  return length > DESCRIPTION_LIMIT ? `a description of ${length} characters` : undefined;
}

const CHECKS: readonly (Pick<Finding, "check" | "expected" | "advice"> & {
  fault: (pair: Pair) => Fault | undefined;
})[] = [
  {
    check: "07.3.names",
    fault: faultOfName,
    expected: "a name of its own that arrives unchanged; a name that is fine stays",
    advice: "What arrives unchanged stays as it is.",
  },
  {
    check: "07.3.root",
    fault: faultOfRoot,
    expected:
      "one object with the properties of every choice. It requires what every choice requires, and its description names what only some do",
    advice: "A choice may have properties of its own, or only say what it requires.",
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
    advice: "Copy with ...tool and ...schema, and change what has to change.",
  },
];
