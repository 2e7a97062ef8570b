import { DESCRIPTION_LIMIT } from "../hosts/tool-limits.ts";
import { alike, wordsOf } from "../sketch/near-copy.ts";
import type { Observations } from "./observations.ts";
import { place, RESTS, type ServerRule } from "./rule.ts";
import { openingOf, toolsIn } from "./seen.ts";

/** From this share of common words on two descriptions say the same. */
const SAME = 0.75;
/** With fewer tools no word can be called usual. */
const ENOUGH_TO_COMPARE = 5;
/** Descriptions of fewer words say no more than a name. */
const FEW_WORDS = 4;
/** More than these spoil the choice. */
const MANY_TOOLS = 20;

/** The instructions in each era that the server speaks. */
function instructionsIn({ opening }: Observations): { where: string; text: string }[] {
  const { modern, legacy } = opening;
  return [
    { where: "server/discover", said: openingOf(modern) },
    { where: "initialize", said: openingOf(legacy) },
  ].flatMap(({ where, said }) =>
    said === undefined ? [] : [{ where, text: said.instructions?.trim() ?? "" }],
  );
}

/** The words of each tool's description, without those that most descriptions of the server have. */
function tellingWords(seen: Observations): { name: string; words: Set<string> }[] {
  const tools = toolsIn(seen).map(({ name, description = "" }) => ({
    name,
    words: wordsOf(description),
  }));
  if (tools.length < ENOUGH_TO_COMPARE) return tools;
  const isCommon = (word: string): boolean =>
    tools.filter(({ words }) => words.has(word)).length > tools.length / 2;
  const common = new Set(tools.flatMap(({ words }) => [...words]).filter(isCommon));
  return tools.map(({ name, words }) => ({
    name,
    words: new Set([...words].filter((word) => !common.has(word))),
  }));
}

export const textRules: readonly ServerRule[] = [
  {
    id: "description-missing",
    severity: "warning",
    title: "A tool has no description",
    concerns: "The model; every host",
    rests: "The description is what a model chooses by (certification, task 2.1), read 2026-11-29",
    happens: "The model guesses from the name what the tool does, or leaves it.",
    todo: "Say what it does, with which input, and when to use another one.",
    look: (seen) =>
      toolsIn(seen).flatMap(({ name, description }) =>
        (description?.trim() ?? "") === "" ? [place(name, "the description is empty")] : [],
      ),
  },
  {
    id: "description-thin",
    severity: "note",
    title: "A tool's description has fewer than four words",
    concerns: "The model; every host",
    rests: "The four tools of exercise 02.6 that nobody can tell apart, 2026-11-30",
    happens: "The model has no more to choose by than the name.",
    todo: "Say what it does, with which input, and when to use another one.",
    look: (seen) =>
      toolsIn(seen).flatMap(({ name, description = "" }) => {
        const { size } = wordsOf(description);
        return size > 0 && size < FEW_WORDS ? [place(name, `"${description}"`)] : [];
      }),
  },
  {
    id: "description-long",
    severity: "warning",
    title: "A tool's description is cut",
    concerns: "Claude Code",
    rests: `${RESTS.claudeCodeDocs}: cut at 2,048 characters; 2.1.332 cuts at 4,096, run 2026-11-30`,
    happens: "The model does not see what comes later.",
    todo: "Say what matters in 2,048 characters; the rest belongs in a resource.",
    look: (seen) =>
      toolsIn(seen).flatMap(({ name, description = "" }) =>
        description.length > DESCRIPTION_LIMIT
          ? [place(name, `${description.length} characters`)]
          : [],
      ),
  },
  {
    id: "instructions-missing",
    severity: "note",
    title: "The server has no instructions",
    concerns: "Claude Code",
    rests: `${RESTS.claudeCodeRun}: instructions reach the prompt`,
    happens: "With tool search, only names of tools say what the server is for.",
    todo: "Say in a few sentences what the server is for and where to begin.",
    look(seen) {
      const all = instructionsIn(seen);
      return all.length > 0 && all.every(({ text }) => text === "")
        ? [place(all.map(({ where }) => where).join(", "), "no instructions")]
        : [];
    },
  },
  {
    id: "instructions-one-era",
    severity: "warning",
    title: "Only one of the two openings has instructions",
    concerns: "Claude Code",
    rests: `${RESTS.claudeCodeRun}: a server that answers server/discover is not asked to initialize`,
    happens: "A host that opens the other way gets none.",
    todo: "Return the same instructions from server/discover and initialize.",
    look(seen) {
      const all = instructionsIn(seen);
      const without = all.filter(({ text }) => text === "");
      return without.length === 0 || without.length === all.length
        ? []
        : without.map(({ where }) => place(where, "no instructions here"));
    },
  },
  {
    id: "instructions-long",
    severity: "warning",
    title: "The instructions are cut",
    concerns: "Claude Code",
    rests: `${RESTS.claudeCodeDocs}: cut at 2,048 characters; 2.1.332 cuts at 4,096, run 2026-11-30`,
    happens: "The model does not see what comes later.",
    todo: "Put what matters into the first 2,048 characters.",
    look(seen) {
      const long = instructionsIn(seen).find(({ text }) => text.length > DESCRIPTION_LIMIT);
      return long === undefined ? [] : [place(long.where, `${long.text.length} characters`)];
    },
  },
  {
    id: "tools-look-alike",
    severity: "warning",
    title: "Two tools can hardly be told apart by what they say",
    concerns: "The model; every host",
    rests:
      "Rename and split tools that overlap (certification, task 2.1), read 2026-11-29; exercise 02.6",
    happens: "The model takes the wrong one of the two.",
    todo: "Say in each what it does that the other does not, and when to use the other.",
    look(seen) {
      const tools = tellingWords(seen);
      return tools.flatMap(({ name, words }, index) => {
        const other = tools
          .slice(0, index)
          .find((one) => words.size > 0 && one.name !== name && alike(one.words, words) >= SAME);
        return other === undefined
          ? []
          : [place(name, `described in nearly the same words as ${other.name}`)];
      });
    },
  },
  {
    id: "tools-many",
    severity: "warning",
    title: "The server has more than 20 tools",
    concerns: "The model; every host without tool search",
    rests: "Too many tools spoil the choice (certification, task 2.3), read 2026-11-29",
    happens: "Each request carries all of them, and the model chooses worse.",
    todo: "Merge or drop tools, or split the server by what people come for.",
    look(seen) {
      const count = toolsIn(seen).length;
      return count > MANY_TOOLS ? [place("tools/list", `${count} tools`)] : [];
    },
  },
];
