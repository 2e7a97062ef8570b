import { parseSync } from "oxc-parser";
import type { ConverterProcess } from "../../lib/notebook/converter.ts";
import type { LessonAnswers } from "./lesson.ts";
import { everyNode } from "./syntax.ts";

/** A lesson's declarations, as the learner's kernel makes them out. */
export interface ConvertedLesson {
  code: string;
  /** What a later cell of the notebook knows of them. */
  known: string;
}

/** What the learner's compiler makes of an answer: code, or its first complaint. */
export type ConvertedAnswer = { status: "code"; code: string } | { status: "refused"; why: string };

/** Converts a lesson's declarations. Throws where the compiler refuses them. */
export async function convertLesson(
  converter: ConverterProcess,
  { declarations }: LessonAnswers,
): Promise<ConvertedLesson> {
  const { output, declOutput, diagnostics } = await convert(converter, "", declarations);
  const [first] = diagnostics;
  if (first !== undefined) throw new Error(`${first.messageText}\n${declarations}`);
  return { code: output ?? "", known: declOutput ?? "" };
}

/** The code of an answer cell, and what its check cells hand over, as source. */
export interface AnswerSource {
  source: string;
  handedOver: string;
}

/** So much shares a cell: the compiler takes much longer to begin than to go on. */
const PER_CELL = { answers: 60, characters: 9_000 };

/**
 * Converts answers behind a lesson's declarations. Each is in a function of its own; those with a
 * complaint are taken out, and the others are converted again without them.
 */
export async function convertAnswers(
  converter: ConverterProcess,
  lesson: ConvertedLesson,
  answers: readonly AnswerSource[],
): Promise<ConvertedAnswer[]> {
  const converted: ConvertedAnswer[] = [];
  for (const some of inCells(answers)) {
    const complaints = new Map<AnswerSource, string>();
    let sound = some;
    let all = await convert(converter, lesson.known, cellOf(sound));
    // A cell tells only some of its errors at a time.
    while (all.diagnostics.length > 0) {
      for (const [answer, why] of complaintsAbout(sound, all.diagnostics))
        complaints.set(answer, why);
      sound = some.filter((answer) => !complaints.has(answer));
      all = await convert(converter, lesson.known, cellOf(sound));
    }
    const code = guardLoops(all.output ?? "");
    let kept = 0;
    for (const answer of some) {
      const why = complaints.get(answer);
      converted.push(
        why === undefined
          ? { status: "code", code: `${code}\nreturn exports.answer${kept++}();` }
          : { status: "refused", why },
      );
    }
  }
  return converted;
}

function inCells(answers: readonly AnswerSource[]): AnswerSource[][] {
  const cells: AnswerSource[][] = [];
  let room = 0;
  for (const answer of answers) {
    room -= cellOf([answer]).length;
    const last = cells.at(-1);
    if (last !== undefined && room >= 0 && last.length < PER_CELL.answers) last.push(answer);
    else {
      cells.push([answer]);
      room = PER_CELL.characters - cellOf([answer]).length;
    }
  }
  return cells;
}

/** The first complaint about each answer that has one. */
function complaintsAbout(
  answers: readonly AnswerSource[],
  diagnostics: Converted["diagnostics"],
): Map<AnswerSource, string> {
  const complaints = new Map<AnswerSource, string>();
  for (const { start, messageText } of diagnostics) {
    let line = 0;
    const about = answers.find((answer) => (line += linesOf(answer)) > start.line);
    if (about === undefined) throw new Error(`About no answer: ${messageText}`);
    complaints.set(about, complaints.get(about) ?? messageText);
  }
  return complaints;
}

function cellOf(answers: readonly AnswerSource[]): string {
  return answers
    .map(
      ({ source, handedOver }, index) =>
        `const answer${index} = () => {\n${source}\nreturn ${handedOver};\n};\n`,
    )
    .join("");
}

function linesOf(answer: AnswerSource): number {
  return cellOf([answer]).split("\n").length - 1;
}

type Converted = Extract<
  Awaited<ReturnType<ConverterProcess["convert"]>>,
  { status: "converted" }
>["result"];

async function convert(
  converter: ConverterProcess,
  known: string,
  source: string,
): Promise<Converted> {
  const conversion = await converter.convert(known, source);
  if (conversion.status === "converted") return conversion.result;
  throw new Error(`tslab: ${conversion.status}`);
}

/** Has every loop call `step` on each round, so that a loop without an end can be left. */
function guardLoops(code: string): string {
  const bodies = everyNode(parseSync("cell.js", code).program).flatMap((node) =>
    node.type === "ForStatement" || node.type === "ForOfStatement" || node.type === "WhileStatement"
      ? [node.body]
      : [],
  );
  const edits = bodies.flatMap(({ start, end }) => [
    { at: start, text: "{ step(); " },
    { at: end, text: " }" },
  ]);
  return edits
    .toSorted((a, b) => b.at - a.at)
    .reduce((text, edit) => text.slice(0, edit.at) + edit.text + text.slice(edit.at), code);
}
