import { type Fault, type Finding, findingOf } from "../../exercises/finding.ts";
import { rulingOf } from "../../subjects/hosts/permission-rules.ts";

/** A server, and what each of its tools may do: run, run after a question, or never. */
export interface RuledServer {
  name: string;
  tools: Readonly<Record<string, "run" | "ask" | "never">>;
}

type Permissions = Parameters<typeof rulingOf>[0];

/** What a later version of any server may bring: nobody said that it may run. */
const LATER = { not_there_today: "ask" } as const;

const SEEN = {
  runs: "runs without a question",
  asks: "asks first",
  hidden: "is hidden from the model",
};

/** Whether each tool of some servers may do what was asked for, under these rules. */
export function judgeRules(wanted: readonly RuledServer[], permissions: Permissions): Finding[] {
  const check = (
    may: "run" | "ask" | "never",
    ruling: keyof typeof SEEN,
    words: Pick<Finding, "check" | "expected">,
  ): Finding => {
    const [fault] = wanted.flatMap(({ name, tools }) =>
      Object.entries({ ...tools, ...LATER }).flatMap(([tool, wish]): Fault[] => {
        const got = rulingOf(permissions, name, tool);
        if (wish !== may) return [];
        const about = `${tool} of ${name}`;
        if (got !== ruling)
          return [{ found: `${about} ${SEEN[got]}`, advice: adviseOnRule(may, got, tool) }];
        const isLeft = wish === "ask" && Object.hasOwn(tools, tool);
        return isLeft && !asksAnyway(permissions, name, tool)
          ? [{ found: `${about} runs where another file allows mcp__${name}`, advice: IN_ASK }]
          : [];
      }),
    );
    return findingOf(fault, { ...words, all: "as it was asked for", advice: "" });
  };
  return [
    check("run", "runs", {
      check: "07.4.runs",
      expected: "each tool that may run does, without a question",
    }),
    check("ask", "asks", {
      check: "07.4.asks",
      expected:
        "a question before each tool that asks, whatever another file allows, and before those a later version brings",
    }),
    check("never", "hidden", {
      check: "07.4.never",
      expected: "what must never run is hidden from the model",
    }),
  ];
}

/** Whether a tool asks even where another file, or the command line, allows its whole server. */
function asksAnyway({ allow = [], ...rules }: Permissions, server: string, tool: string): boolean {
  return rulingOf({ ...rules, allow: [...allow, `mcp__${server}`] }, server, tool) === "asks";
}

const IN_ASK =
  "Name it in ask, as the model gets it: a rule there holds against what any other file allows.";

const AS_OFFERED =
  "A rule names a tool as the model gets it: mcp__server__tool. Letters from A to z, digits, _ and - stay; for any other character there is _.";

function adviseOnRule(may: "run" | "ask" | "never", got: keyof typeof SEEN, tool: string): string {
  if (got === "hidden")
    return "Deny comes before ask and allow, however exact these are: deny less.";
  if (may === "never")
    return /\W/.test(tool)
      ? `${AS_OFFERED} One for another name denies nothing.`
      : "Deny it by its name.";
  if (may === "ask")
    return "What no rule names asks first. A rule for a whole server says too much: name its tools.";
  return /\W/.test(tool)
    ? AS_OFFERED
    : "Allow it by its name, and let no rule of ask name it, or its whole server.";
}
