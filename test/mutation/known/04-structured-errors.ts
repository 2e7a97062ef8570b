import type { Known } from "./known.ts";

/** Mutants of lesson 04 that are right all the same. */
export const structuredErrors: readonly Known[] = [
  {
    exercise: "04.2",
    reason: "All fields are in the text, whatever stands between them.",
    mutants: [
      'text-emptied: content: [{ type: "text", text: lines.join("\\n") }], → content: [{ type: "text", text: lines.join("") }],',
    ],
  },
  {
    exercise: "04.2",
    reason: "All fields are in the text, whatever stands between and around them.",
    mutants: [
      "conversion-dropped: ([name, value]) => `${name}: ${JSON.stringify(value)}`, → ([name, value]) => `${name}: ${(value)}`,",
    ],
  },
  {
    exercise: "04.3",
    reason: "How a server calls itself is free.",
    mutants: [
      'text-emptied: const server = new McpServer({ name: "crm", version: "1.0.0" }); → const server = new McpServer({ name: "", version: "1.0.0" });',
      'name-changed: const server = new McpServer({ name: "crm", version: "1.0.0" }); → const server = new McpServer({ name: "crmx", version: "1.0.0" });',
      'text-emptied: const server = new McpServer({ name: "crm", version: "1.0.0" }); → const server = new McpServer({ name: "crm", version: "" });',
      'name-changed: const server = new McpServer({ name: "crm", version: "1.0.0" }); → const server = new McpServer({ name: "crm", version: "1.0.0x" });',
    ],
  },
  {
    exercise: "04.3",
    reason: "An async function that returns a promise resolves with its value.",
    mutants: [
      'await-dropped: return await toResult({ kind: "invalid-arguments", issues }); → return (toResult({ kind: "invalid-arguments", issues }));',
      'await-dropped: if (moved.status === "failed") return await toResult(moved.failure); → if (moved.status === "failed") return (toResult(moved.failure));',
      'await-dropped: return await toResult({ kind: "bug" }); → return (toResult({ kind: "bug" }));',
    ],
  },
  {
    exercise: "04.3",
    reason: "The exercise does not ask for a description.",
    mutants: [
      'property-dropped: description: "Moves a deal to another stage.", inputSchema: shownInput(input), → inputSchema: shownInput(input),',
      'text-emptied: description: "Moves a deal to another stage.", → description: "",',
    ],
  },
  {
    exercise: "04.3",
    reason: "The exercise asks for the structured content; a text beside it is optional.",
    mutants: [
      'element-dropped: return { content: [{ type: "text", text }], structuredContent }; → return { content: [], structuredContent };',
    ],
  },
  {
    exercise: "04.4",
    reason: "The reason may be worded in any way.",
    mutants: [
      'text-emptied: if (!error.retryable) return { action: "stop", reason: "time does not mend it" }; → if (!error.retryable) return { action: "stop", reason: "" };',
      'text-emptied: return { action: "stop", reason: "a write without a key" }; → return { action: "stop", reason: "" };',
      'text-emptied: if (attempt >= maxAttempts) return { action: "stop", reason: "enough calls" }; → if (attempt >= maxAttempts) return { action: "stop", reason: "" };',
      'text-emptied: return { action: "stop", reason: "not enough time" }; → return { action: "stop", reason: "" };',
    ],
  },
  {
    exercise: "04.4",
    reason: "The smaller of two numbers is the same in either order.",
    mutants: [
      "arguments-swapped: const backoff = Math.min(maxWaitMs, baseMs * 2 ** (attempt - 1)); → const backoff = Math.min(baseMs * 2 ** (attempt - 1), maxWaitMs);",
    ],
  },
  {
    exercise: "04.4",
    reason: "Half of the wait is within what the exercise allows to take off.",
    mutants: [
      "number-raised: const backoff = Math.min(maxWaitMs, baseMs * 2 ** (attempt - 1)); → const backoff = Math.min(maxWaitMs, baseMs * 2 ** (attempt - 2));",
    ],
  },
  {
    exercise: "04.5",
    reason: "A write that was done once adds nothing.",
    mutants: [
      "boundary-shifted: if (write && done > 1) counts.doubled += done - 1; → if (write && done >= 1) counts.doubled += done - 1;",
      "number-lowered: if (write && done > 1) counts.doubled += done - 1; → if (write && done > 0) counts.doubled += done - 1;",
    ],
  },
  {
    exercise: "04.5",
    reason: "No attempt begins before the one before it ended.",
    mutants: [
      "default-dropped: const { retryable, retry_after_ms: wait = 0 } = before.error; → const { retryable, retry_after_ms: wait } = before.error;",
      "number-lowered: const { retryable, retry_after_ms: wait = 0 } = before.error; → const { retryable, retry_after_ms: wait = -1 } = before.error;",
    ],
  },
  {
    exercise: "04.5",
    reason:
      "Every call has an attempt, and an attempt that another one follows, or that did not do its write, has failed.",
    mutants: [
      "optional-dropped: if (write && done === 0 && last?.error?.retryable) counts.lost += 1; → if (write && done === 0 && last?.error.retryable) counts.lost += 1;",
      "optional-dropped: if (write && done === 0 && last?.error?.retryable) counts.lost += 1; → if (write && done === 0 && last.error?.retryable) counts.lost += 1;",
      "statement-dropped: if (!before?.error) return; → ;",
      "optional-dropped: if (!before?.error) return; → if (!before.error) return;",
    ],
  },
  {
    exercise: "04.6",
    reason: "Results are told apart by their ids and may stand in any order.",
    mutants: ["method-swapped: answer.content.push({ → answer.content.unshift({"],
  },
];
