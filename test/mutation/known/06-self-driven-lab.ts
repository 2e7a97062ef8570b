import type { Known } from "./known.ts";

/** Mutants of lesson 06 that are right all the same. */
export const selfDrivenLab: readonly Known[] = [
  {
    exercise: "06.1",
    reason: "Two questions are enough.",
    mutants: [
      'element-dropped: { ask: "Which loans are overdue by more than a week?", from: "find_loans" }, { ask: "Renew the loan of a book", from: "renew_loan" }, → { ask: "Renew the loan of a book", from: "renew_loan" },',
      'element-dropped: { ask: "Renew the loan of a book", from: "renew_loan" }, { ask: "How often may a book be renewed?", from: "library://rules" }, → { ask: "How often may a book be renewed?", from: "library://rules" },',
      'element-dropped: { ask: "How often may a book be renewed?", from: "library://rules" }, { ask: "When is the library open on Saturday?", from: "library://hours" }, → { ask: "When is the library open on Saturday?", from: "library://hours" },',
      'element-dropped: { ask: "How often may a book be renewed?", from: "library://rules" }, { ask: "When is the library open on Saturday?", from: "library://hours" }, → { ask: "How often may a book be renewed?", from: "library://rules" },',
    ],
  },
  {
    exercise: "06.1",
    reason: "How careful one has to be with data, only its owner knows.",
    mutants: [
      'member-swapped: sensitivity: "regulated", → sensitivity: "public",',
      'member-swapped: sensitivity: "regulated", → sensitivity: "internal",',
      'member-swapped: { name: "rules", sensitivity: "public", why: "They hang on the wall." }, → { name: "rules", sensitivity: "internal", why: "They hang on the wall." },',
      'member-swapped: { name: "rules", sensitivity: "public", why: "They hang on the wall." }, → { name: "rules", sensitivity: "personal", why: "They hang on the wall." },',
    ],
  },
  {
    exercise: "06.2",
    reason: "At which address a system is, only its owner knows.",
    mutants: [
      'name-changed: LENDING_URL: "${LENDING_URL:-https://lending.example}", → LENDING_URL: "${LENDING_URL:-https://lending.example}x",',
    ],
  },
  {
    exercise: "06.3",
    reason: "What a Resource holds, how large it is and whom it is for, only its owner knows.",
    mutants: [
      'name-changed: mimeType: "text/markdown", → mimeType: "text/markdownx",',
      'member-swapped: mimeType: "text/markdown", → mimeType: "application/json",',
      'member-swapped: mimeType: "text/markdown", → mimeType: "text/plain",',
      'name-changed: mimeType: "application/json", → mimeType: "application/jsonx",',
      'member-swapped: mimeType: "application/json", → mimeType: "text/plain",',
      'member-swapped: mimeType: "application/json", → mimeType: "text/markdown",',
      'member-swapped: audience: ["assistant"], → audience: ["user"],',
      'element-dropped: audience: ["assistant", "user"], → audience: ["user"],',
      'element-dropped: audience: ["assistant", "user"], → audience: ["assistant"],',
      'member-swapped: audience: ["assistant", "user"], → audience: ["user", "user"],',
      'member-swapped: audience: ["assistant", "user"], → audience: ["assistant", "assistant"],',
      'member-swapped: size: "small", → size: "medium",',
      'member-swapped: size: "small", → size: "large",',
      'member-swapped: size: "small", → size: "medium", (2)',
      'member-swapped: size: "small", → size: "large", (2)',
    ],
  },
  {
    exercise: "06.3",
    reason: "Which of the permissions a Resource needs, only its owner knows.",
    mutants: [
      'member-swapped: permission: "rules.read", → permission: "loans.read",',
      'member-swapped: permission: "rules.read", → permission: "loans.renew",',
      'member-swapped: permission: "rules.read", → permission: "loans.read", (2)',
      'member-swapped: permission: "rules.read", → permission: "loans.renew", (2)',
    ],
  },
  {
    exercise: "06.4",
    reason: "What a tool takes, only its owner knows.",
    mutants: [
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
    exercise: "06.4",
    reason: "Whether a read may be repeated goes without saying.",
    mutants: ["boolean-flipped: idempotentHint: true, → idempotentHint: false,"],
  },
  {
    exercise: "06.4",
    reason: "How far a tool reaches and whether a write can be undone, only its owner knows.",
    mutants: [
      "boolean-flipped: openWorldHint: false, → openWorldHint: true,",
      "boolean-flipped: openWorldHint: false, → openWorldHint: true, (2)",
      "boolean-flipped: destructiveHint: false, → destructiveHint: true, (2)",
    ],
  },
  {
    exercise: "06.4",
    reason: "Which codes a tool can fail with, only its owner knows; a code may stand there twice.",
    mutants: [
      'element-dropped: errors: ["VALIDATION", "UNAUTHENTICATED", "UNAVAILABLE"], → errors: ["UNAUTHENTICATED", "UNAVAILABLE"],',
      'member-swapped: errors: ["VALIDATION", "UNAUTHENTICATED", "UNAVAILABLE"], → errors: ["UNAUTHENTICATED", "UNAUTHENTICATED", "UNAVAILABLE"],',
      'member-swapped: errors: ["VALIDATION", "UNAUTHENTICATED", "UNAVAILABLE"], → errors: ["PERMISSION_DENIED", "UNAUTHENTICATED", "UNAVAILABLE"],',
      'element-dropped: errors: ["VALIDATION", "CONFLICT", "PERMISSION_DENIED", "TIMEOUT"], → errors: ["CONFLICT", "PERMISSION_DENIED", "TIMEOUT"],',
      'member-swapped: errors: ["VALIDATION", "CONFLICT", "PERMISSION_DENIED", "TIMEOUT"], → errors: ["UNAUTHENTICATED", "CONFLICT", "PERMISSION_DENIED", "TIMEOUT"],',
      'member-swapped: errors: ["VALIDATION", "CONFLICT", "PERMISSION_DENIED", "TIMEOUT"], → errors: ["PERMISSION_DENIED", "CONFLICT", "PERMISSION_DENIED", "TIMEOUT"],',
    ],
  },
  {
    exercise: "06.5",
    reason: "Which features that are covered a sketch uses is free.",
    mutants: [
      'element-dropped: features: ["messages", "own-tools"], → features: ["own-tools"],',
      'element-dropped: features: ["messages", "own-tools"], → features: ["messages"],',
      'member-swapped: features: ["messages", "own-tools"], → features: ["prompt-caching", "own-tools"],',
      'member-swapped: features: ["messages", "own-tools"], → features: ["messages", "prompt-caching"],',
    ],
  },
];
