/** An exercise that is to be written. */
export interface NewExercise {
  /** "NN.k". */
  id: string;
  /** Of its lesson. */
  slug: string;
  /** What its files are called, such as "count-calls". */
  name: string;
  title: string;
}

/** What a stub says where somebody has to write. */
const WRITE = "to be written";

/** The files that are the exercise's own: texts by path, from the project's root. */
export function ownFiles(exercise: NewExercise): Map<string, string> {
  const { slug, name } = exercise;
  const place = `lib/lessons/${slug}/${name}`;
  return new Map([
    [`${place}.judge.ts`, judge(exercise)],
    [`${place}.ts`, drive(exercise)],
    [`${place}.hidden.ts`, hidden(exercise)],
    [`test/lessons/${slug}/${name}.ts`, answers(exercise)],
  ]);
}

/** The entry in the lesson's manifest. */
export function manifestEntry({ id, name, title }: NewExercise): string {
  return `    {
      id: "${id}",
      title: ${JSON.stringify(title)},
      answer: "function",
      stretch: true,
      checks: [must("${id}.${name}", "${WRITE}", 0)],
      hints: ["${WRITE}", "${WRITE}", "${WRITE}"],
    },
`;
}

/** The cells in the lesson's source. */
export function cells({ id, name, title }: NewExercise): string {
  const [lesson, place] = id.split(".");
  const answer = camelCase(name);
  return `// %% [markdown] id="exercise-${place}"
// ## Exercise ${id} (stretch): ${title}
//
// Write \`${answer}\`: ${WRITE}.

// %% id="answer-${lesson}-${place}" exercise="${id}"
// BEGIN SOLUTION
const ${answer}: (value: number) => number = (value) => value;
// END SOLUTION

// %% id="check-${lesson}-${place}" check="${id}"
await check("${id}", ${answer});

`;
}

/** The line for the mistake that the check is for. */
export function aim({ id, name }: NewExercise): string {
  return `  ["${id}", "returns-nothing", "const ${camelCase(name)}", "${id}.${name}"],\n`;
}

/** What the exercise's examination is called. */
export function examinationOf({ name }: NewExercise): string {
  return `${camelCase(name)}Examination`;
}

function judge({ id, name }: NewExercise): string {
  const type = pascalCase(name);
  return `import type { Outcome } from "../../exercises/answer.ts";
import type { Judge } from "../../exercises/finding.ts";
import { describeOutcome } from "../../exercises/outcome.ts";

/** What a right answer gives, and what came of the learner's. */
export interface ${type}Evidence {
  right: number;
  outcome: Outcome;
}

export const judge${type}: Judge<${type}Evidence> = ({ right, outcome }) => [
  {
    check: "${id}.${name}",
    passed: outcome.status === "returned" && outcome.value === right,
    expected: "${WRITE}",
    found: describeOutcome(outcome),
    advice: "${WRITE}",
  },
];
`;
}

function drive(exercise: NewExercise): string {
  const { name } = exercise;
  return `import { type Examination, examination } from "../../exercises/examination.ts";
import { judge${pascalCase(name)} } from "./${name}.judge.ts";

export const ${examinationOf(exercise)}: Examination = examination({
  variants: [1, 2],
  async drive(answer, _world, value) {
    return { right: value, outcome: await answer.call([{ type: "json", value }]) };
  },
  judge: judge${pascalCase(name)},
});
`;
}

function hidden({ id }: NewExercise): string {
  return `import type { HiddenVariants } from "../../exercises/examination.ts";

export const hidden: HiddenVariants = {
  exercise: "${id}",
  generate: (random) => random.between(3, 1000),
};
`;
}

/** No right answers yet: the test of the answers fails until there are three. */
function answers({ id, name }: NewExercise): string {
  return `import type { ExerciseAnswers } from "../exercise-answers.ts";

export const answers: ExerciseAnswers = {
  exercise: "${id}",
  right: {},
  wrong: [["${id}.${name}", "returns nothing", () => {}]],
  byHeart: (value: number) => (value < 3 ? value : 0),
};
`;
}

function camelCase(name: string): string {
  return name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

function pascalCase(name: string): string {
  return camelCase(`-${name}`);
}
