import type { ExerciseAnswers } from "../exercise-answers.ts";
import { observatory } from "../../subjects/sketch/own-sketch.ts";
import { but, changed, rightSketches, type Wrong } from "./sketches.ts";

const { system, questions, data } = observatory;

const wrongAnswers: Wrong[] = [
  [
    "06.1.named",
    "leaves a stand-in for the summary",
    but({ system: { ...system, summary: "TODO" } }),
  ],
  [
    "06.1.named",
    "says in three words what it is",
    but({ system: { ...system, summary: "Plans our nights." } }),
  ],
  [
    "06.1.named",
    "ends its summary with a stand-in",
    but({ system: { ...system, summary: "An observatory that nine people use; the rest is TBD" } }),
  ],
  [
    "06.1.data",
    "leaves a reason for later",
    but({ data: changed(data, 0, { why: "TODO: why is it so" }) }),
  ],
  ["06.1.named", "names no owner", but({ system: { ...system, owner: "" } })],
  ["06.1.questions", "has one question", but({ questions: questions.slice(0, 1) })],
  [
    "06.1.questions",
    "asks in one word",
    but({ questions: changed(questions, 0, { ask: "Tonight?" }) }),
  ],
  [
    "06.1.questions",
    "says not what answers",
    but({ questions: changed(questions, 1, { from: "" }) }),
  ],
  ["06.1.questions", "asks the same twice", but({ questions: [...questions, ...questions] })],
  [
    "06.1.questions",
    "asks the same in capitals",
    but({
      questions: changed(questions, 1, {
        ask: questions[0]?.ask.toUpperCase().replace("?", "") ?? "",
      }),
    }),
  ],
  [
    "06.1.questions",
    "leaves for later what answers",
    but({ questions: changed(questions, 1, { from: "TODO" }) }),
  ],
  [
    "06.1.data",
    "lists one kind in capitals, too",
    but({ data: [...data, ...changed(data.slice(0, 1), 0, { name: "SKY" })] }),
  ],
  ["06.1.data", "gives no reason", but({ data: changed(data, 0, { why: "public" }) })],
  ["06.1.data", "lists one kind twice", but({ data: [...data, ...data] })],
  ["06.1.data", "lists no data", but({ data: [] })],
];

export const answers: ExerciseAnswers = {
  exercise: "06.1",
  right: rightSketches,
  wrong: wrongAnswers,
  equivalent: [
    {
      reason: "Two questions are enough.",
      mutants: [
        'element-dropped: { ask: "Which loans are overdue by more than a week?", from: "find_loans" }, { ask: "Renew the loan of a book", from: "renew_loan" }, → { ask: "Renew the loan of a book", from: "renew_loan" },',
        'element-dropped: { ask: "Renew the loan of a book", from: "renew_loan" }, { ask: "How often may a book be renewed?", from: "library://rules" }, → { ask: "How often may a book be renewed?", from: "library://rules" },',
        'element-dropped: { ask: "How often may a book be renewed?", from: "library://rules" }, { ask: "When is the library open on Saturday?", from: "library://hours" }, → { ask: "When is the library open on Saturday?", from: "library://hours" },',
        'element-dropped: { ask: "How often may a book be renewed?", from: "library://rules" }, { ask: "When is the library open on Saturday?", from: "library://hours" }, → { ask: "How often may a book be renewed?", from: "library://rules" },',
      ],
    },
    {
      reason: "How careful one has to be with data, only its owner knows.",
      mutants: [
        'member-swapped: sensitivity: "regulated", → sensitivity: "public",',
        'member-swapped: sensitivity: "regulated", → sensitivity: "internal",',
        'member-swapped: { name: "rules", sensitivity: "public", why: "They hang on the wall." }, → { name: "rules", sensitivity: "internal", why: "They hang on the wall." },',
        'member-swapped: { name: "rules", sensitivity: "public", why: "They hang on the wall." }, → { name: "rules", sensitivity: "personal", why: "They hang on the wall." },',
      ],
    },
  ],
  tolerated: [
    {
      reason:
        "The matcher knows words only. What answers a question may come second there, so the entry beside it may be named as well.",
      mutants: [
        'member-swapped: { ask: "Which loans are overdue by more than a week?", from: "find_loans" }, → { ask: "Which loans are overdue by more than a week?", from: "renew_loan" },',
        'member-swapped: { ask: "When is the library open on Saturday?", from: "library://hours" }, → { ask: "When is the library open on Saturday?", from: "library://rules" },',
      ],
    },
  ],
};
