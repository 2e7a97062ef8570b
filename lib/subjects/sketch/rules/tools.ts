import { type CatalogText, needlessReads } from "../../resources/rank-entries.ts";
import type { AfterTools } from "../schema.ts";
import type { SketchTool } from "../sketch.ts";
import { errorRules } from "./errors.ts";
import { type Fault, faultsIn, listed, repeated, type Rule, shortText, takesNone } from "./rule.ts";

/** Step 4: the tools. */
const ownRules: readonly Rule<AfterTools>[] = [
  {
    id: "06.4.found",
    title: "Every question finds what answers it",
    points: 1,
    lesson: "02",
    expected:
      "for each question of step 1, the lab's matcher ranks what answers it first or second by its title and description",
    remedy:
      "Put the words that the question is asked with into the title or the description of what answers it.",
    look(sketch) {
      const catalog = catalogOf(sketch);
      return faultsIn(sketch.questions, ({ ask, from }) => {
        if (!catalog.some(({ uri }) => uri === from))
          return {
            found: `there is no "${from}" for: ${ask}`,
            remedy: "Write that Resource or tool, or name another one in from.",
          };
        const before = needlessReads({ question: ask, answer: from }, catalog);
        return before > 1 ? `${before} others come before ${from} for: ${ask}` : undefined;
      });
    },
  },
  {
    id: "06.4.honest",
    title: "Tools say what they do",
    points: 1,
    lesson: "01",
    expected:
      "names that occur once, inputs that are described, kinds of data from step 1, and readOnlyHint true just where a tool only reads",
    remedy:
      "readOnlyHint is true for effect reads and false for effect writes; describe each input with its format.",
    look({ tools, data }) {
      if (tools.length === 0) return { found: "no tools", remedy: "Write one tool or more." };
      const [twice] = repeated(tools.map(({ name }) => name.toLowerCase()));
      if (twice !== undefined)
        return { found: `${twice} twice`, remedy: "Give each tool a name of its own." };
      const kinds = new Set(data.map(({ name }) => name));
      return faultsIn(tools, (tool) => toolFault(tool, kinds));
    },
  },
  {
    id: "06.4.permissions",
    title: "The credentials may do what is needed, and no more",
    points: 1,
    lesson: "03",
    expected: "the permissions of the credentials are those that Resources and tools need",
    remedy: "Take out what nothing needs; add what a tool needs; name both in the same words.",
    look({ credentials, resources, tools }) {
      const asked = [...resources, ...tools].map(({ permission }) => permission);
      const needed = new Set(asked.filter((permission) => !takesNone(permission)));
      if (credentials.length === 0) return undefined;
      const granted = new Set(credentials.flatMap(({ permissions }) => permissions));
      const spare = [...granted].filter((one) => !needed.has(one));
      if (spare.length > 0)
        return {
          found: `granted and not needed: ${listed(spare)}`,
          remedy:
            "Take it out of the credential, or name it at the Resource or tool that needs it.",
        };
      const lacking = [...needed].filter((one) => !granted.has(one));
      if (lacking.length === 0) return undefined;
      return {
        found: `needed and not granted: ${listed(lacking)}`,
        remedy:
          'Add it to a credential of step 2, in the same words; write "none" at what takes no permission.',
      };
    },
  },
];

export const toolRules: readonly Rule<AfterTools>[] = [...ownRules, ...errorRules];

/** Resources and tools as one catalog, to choose from. */
function catalogOf({ resources, tools }: AfterTools): CatalogText[] {
  return [
    ...resources.map(({ uri, title, description }) => ({ uri, title, description, priority: 0 })),
    ...tools.map(({ name, title, description }) => ({
      uri: name,
      title,
      description,
      priority: 0,
    })),
  ];
}

/** What an input says of its values and its type cannot hold. */
function limitFault(
  input: string,
  { type, allowed, minimum, maximum }: SketchTool["input"][number],
): Fault | undefined {
  if (allowed !== undefined && type !== "string")
    return {
      found: `${input} lists values and is no string`,
      remedy: 'Only an input of type "string" has allowed.',
    };
  const limits = [minimum, maximum].filter((limit) => limit !== undefined);
  if (limits.length > 0 && type !== "number" && type !== "integer")
    return {
      found: `${input} has a minimum or maximum and is no number`,
      remedy: 'Only an input of type "number" or "integer" has minimum and maximum.',
    };
  if (type === "integer" && !limits.every(Number.isInteger))
    return {
      found: `${input} is an integer, and its minimum or maximum is none`,
      remedy: "Let minimum and maximum be integers, too.",
    };
  if (minimum !== undefined && maximum !== undefined && minimum > maximum)
    return {
      found: `${input} is at least ${minimum} and at most ${maximum}`,
      remedy: "Let minimum be the smaller one.",
    };
  return undefined;
}

function toolFault(tool: SketchTool, kinds: ReadonlySet<string>): Fault | undefined {
  const { name, title, description, effect, input, annotations, data } = tool;
  const short =
    shortText(`the title of ${name}`, title, 1) ??
    shortText(`the description of ${name}`, description, 5) ??
    faultsIn(input, (field) =>
      shortText(`the description of the input ${field.name} of ${name}`, field.description, 2),
    );
  if (short !== undefined) return short;
  const [twice] = repeated(input.map((field) => field.name));
  if (twice !== undefined)
    return {
      found: `${name} has two inputs ${twice}`,
      remedy: "Give each input a name of its own.",
    };
  const odd = faultsIn(input, (field) => limitFault(`the input ${field.name} of ${name}`, field));
  if (odd !== undefined) return odd;
  const unknown = data.find((kind) => !kinds.has(kind));
  if (unknown !== undefined)
    return {
      found: `${name} returns "${unknown}", which step 1 does not list`,
      remedy: "Name a kind of step 1, or add this one there.",
    };
  if (annotations.readOnlyHint !== (effect === "reads"))
    return {
      found: `${name} has effect "${effect}" and readOnlyHint ${annotations.readOnlyHint}`,
      remedy: "readOnlyHint is true for effect reads, and false for effect writes.",
    };
  return effect === "reads" && annotations.destructiveHint
    ? {
        found: `${name} only reads, and destructiveHint is true`,
        remedy: "What only reads destroys nothing: destructiveHint is false.",
      }
    : undefined;
}
