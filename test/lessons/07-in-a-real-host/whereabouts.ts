import type { Whereabouts } from "../../../lib/lessons/07-in-a-real-host/whereabouts.judge.ts";
import type { HostRun } from "../../../lib/subjects/hosts/host-run.ts";
import { byHeart } from "../by-heart.ts";
import type { ExerciseAnswers } from "../exercise-answers.ts";

type Told = { [field in keyof Whereabouts]?: Whereabouts[field] | undefined };
type WhereaboutsOf = (run: HostRun, facts: string[]) => Record<string, Told>;

/** A text of JSON as it is in another one. */
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

const holds = (value: unknown, fact: string): boolean => {
  const text = JSON.stringify(value);
  return text.includes(inJson(fact)) || text.includes(inJson(inJson(fact)));
};

/** Every text in a value, and in the JSON that a text holds. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") {
    try {
      return [value, ...textsIn(JSON.parse(value))];
    } catch {
      return [value];
    }
  }
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

const saidIn = ({ asked }: HostRun, fact: string): string[] => [
  ...new Set(asked.filter(({ outcome }) => holds(outcome, fact)).map(({ method }) => method)),
];

const isSeen = ({ offered, instructions, seen }: HostRun, fact: string): boolean =>
  holds([offered, instructions, seen.map(({ content }) => content)], fact);

/** What an answer does in its own way; the rest is right. */
interface Style {
  saidIn?: (run: HostRun, fact: string) => string[];
  isSeen?: (run: HostRun, fact: string) => boolean;
  fate?: (isSaid: boolean, wasSeen: boolean) => Whereabouts["fate"];
  /** What it names as `said`. */
  told?: (said: string[], wasSeen: boolean) => string[];
}

const whereabouts =
  (style: Style = {}): WhereaboutsOf =>
  (run, facts) =>
    Object.fromEntries(
      facts.map((fact) => {
        const said = (style.saidIn ?? saidIn)(run, fact);
        const wasSeen = (style.isSeen ?? isSeen)(run, fact);
        const fate = (style.fate ?? fateOf)(said.length > 0, wasSeen);
        return [fact, { fate, said: style.told?.(said, wasSeen) ?? said }];
      }),
    );

const fateOf = (isSaid: boolean, wasSeen: boolean): Whereabouts["fate"] =>
  wasSeen ? "seen" : isSaid ? "dropped" : "unsaid";

const right: Record<string, WhereaboutsOf> = {
  "looks for a fact as JSON writes it": whereabouts(),
  "reads every text, and the JSON in it": whereabouts({
    saidIn: ({ asked }, fact) => {
      const said = asked.filter(({ outcome }) => textsIn(outcome).join("\0").includes(fact));
      return said.map(({ method }) => method).filter((one, at, all) => all.indexOf(one) === at);
    },
    isSeen: ({ offered, instructions, seen }, fact) =>
      textsIn([offered, instructions, seen.map(({ content }) => content)]).some((text) =>
        text.includes(fact),
      ),
  }),
  "takes the facts out of a loop": (run, facts) => {
    const found: Record<string, Told> = {};
    for (const fact of facts) {
      const said = saidIn(run, fact).toReversed();
      if (isSeen(run, fact)) found[fact] = { fate: "seen", said };
      else if (said.length > 0) found[fact] = { fate: "dropped", said };
      else found[fact] = { fate: "unsaid", said: [] };
    }
    return found;
  },
};

const wrong: [check: string | string[], mistake: string, answer: WhereaboutsOf][] = [
  [
    "07.5.unsaid",
    "leaves out what nobody said",
    (run, facts) => {
      const all = Object.entries(whereabouts()(run, facts));
      return Object.fromEntries(
        all.map(([fact, { fate, said }]) => [fact, fate === "unsaid" ? { said } : { fate, said }]),
      );
    },
  ],
  [
    "07.5.unsaid",
    "thinks that whatever was not seen was dropped",
    whereabouts({ fate: (_isSaid, wasSeen) => (wasSeen ? "seen" : "dropped") }),
  ],
  [
    "07.5.dropped",
    "thinks that the model sees what the server says",
    whereabouts({ fate: (isSaid) => (isSaid ? "seen" : "unsaid") }),
  ],
  [
    "07.5.dropped",
    "thinks that what was not seen was not said",
    whereabouts({ fate: (_isSaid, wasSeen) => (wasSeen ? "seen" : "unsaid") }),
  ],
  [
    "07.5.seen",
    "looks at results only",
    whereabouts({
      isSeen: ({ seen }, fact) =>
        holds(
          seen.map(({ content }) => content),
          fact,
        ),
    }),
  ],
  [
    "07.5.seen",
    "looks at the listings only",
    whereabouts({
      isSeen: ({ offered, instructions }, fact) => holds([offered, instructions], fact),
    }),
  ],
  [
    "07.5.seen",
    "does not read the JSON in a text",
    whereabouts({
      isSeen: ({ offered, instructions, seen }, fact) =>
        [instructions ?? "", ...offered.map((tool) => JSON.stringify(tool))]
          .concat(seen.flatMap(({ content }) => content))
          .some((text) => text.includes(fact)),
    }),
  ],
  ["07.5.said", "names the first method", whereabouts({ told: (said) => said.slice(0, 1) })],
  [
    "07.5.said",
    "names none where the model saw it",
    whereabouts({ told: (said, wasSeen) => (wasSeen ? [] : said) }),
  ],
  [
    "07.5.said",
    "names a method for each of its answers",
    whereabouts({
      saidIn: ({ asked }, fact) =>
        asked.flatMap(({ method, outcome }) => (holds(outcome, fact) ? [method, method] : [])),
    }),
  ],
  [
    ["07.5.unsaid", "07.5.said"],
    "counts the questions, too",
    whereabouts({
      saidIn: ({ asked }, fact) => [
        ...new Set(asked.filter((one) => holds(one, fact)).map(({ method }) => method)),
      ],
    }),
  ],
  [
    "07.5.unsaid",
    "thinks that the model sees its own input",
    whereabouts({
      isSeen: ({ prompt: _prompt, ...run }, fact) =>
        holds([run.offered, run.instructions, run.seen], fact),
    }),
  ],
  [
    ["07.5.dropped", "07.5.said"],
    "passes over what failed",
    whereabouts({
      saidIn: (run, fact) =>
        saidIn(
          { ...run, asked: run.asked.filter(({ outcome }) => outcome.status === "result") },
          fact,
        ),
    }),
  ],
];

export const answers: ExerciseAnswers = {
  exercise: "07.5",
  right,
  wrong,
  byHeart: byHeart("07.5", whereabouts()),
};
