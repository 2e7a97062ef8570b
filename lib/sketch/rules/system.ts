import type { SketchSystem } from "../sketch.ts";
import { isWritten } from "../texts.ts";
import { firstFault, repeated, type Rule } from "./rule.ts";

/** Step 1: what it is for. */
export const systemRules: readonly Rule<SketchSystem>[] = [
  {
    id: "06.1.named",
    title: "Names the system, its owner and its server",
    severity: "must",
    points: 0,
    lesson: "06",
    expected: "a name, a summary of eight words or more, an owner, and a transport",
    remedy: "Say what the system is, who works with it, and who runs it.",
    look({ system, server }) {
      if (!isWritten(system.name, 1)) return { found: "system.name says nothing" };
      if (!isWritten(system.summary, 8)) return { found: "system.summary says little or nothing" };
      if (!isWritten(system.owner, 1)) return { found: "system.owner names nobody" };
      if (server.transports.length === 0) return { found: "server.transports is empty" };
      return undefined;
    },
  },
  {
    id: "06.1.questions",
    title: "Says what will be asked",
    severity: "must",
    points: 1,
    lesson: "01",
    expected: "two or more questions of four words or more, each with what will answer it",
    remedy:
      "Write the questions that people ask today, in their words, and name the Resource or tool that is to answer each.",
    look({ questions }) {
      if (questions.length < 2) return { found: `${questions.length} questions` };
      const [twice] = repeated(questions.map(({ ask }) => ask.trim().toLowerCase()));
      if (twice !== undefined) return { found: `the same question twice: ${twice}` };
      return firstFault(questions, ({ ask, from }, index) => {
        if (!isWritten(ask, 4)) return `questions[${index}].ask is no question yet`;
        return from.trim() === "" ? `questions[${index}].from names nothing` : undefined;
      });
    },
  },
  {
    id: "06.1.data",
    title: "Knows the data and how careful to be with it",
    severity: "must",
    points: 1,
    lesson: "05",
    expected: "each kind of data once, with the reason for its sensitivity",
    remedy:
      "List the kinds of data that come in and say of each in a few words why it is public, internal, personal or regulated.",
    look({ data }) {
      if (data.length === 0) return { found: "no data" };
      const [twice] = repeated(data.map(({ name }) => name.trim()));
      if (twice !== undefined) return { found: `"${twice}" twice` };
      return firstFault(data, ({ name, why }, index) => {
        if (!isWritten(name, 1)) return `data[${index}].name says nothing`;
        return isWritten(why, 3) ? undefined : `data[${index}].why gives no reason`;
      });
    },
  },
];
