import { countText } from "../../base/counted.ts";
import { z } from "zod";
import { isObject, type Json, sameJson } from "../../base/json.ts";
import { type Finding, firstFault, type Judge, show } from "../../exercises/finding.ts";
import { chooseTool, toolBytes } from "../../subjects/resources/choose-tool.ts";
import type { ToolQuestion } from "../../subjects/resources/look-alikes.ts";

/** Tools that were described, those that they were made from, and what they are asked. */
export interface ClearToolsEvidence {
  answer: Json;
  given: readonly { name: string; inputSchema: Json }[];
  /** Bytes that names and descriptions may take. */
  budget: number;
  shown: readonly ToolQuestion[];
  others: readonly ToolQuestion[];
}

/** How many of the questions that were not shown may choose a wrong tool. */
const SLIPS = 1;

const toolList = z.array(
  z.object({
    name: z.string(),
    description: z.string(),
    inputSchema: z.record(z.string(), z.custom<Json>()),
  }),
);
type Tools = z.infer<typeof toolList>;

type Check = (evidence: ClearToolsEvidence, tools: Tools) => Finding;

export const judgeClearTools: Judge<ClearToolsEvidence> = (evidence) => {
  const { answer, given } = evidence;
  const parsed = toolList.length(given.length).safeParse(answer);
  const checks = [names, inputs, budget, shown, others, none];
  if (parsed.success) return checks.map((check) => check(evidence, parsed.data));
  const issue = parsed.error.issues[0];
  const found = `at ${issue?.path.join(".") || "the answer"}: ${issue?.message ?? "no tools"}`;
  return checks.map((check) => ({ ...check(evidence, []), passed: false, found }));
};

const names: Check = (_evidence, tools) =>
  firstFault(
    tools,
    ({ name }) => {
      if (!/^[a-zA-Z0-9_-]{1,128}$/.test(name)) return `${show(name)}, which the API refuses`;
      const alike = tools.filter((tool) => tool.name === name);
      return alike.length > 1 ? `${alike.length} tools called ${show(name)}` : undefined;
    },
    {
      check: "02.6.names",
      expected: "names that the Messages API takes, each of them once",
      none: "no names",
      all: "such names",
      advice: "A name has letters, digits, _ and -. It may begin with the system, such as crm_.",
    },
  );

/** Whether a schema is the given one, but for descriptions, at any depth that the given one has. */
function takesTheSame(given: Json, written: Json): boolean {
  if (!isObject(given) || !isObject(written)) return sameJson(given, written);
  const fields = Object.entries(written).filter(
    ([name, value]) => !(name === "description" && typeof value === "string"),
  );
  return (
    fields.length === Object.keys(given).length &&
    fields.every(([name, value]) => takesTheSame(given[name] ?? null, value))
  );
}

const inputs: Check = ({ given }, tools) =>
  firstFault(
    given.map(({ name, inputSchema }, at) => ({
      name,
      asGiven: inputSchema,
      asWritten: tools[at]?.inputSchema ?? null,
    })),
    ({ name, asGiven, asWritten }) =>
      takesTheSame(asGiven, asWritten)
        ? undefined
        : `in place of ${name}: ${show(asWritten)}, not ${show(asGiven)}`,
    {
      check: "02.6.inputs",
      expected: "in the given order, each tool's given inputs; only descriptions may be added",
      none: "no tools",
      all: "the same inputs",
      advice:
        "Take inputSchema over as it is: who calls the tool today goes on calling it that way.",
    },
  );

const budget: Check = ({ budget: most }, tools) => {
  const bytes = tools.reduce((sum, tool) => sum + toolBytes(tool), 0);
  return {
    check: "02.6.budget",
    passed: bytes <= most,
    expected: `names and descriptions of at most ${most} bytes in all`,
    found: countText(bytes, "byte"),
    advice: "Every request pays for every tool's words. Say what sets a tool apart, and no more.",
  };
};

/** The questions that choose another tool than the one that is meant, in words. */
function misses(
  { given }: ClearToolsEvidence,
  tools: Tools,
  questions: readonly ToolQuestion[],
): string[] {
  return questions.flatMap(({ question, tool }) => {
    const meant = tools[given.findIndex(({ name }) => name === tool)]?.name ?? null;
    const chosen = chooseTool(question, tools);
    if (chosen === meant) return [];
    return [`${show(question)} chooses ${chosen ?? "none"}, not ${meant ?? "none"}`];
  });
}

const answered = (questions: readonly ToolQuestion[]): ToolQuestion[] =>
  questions.filter(({ tool }) => tool !== null);

const shown: Check = (evidence, tools) => {
  const missed = misses(evidence, tools, answered(evidence.shown));
  return {
    check: "02.6.shown",
    passed: missed.length === 0,
    expected: "each question that a tool can answer chooses that tool",
    found: missed[0] ?? "all of them",
    advice: "Compare the two: which word of the question does only one of them have?",
  };
};

const others: Check = (evidence, tools) => {
  const questions = answered(evidence.others);
  const missed = misses(evidence, tools, questions);
  return {
    check: "02.6.others",
    passed: missed.length <= SLIPS,
    expected: `of ${questions.length} other questions to the same tools, all but ${SLIPS} choose theirs`,
    found: `${questions.length - missed.length} of ${questions.length}${missed[0] === undefined ? "" : `; ${missed[0]}`}`,
    advice: "Say what a tool takes and gives, in the words that were printed, not what was asked.",
  };
};

const none: Check = (evidence, tools) => {
  const beyond = [...evidence.shown, ...evidence.others].filter(({ tool }) => tool === null);
  const missed = misses(evidence, tools, beyond);
  return {
    check: "02.6.none",
    passed: missed.length === 0,
    expected: "a question that no tool can answer chooses none",
    found: missed[0] ?? "none",
    advice: 'Say what a tool does not do, after a "not": those words count against it.',
  };
};
