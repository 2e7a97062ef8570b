import { countText } from "../../base/counted.ts";
import { earnedWords } from "../../draw/verdict-words.ts";
import type { ClassOptions } from "../../grader/grade-class.ts";
import { titlesOf } from "../../grader/report/student-titles.ts";
import type { ReportInputs } from "../../grader/report/write.ts";
import type { Report, Submission } from "../../grader/report.ts";
import { oneLine } from "../../markup/plain-text.ts";
import type { Terminal } from "../command.ts";

/** What a run does again, where an earlier one into the same folder did a part of it. */
export function keptWords(kept: number, of: number): string {
  if (kept === of) return "Nothing to grade: no submission changed since the last run.";
  return `Grading ${of - kept} of ${countText(of, "submission")}: the others did not change, and keep their results.`;
}

/** A line that is written over on a terminal, and a plain line for each submission elsewhere. */
export function progress(
  { say }: Terminal,
  inputs: ReportInputs,
): NonNullable<ClassOptions["onDone"]> {
  return (submission, done, of) => {
    const line = `${done}/${of} ${nameOf(submission, inputs)}: ${standing(submission)}`;
    if (!process.stderr.isTTY) return say(line);
    const width = process.stderr.columns || 80;
    process.stderr.write(
      `\r${line.slice(0, width - 1).padEnd(width - 1)}${done === of ? "\n" : ""}`,
    );
  };
}

/** Names come from outside: nothing in them may steer a terminal. */
function nameOf(submission: Submission, inputs: ReportInputs): string {
  const students = titlesOf(submission, inputs);
  const name =
    `${students.join("; ")} ${students.length === 0 ? submission.path : (submission.lesson ?? submission.path)}`.trim();
  return name.replaceAll(/[\p{Cc}\p{Cf}]/gu, "?");
}

function standing({ status, reason, exercises }: Submission): string {
  if (status === "not-gradable") return `not gradable: ${oneLine(reason?.sentence ?? "")}`;
  const sum = (field: "earned" | "points"): number =>
    exercises.reduce((total, exercise) => total + exercise[field], 0);
  return earnedWords(sum("earned"), sum("points"));
}

/** What a run came to. */
export function summary({ submissions, sandbox, ignored }: Report, inputs: ReportInputs): string[] {
  const refused = submissions.filter(({ status }) => status === "not-gradable");
  return [
    `${submissions.length - refused.length} of ${countText(submissions.length, "submission")} graded.`,
    ...refused.map((one) => `  ${nameOf(one, inputs)}: ${standing(one)}`),
    ...(ignored.length === 0
      ? []
      : [`${countText(ignored.length, "other file")}; index.html says where each went.`]),
    ...(sandbox.trusted ? ["Run without a sandbox: the submissions were trusted."] : []),
  ];
}
