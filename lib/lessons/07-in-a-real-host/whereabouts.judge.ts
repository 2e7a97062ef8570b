import { z } from "zod";
import type { Outcome } from "../../exercises/answer.ts";
import { type Finding, firstFault, type Judge, show } from "../../exercises/finding.ts";
import { describeOutcome } from "../../exercises/outcome.ts";

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
    fault: (fact: string, expected: Whereabouts) => string | undefined,
  ): Finding => {
    const words = { check: `07.5.${name}`, expected: IN_WORDS[name], advice: ADVICE[name] };
    const found = parsed.success ? undefined : describeOutcome(outcome);
    const faultOf = ([fact, expected]: (typeof cases)[number]): string | undefined =>
      found ?? fault(fact, expected);
    return firstFault(cases, faultOf, { ...words, none: "no such fact", all: "all of them" });
  };
  const all = Object.entries(facts);
  const ofFate = (wanted: Whereabouts["fate"]): Finding =>
    check(
      wanted,
      all.filter(([, expected]) => expected.fate === wanted),
      (fact) => {
        const told = fate.safeParse(got[fact]).data?.fate;
        return told === wanted ? undefined : `${show(fact)}: ${show(told ?? got[fact])}`;
      },
    );
  return [
    ofFate("unsaid"),
    ofFate("dropped"),
    ofFate("seen"),
    check("said", all, (fact, expected) => {
      const told = said.safeParse(got[fact]).data?.said;
      const isRight = told !== undefined && sameWords(told, expected.said);
      return isRight ? undefined : `${show(fact)}: ${show(told ?? got[fact])}`;
    }),
  ];
};

function sameWords(some: readonly string[], others: readonly string[]): boolean {
  return some.toSorted().join("\n") === others.toSorted().join("\n");
}
