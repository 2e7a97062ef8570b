import type { ExerciseAnswers } from "../exercise-answers.ts";
import { observatory } from "../../subjects/sketch/own-sketch.ts";
import { but, changed, rightSketches, type Wrong } from "./sketches.ts";

const { questions, credentials, resources, tools, errors } = observatory;

const sure = {
  name: "sure",
  type: "boolean",
  description: "True when it is meant",
  required: true,
} as const;

const wrongAnswers: Wrong[] = [
  [
    "06.4.found",
    "asks what no tool answers",
    but({ questions: changed(questions, 0, { from: "plan" }) }),
  ],
  [
    "06.4.found",
    "describes a tool in words that nobody asks with",
    but({
      questions: [
        ...questions,
        { ask: "Which galaxy is best in this season?", from: "plan_night" },
      ],
      tools: changed(tools, 0, {
        title: "Nightly schedule",
        description: "Returns the computed programme for the selected interval.",
      }),
      resources: changed(resources, 0, {
        description:
          "Five instruments: best mount, season pass, galaxy camera, and who may use them.",
      }),
    }),
  ],
  [
    "06.4.honest",
    "says of a write that it reads",
    but({
      tools: changed(tools, 1, {
        annotations: {
          readOnlyHint: true,
          destructiveHint: false,
          idempotentHint: true,
          openWorldHint: false,
        },
      }),
    }),
  ],
  [
    "06.4.honest",
    "leaves an input bare",
    but({
      tools: changed(tools, 0, {
        input: [{ name: "from_hour", type: "number", description: "", required: true }],
      }),
    }),
  ],
  [
    "06.4.honest",
    "returns data that step 1 lacks",
    but({ tools: changed(tools, 0, { data: ["weather"] }) }),
  ],
  [
    "06.4.permissions",
    "asks for more than it needs",
    but({
      credentials: changed(credentials, 0, {
        permissions: ["sky:read", "bookings:create", "members:read"],
      }),
    }),
  ],
  [
    "06.4.permissions",
    "lacks what a tool needs",
    but({ credentials: changed(credentials, 0, { permissions: ["sky:read"] }) }),
  ],
  [
    "06.4.classified",
    "repeats a refused permission",
    but({ errors: changed(errors, 1, { retryable: true }) }),
  ],
  [
    "06.4.classified",
    "takes an outage for a refused key",
    but({ errors: changed(errors, 2, { permission: "key-refused" }) }),
  ],
  [
    "06.4.classified",
    "leaves an outage to the model",
    but({ errors: changed(errors, 2, { who_can_fix: "model" }) }),
  ],
  ["06.4.classified", "says not what to do", but({ errors: changed(errors, 0, { hint: "" }) })],
  [
    "06.4.complete",
    "lacks a row",
    but({ tools: changed(tools, 0, { errors: ["VALIDATION", "UNAVAILABLE", "TIMEOUT"] }) }),
  ],
  [
    "06.4.complete",
    "thinks not of permissions",
    but({
      tools: changed(tools, 1, { errors: ["VALIDATION", "UNAVAILABLE"] }),
      errors: errors.filter(({ code }) => code !== "PERMISSION_DENIED"),
    }),
  ],
  [
    "06.4.complete",
    "has a tool that never fails",
    but({ tools: changed(tools, 0, { errors: [] }) }),
  ],
  [
    "06.4.retry-safe",
    "has no key for a write",
    but({ tools: tools.map(({ idempotencyKey: _key, ...tool }) => tool) }),
  ],
  [
    "06.4.retry-safe",
    "names a key that is no input",
    but({ tools: changed(tools, 1, { idempotencyKey: "key" }) }),
  ],
  [
    "06.4.retry-safe",
    "takes a yes or no for a key",
    but({ tools: changed(tools, 1, { idempotencyKey: "sure", input: [sure] }) }),
  ],
  [
    "06.4.retry-safe",
    "has two keys to choose from",
    but({
      tools: changed(tools, 1, {
        idempotencyKey: "kind",
        input: [
          {
            name: "kind",
            type: "string",
            description: "Kind of wish",
            required: true,
            allowed: ["new", "again"],
          },
        ],
      }),
    }),
    /key of its own/,
  ],
  [
    "06.4.retry-safe",
    "lets the key be left out",
    but({
      tools: changed(tools, 1, {
        input: [
          { name: "request_id", type: "string", description: "One for each wish", required: false },
        ],
      }),
    }),
  ],
];

export const answers: ExerciseAnswers = {
  exercise: "06.4",
  right: rightSketches,
  wrong: wrongAnswers,
  equivalent: [
    {
      reason: "What a tool takes and returns, only its owner knows.",
      mutants: [
        'element-dropped: data: ["loans"], → data: [],',
        'element-dropped: data: ["loans"], → data: [], (2)',
        'element-dropped: { name: "card", type: "string", description: "Card number, eight digits", required: false, }, { → {',
        'element-dropped: }, { name: "overdue_days", type: "number", description: "Overdue by at least this many days", required: false, }, → },',
        'name-changed: name: "card", → name: "cardx",',
        'member-swapped: type: "string", → type: "number",',
        'member-swapped: type: "string", → type: "boolean",',
        "boolean-flipped: required: false, → required: true,",
        'name-changed: name: "overdue_days", → name: "overdue_daysx",',
        'member-swapped: type: "number", → type: "boolean",',
        'member-swapped: type: "number", → type: "string",',
        "boolean-flipped: required: false, → required: true, (2)",
        'element-dropped: { name: "loan", type: "string", description: "Loan id from find_loans", required: true, }, { → {',
        'name-changed: name: "loan", → name: "loanx",',
        'member-swapped: type: "string", → type: "number", (2)',
        'member-swapped: type: "string", → type: "boolean", (2)',
        "boolean-flipped: required: true, → required: false,",
        'member-swapped: type: "string", → type: "number", (3)',
      ],
    },
    {
      reason: "Whether a read may be repeated goes without saying.",
      mutants: ["boolean-flipped: idempotentHint: true, → idempotentHint: false,"],
    },
    {
      reason: "How far a tool reaches and whether a write can be undone, only its owner knows.",
      mutants: [
        "boolean-flipped: openWorldHint: false, → openWorldHint: true,",
        "boolean-flipped: openWorldHint: false, → openWorldHint: true, (2)",
        "boolean-flipped: destructiveHint: false, → destructiveHint: true, (2)",
      ],
    },
    {
      reason: "Which codes a tool can fail with, only its owner knows; a code may be there twice.",
      mutants: [
        'element-dropped: errors: ["VALIDATION", "UNAUTHENTICATED", "UNAVAILABLE"], → errors: ["UNAUTHENTICATED", "UNAVAILABLE"],',
        'member-swapped: errors: ["VALIDATION", "UNAUTHENTICATED", "UNAVAILABLE"], → errors: ["UNAUTHENTICATED", "UNAUTHENTICATED", "UNAVAILABLE"],',
        'member-swapped: errors: ["VALIDATION", "UNAUTHENTICATED", "UNAVAILABLE"], → errors: ["PERMISSION_DENIED", "UNAUTHENTICATED", "UNAVAILABLE"],',
        'element-dropped: errors: ["VALIDATION", "CONFLICT", "PERMISSION_DENIED", "TIMEOUT"], → errors: ["CONFLICT", "PERMISSION_DENIED", "TIMEOUT"],',
        'member-swapped: errors: ["VALIDATION", "CONFLICT", "PERMISSION_DENIED", "TIMEOUT"], → errors: ["UNAUTHENTICATED", "CONFLICT", "PERMISSION_DENIED", "TIMEOUT"],',
        'member-swapped: errors: ["VALIDATION", "CONFLICT", "PERMISSION_DENIED", "TIMEOUT"], → errors: ["PERMISSION_DENIED", "CONFLICT", "PERMISSION_DENIED", "TIMEOUT"],',
      ],
    },
  ],
};
