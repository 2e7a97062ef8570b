import { type Completions, change, fillIn } from "../completed-hints.ts";

const TOOLS = `{
  tools: [
    {
      name: "find_loans",
      title: "Find loans",
      description: "Lists loans that are overdue by some days, or all of one card.",
      effect: "reads",
      input: [
        {
          name: "card",
          type: "string",
          description: "Card number, eight digits",
          required: false,
        },
        {
          name: "overdue_days",
          type: "number",
          description: "Overdue by at least this many days",
          required: false,
        },
      ],
      annotations: {
        readOnlyHint: true,
        destructiveHint: false,
        idempotentHint: true,
        openWorldHint: false,
      },
      permission: "loans.read",
      data: ["loans"],
      errors: ["VALIDATION", "UNAUTHENTICATED", "UNAVAILABLE"],
    },
    {
      name: "renew_loan",
      title: "Renew a loan",
      description:
        "Renews the loan of one book by three weeks, unless somebody waits for it.",
      effect: "writes",
      input: [
        {
          name: "loan",
          type: "string",
          description: "Loan id from find_loans",
          required: true,
        },
        {
          name: "renewal_key",
          type: "string",
          description: "A fresh UUID; the same one when the call is repeated",
          required: true,
        },
      ],
      annotations: {
        readOnlyHint: false,
        destructiveHint: false,
        idempotentHint: true,
        openWorldHint: false,
      },
      idempotencyKey: "renewal_key",
      permission: "loans.renew",
      data: ["loans"],
      errors: ["VALIDATION", "CONFLICT", "PERMISSION_DENIED", "TIMEOUT"],
    },
  ],
`;

const OTHER_ERRORS = `{
      code: "VALIDATION",
      when: "A card or loan number that is not written as asked",
      retryable: false,
      permission: "not-involved",
      who_can_fix: "model",
      hint: "Correct the number and call again.",
    },
    {
      code: "CONFLICT",
      when: "Somebody has reserved the book, or it was renewed too often",
      retryable: false,
      permission: "not-involved",
      who_can_fix: "model",
      hint: "Tell the reader the due day; do not try again.",
    },
    {
      code: "UNAUTHENTICATED",
      when: "The half year of the key is over",
      retryable: false,
      permission: "key-refused",
      who_can_fix: "operator",
      hint: "Stop and have the IT office send a new key.",
    },
    {
      code: "PERMISSION_DENIED",
      when: "The key was given out without loans.renew",
      retryable: false,
      permission: "not-allowed",
      who_can_fix: "operator",
      hint: "Stop and ask the head librarian about loans.renew.",
    },
    {
      code: "TIMEOUT",
      when: "The lending system took longer than eight seconds",
      retryable: true,
      permission: "not-involved",
      who_can_fix: "time",
      hint: "Renew once more with the same renewal_key.",
    },`;

export const completions: Completions = {
  "answer-06-1": ({ code: [lists] }) => `{
system: {
  name: "Lantern Street library",
  summary: "Lends books to a quarter of a town; three people at the desk answer for every loan.",
  owner: "The head librarian, with the town's IT office",
},
${lists}
server: { name: "library", transports: ["stdio"] },
}`,
  "answer-06-2": ({ code: [config] }) => `{
${fillIn(
  change(config, 'permissions: ["loans.read"]', 'permissions: ["loans.read", "loans.renew"]'),
  "Opens the lending system for this server",
  "The town's IT office, on the head librarian's request",
  "Each January and July, when the old one ends",
)}
}`,
  "answer-06-3": ({ code: [hours] }) => {
    const first = fillIn(
      hours,
      "When the library is open, Monday to Saturday, with holidays of this year.",
    );
    const second = change(
      change(change(first, "library://hours", "library://holidays"), "Opening hours", "Holidays"),
      "When the library is open, Monday to Saturday, with holidays of this year.",
      "The days of this year on which the library stays closed.",
    );
    return `{
resources: [${first}, ${change(second, "priority: 0.9", "priority: 0.5")}],
resourcesVia: "mcp-client",
}`;
  },
  "answer-06-4": ({ code: [errors] }) => `${TOOLS}
${fillIn(errors, "The lending system is closed on Sunday night", "Try again on Monday morning.", OTHER_ERRORS)}
}`,
  "answer-06-5": ({ code: [paths] }) => `{
connector: {
  status: "not-used",
  why: "Loans fall under the library law, and no arrangement covers the connector",
},
${fillIn(
  paths,
  "The library law lets nobody else keep who reads what",
  '"find_loans"',
  "The desk's own computer, inside the town's network",
  "The desk service, from its environment",
)}
openQuestions: [
  { question: "May the assistant renew without the reader's word?", who: "The head librarian" },
],
}`,
};
