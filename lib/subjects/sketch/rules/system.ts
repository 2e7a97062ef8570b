import { countText } from "../../../base/counted.ts";
import type { SketchSystem } from "../sketch.ts";
import { faultsIn, repeated, type Rule, shortText } from "./rule.ts";

/** What is the same in two texts that differ in capitals and marks only. */
const bareWords = (text: string): string =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");

/** Step 1: what it is for. */
export const systemRules: readonly Rule<SketchSystem>[] = [
  {
    id: "06.1.named",
    title: "Names the system, its owner and its server",
    points: 0,
    lesson: "06",
    expected: "a name, a summary of eight words or more, an owner, and a transport",
    remedy: "Say what the system is, who works with it, and who runs it.",
    look({ system, server }) {
      if (server.transports.length === 0)
        return { found: "server.transports is empty", remedy: 'List "stdio", "http" or both.' };
      const least = { name: 1, summary: 8, owner: 1 } as const;
      return faultsIn(["name", "summary", "owner"] as const, (field) =>
        shortText(`system.${field}`, system[field], least[field]),
      );
    },
  },
  {
    id: "06.1.questions",
    title: "Says what will be asked",
    points: 1,
    lesson: "01",
    expected: "two or more questions of four words or more, each with what will answer it",
    remedy:
      "Write the questions that people ask today, in their words, and name the Resource or tool that is to answer each.",
    look({ questions }) {
      if (questions.length < 2) return { found: countText(questions.length, "question") };
      const [twice] = repeated(questions.map(({ ask }) => bareWords(ask)));
      if (twice !== undefined)
        return { found: `the same question twice: ${twice}`, remedy: "Ask something else." };
      return faultsIn(questions, ({ ask, from }, index) => {
        const short = shortText(`questions[${index}].ask`, ask, 4);
        if (short !== undefined) return short;
        if (from.trim() !== "") return shortText(`questions[${index}].from`, from, 1);
        return {
          found: `questions[${index}].from is empty`,
          remedy: "Name the Resource or tool that is to answer.",
        };
      });
    },
  },
  {
    id: "06.1.data",
    title: "Knows the data and how careful to be with it",
    points: 1,
    lesson: "05",
    expected: "each kind of data once, with the reason for its sensitivity",
    remedy:
      "List the kinds of data that come in and say of each in a few words why it is public, internal, personal or regulated.",
    look({ data }) {
      if (data.length === 0) return { found: "no data" };
      const [twice] = repeated(data.map(({ name }) => bareWords(name)));
      if (twice !== undefined) return { found: `"${twice}" twice`, remedy: "List it once." };
      return faultsIn(
        data,
        ({ name, why }, index) =>
          shortText(`data[${index}].name`, name, 1) ?? shortText(`data[${index}].why`, why, 3),
      );
    },
  },
];
