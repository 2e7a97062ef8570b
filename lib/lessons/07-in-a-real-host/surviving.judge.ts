import { countText } from "../../base/counted.ts";
import { z } from "zod";
import { DESCRIPTION_LIMIT, NAME_LIMIT, PROPERTY_NAME } from "../../subjects/hosts/tool-limits.ts";
import { arrivesUnderItsName } from "../../subjects/hosts/tool-rules.ts";
import type { Outcome } from "../../exercises/answer.ts";
import { type Fault, type Finding, firstFault, type Judge, show } from "../../exercises/finding.ts";
import { faultOfOutcome } from "../../exercises/outcome.ts";
import { fitted, type GivenTool, type Pair, renamedIn } from "./fitted-tool.judge.ts";
import { faultOfSame } from "./kept-tool.judge.ts";
import { faultOfRoot } from "./one-root.judge.ts";

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
      "one object with all that every choice says of each property. It requires what every choice requires, and its description names what only some do",
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
