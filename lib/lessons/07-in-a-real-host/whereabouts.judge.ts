import { z } from "zod";
import type { Outcome } from "../../exercises/answer.ts";
import { type Fault, type Finding, firstFault, type Judge, show } from "../../exercises/finding.ts";
import { faultOfOutcome } from "../../exercises/outcome.ts";

/** Where a fact got to in a run. */
export interface Whereabouts {
  /** `unsaid`: the server never said it; `dropped`: it did, and the model did not see it. */
  fate: "unsaid" | "dropped" | "seen";
  /** The methods whose answers hold it, each once. */
  said: string[];
}

/** A run, where its facts got to, and what `whereabouts` said of them. */
export interface WhereaboutsEvidence {
  facts: Readonly<Record<string, Whereabouts>>;
  outcome: Outcome;
}

const fate = z.object({ fate: z.string() });
const said = z.object({ said: z.array(z.string()) });
const answer = z.record(z.string(), z.unknown());

const ADVICE = {
  unsaid:
    "Said is what is in a result, or in an error's message. What the server was asked is the model's, or the host's.",
  dropped: "Look through the answers of all methods, errors too, before you look at what was seen.",
  seen: 'The model sees offered, instructions, and each content of seen. In JSON that is text, " is written \\".',
  said: "Name each method whose answer holds the fact once, even where the model saw it.",
};

const IN_WORDS = {
  unsaid: "what the server never said is unsaid",
  dropped: "what the server said and the model did not see is dropped",
  seen: "what the model saw is seen",
  said: "each method whose answer holds the fact, once",
};

export const judgeWhereabouts: Judge<WhereaboutsEvidence> = ({ facts, outcome }) => {
  const parsed = answer.safeParse(outcome.status === "returned" ? outcome.value : undefined);
  const got = parsed.data ?? {};
  const check = (
    name: keyof typeof ADVICE,
    cases: readonly (readonly [string, Whereabouts])[],
    faultIn: (fact: string, expected: Whereabouts) => Fault | undefined,
  ): Finding => {
    const words = { check: `07.5.${name}`, expected: IN_WORDS[name], advice: ADVICE[name] };
    const nothing = parsed.success ? undefined : faultOfOutcome(outcome, SHAPE);
    const faultOf = ([fact, expected]: (typeof cases)[number]): Fault | undefined =>
      nothing ?? faultIn(fact, expected);
    return firstFault(cases, faultOf, { ...words, none: "no such fact", all: "all of them" });
  };
  const all = Object.entries(facts);
  const ofFate = (wanted: Whereabouts["fate"]): Finding =>
    check(
      wanted,
      all.filter(([, expected]) => expected.fate === wanted),
      (fact) => {
        const told = fate.safeParse(got[fact]).data?.fate;
        if (told === wanted) return undefined;
        const found = `${show(fact)}: ${show(told ?? got[fact])}`;
        return { found, advice: told === undefined ? SHAPE : adviseOnFate(wanted, told, fact) };
      },
    );
  return [
    ofFate("unsaid"),
    ofFate("dropped"),
    ofFate("seen"),
    check("said", all, (fact, expected) => {
      const told = said.safeParse(got[fact]).data?.said;
      const isRight = told !== undefined && sameWords(told, expected.said);
      if (isRight) return undefined;
      const found = `${show(fact)}: ${show(told ?? got[fact])}`;
      return { found, advice: told === undefined ? SHAPE : adviseOnSaid(told, expected.said) };
    }),
  ];
};

const SHAPE = "Return an entry for each fact, by the fact itself: { fate, said }.";

function adviseOnFate(wanted: Whereabouts["fate"], told: string, fact: string): string {
  if (wanted === "unsaid") return ADVICE.unsaid;
  if (wanted === "dropped")
    return told === "seen"
      ? "The model did not get it from the host: its own input, and what was asked of the server, do not count."
      : "The server did say it: look through the answers of all methods, errors, too.";
  return JSON.stringify(fact).length > fact.length + 2
    ? 'In JSON that is text, " is written \\", and a line break \\n.'
    : ADVICE.seen;
}

function adviseOnSaid(told: readonly string[], right: readonly string[]): string {
  if (new Set(told).size < told.length)
    return "Each method is named once, however often it was asked.";
  return right.some((method) => !told.includes(method))
    ? "An answer may be a result or an error, and in JSON within JSON a text is written otherwise."
    : "Only what is in an answer counts, not what was asked.";
}

function sameWords(some: readonly string[], others: readonly string[]): boolean {
  return some.toSorted().join("\n") === others.toSorted().join("\n");
}
