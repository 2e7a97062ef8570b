import { countText } from "../../base/counted.ts";
import { earnedWords, explanationRows, pointsWords } from "../../draw/verdict-words.ts";
import type { Report, ReportVerdict } from "../report.ts";
import { isMarked, type LessonGrade, type Standing } from "./lesson-grade.ts";

/** What a standing is called. */
export const STANDING_WORDS: Record<Standing, string> = {
  graded: "Graded",
  "by-hand": "Graded by hand",
  "not-gradable": "Not gradable",
  missing: "Missing",
  open: "Not due yet",
  uncounted: "Not counted",
  excused: "Excused",
};

/** What may be said of a check that only the values beside the published ones decided. */
const PRIVATE_SENTENCE =
  "Passes with the values that the notebook shows, and fails with others: the answer holds for those values only.";

/** What is said on everything that was graded without a whole sandbox; undefined where there was one. */
export function sandboxSentence({ kind, trusted }: Report["sandbox"]): string | undefined {
  if (trusted)
    return "Graded without a sandbox: the submissions were trusted, and nothing kept one from changing another's grade.";
  return kind === "user"
    ? "Graded without a sandbox: the notebook ran as another user of the machine, who could read neither solutions nor results, and had the machine's network."
    : undefined;
}

/** "3 hours", "2 days": rounded up, since a policy counts what has begun. */
function durationWords(hours: number): string {
  const [value, unit] = hours <= 48 ? [Math.ceil(hours), "hour"] : [Math.ceil(hours / 24), "day"];
  return countText(value, unit);
}

/** "2026-11-29 18:00 UTC", and the day alone where it begins. What is no such time stays as it is. */
export function timeWords(instant: string): string {
  const [whole, day = "", clock = "", seconds = ""] =
    /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d)(?:\.\d+)?Z$/u.exec(instant) ?? [];
  if (whole === undefined) return instant;
  const exact = `${clock}${seconds === ":00" ? "" : seconds}`;
  return exact === "00:00" ? day : `${day} ${exact} UTC`;
}

/** A lesson's state, in a sentence that also says why a figure is what it is. */
export function lessonSentence(grade: LessonGrade): string {
  const { standing, earned, lesson, submission, attempts } = grade;
  if (standing === "missing") return "Nothing was handed in.";
  if (standing === "open") return "Nothing was handed in, and it is not due yet.";
  if (standing === "uncounted") return "Nothing was handed in, and it does not count here.";
  if (standing === "excused") return "Excused: nothing has to be handed in.";
  if (standing === "not-gradable")
    return `Not graded, which is not a zero. ${submission?.reason?.sentence ?? "A file was handed in that tells no lesson."}`;
  const points = earnedWords(earned, lesson.points);
  const hand = isMarked(grade) ? " Some points were given by hand." : "";
  const best = attempts === undefined ? "" : ` The best of ${attempts} attempts counts.`;
  return `${points}.${hand}${best}${lateSentence(grade)}`;
}

function lateSentence({
  lateness: { hours, factor, freeDays = 0, isUnknown },
  score,
}: LessonGrade): string {
  if (isUnknown === true) return " Handed in late, by an unknown time: it counts whole.";
  if (hours === 0) return "";
  const forgiven = freeDays === 0 ? "" : ` (${countText(freeDays, "free day")} used)`;
  const share = `${Math.round(factor * 100)} % of it counts, ${pointsWords(score ?? 0)}`;
  return ` Handed in ${durationWords(hours)} late${forgiven}: ${factor === 1 ? "it counts whole" : share}.`;
}

/** What to say of a check under its title; nothing more of one that unpublished values decided. */
export function verdictRows(verdict: ReportVerdict): [name: string, text: string][] {
  if (verdict.status === "fail" && verdict.decidedBy === "private")
    return [["Found", PRIVATE_SENTENCE]];
  return explanationRows(verdict);
}
