/** Mutants of one exercise that are right answers all the same. */
interface Equivalents {
  exercise: string;
  reason: string;
  /** Their names. */
  mutants: string[];
}

/** What no check can or should reject, with the reason. */
export const equivalents: readonly Equivalents[] = [
  {
    exercise: "00.2",
    reason: "How long an answer may be is free.",
    mutants: [
      "number-raised: max_tokens: 500, → max_tokens: 501,",
      "number-lowered: max_tokens: 500, → max_tokens: 499,",
    ],
  },
  {
    exercise: "00.2",
    reason: "A list of lists is joined to the same text.",
    mutants: [
      'method-swapped: .flatMap((block) => (block.type === "text" ? [block.text] : [])) → .map((block) => (block.type === "text" ? [block.text] : []))',
    ],
  },
  {
    exercise: "02.1",
    reason: "A missing priority is still below every other one; ties may stand in any order.",
    mutants: [
      "number-lowered: (a, b) => (b.annotations?.priority ?? 0) - (a.annotations?.priority ?? 0), → (a, b) => (b.annotations?.priority ?? -1) - (a.annotations?.priority ?? 0),",
      "number-lowered: (a, b) => (b.annotations?.priority ?? 0) - (a.annotations?.priority ?? 0), → (a, b) => (b.annotations?.priority ?? 0) - (a.annotations?.priority ?? -1),",
    ],
  },
  {
    exercise: "02.1",
    reason:
      "A comparison with NaN leaves the entry behind those listed before it, where it belongs.",
    mutants: [
      "default-dropped: (a, b) => (b.annotations?.priority ?? 0) - (a.annotations?.priority ?? 0), → (a, b) => (b.annotations?.priority ?? 0) - ((a.annotations?.priority)),",
    ],
  },
  {
    exercise: "02.2",
    reason: "How a server calls itself is free.",
    mutants: [
      'text-emptied: const server = new McpServer({ name: "my-crm", version: "1.0.0" }); → const server = new McpServer({ name: "", version: "1.0.0" });',
      'name-changed: const server = new McpServer({ name: "my-crm", version: "1.0.0" }); → const server = new McpServer({ name: "my-crmx", version: "1.0.0" });',
      'text-emptied: const server = new McpServer({ name: "my-crm", version: "1.0.0" }); → const server = new McpServer({ name: "my-crm", version: "" });',
      'name-changed: const server = new McpServer({ name: "my-crm", version: "1.0.0" }); → const server = new McpServer({ name: "my-crm", version: "1.0.0x" });',
    ],
  },
  {
    exercise: "02.2",
    reason: "Each template ends with a line break of its own.",
    mutants: ['text-emptied: .join("\\n"), → .join(""),'],
  },
  {
    exercise: "02.3",
    reason: "A missing priority is still below every other one; ties may stand in any order.",
    mutants: [
      "number-lowered: .sort((a, b) => (b.annotations?.priority ?? 0) - (a.annotations?.priority ?? 0)) → .sort((a, b) => (b.annotations?.priority ?? -1) - (a.annotations?.priority ?? 0))",
      "number-lowered: .sort((a, b) => (b.annotations?.priority ?? 0) - (a.annotations?.priority ?? 0)) → .sort((a, b) => (b.annotations?.priority ?? 0) - (a.annotations?.priority ?? -1))",
    ],
  },
  {
    exercise: "02.3",
    reason:
      "A comparison with NaN leaves the entry behind those listed before it, where it belongs.",
    mutants: [
      "default-dropped: .sort((a, b) => (b.annotations?.priority ?? 0) - (a.annotations?.priority ?? 0)) → .sort((a, b) => (b.annotations?.priority ?? 0) - ((a.annotations?.priority)))",
    ],
  },
  {
    exercise: "02.3",
    reason: "A document's title is optional.",
    mutants: [
      'property-dropped: return [{ type: "document", title, source }]; → return [{ type: "document", source }];',
    ],
  },
  {
    exercise: "02.4",
    reason: "The questions find this entry by its title alone: a shorter catalog is as good.",
    mutants: [
      "line-dropped: Table: role or job title, seniority, email address, who agreed to campaign mail. crm://t/03 | 0.8 | Deals → crm://t/03 | 0.8 | Deals",
      "line-dropped: Table: stage, amount or value in euro, date expected to close, reason when lost. crm://t/04 | 0.7 | Activities → crm://t/04 | 0.7 | Activities",
      "line-dropped: Email that introduces us to a prospect who does not know us. crm://m/02 | 0.5 | Template: after a proposal → crm://m/02 | 0.5 | Template: after a proposal",
      "line-dropped: Guide for the phone call two weeks later: what to ask, by when they decide. crm://m/03 | 0.5 | Template: lost deal, a year later → crm://m/03 | 0.5 | Template: lost deal, a year later",
      "line-dropped: Email to look again when the time was not right. tool:a | 0.6 | Tool: find companies → tool:a | 0.6 | Tool: find companies",
      "line-dropped: Filters companies by industry, region, headcount; a sorted list. tool:b | 0.6 | Tool: move a deal → tool:b | 0.6 | Tool: move a deal",
      "line-dropped: Changes the stage of a deal, such as to won. tool:c | 0.6 | Tool: write down an activity → tool:c | 0.6 | Tool: write down an activity",
      "line-dropped: Records that a call or meeting took place. crm://t/90 | 0.1 | Audit log → crm://t/90 | 0.1 | Audit log",
      "line-dropped: For operators only. crm://t/91 | 0 | Abandoned import of 2019 → crm://t/91 | 0 | Abandoned import of 2019",
      "line-dropped: Not to be used. `); → `);",
    ],
  },
  {
    exercise: "02.5",
    reason: "How a server calls itself is free.",
    mutants: [
      'text-emptied: { name: "companies", version: "1.0.0" }, → { name: "", version: "1.0.0" },',
      'name-changed: { name: "companies", version: "1.0.0" }, → { name: "companiesx", version: "1.0.0" },',
      'text-emptied: { name: "companies", version: "1.0.0" }, → { name: "companies", version: "" },',
      'name-changed: { name: "companies", version: "1.0.0" }, → { name: "companies", version: "1.0.0x" },',
    ],
  },
  {
    exercise: "02.5",
    reason: "The exercise asks for the JSON and says nothing of names, titles or MIME types.",
    mutants: [
      'property-dropped: const about = { title: "Company", mimeType: "application/json" }; → const about = { mimeType: "application/json" };',
      'text-emptied: const about = { title: "Company", mimeType: "application/json" }; → const about = { title: "", mimeType: "application/json" };',
      'name-changed: const about = { title: "Company", mimeType: "application/json" }; → const about = { title: "Companyx", mimeType: "application/json" };',
      'text-emptied: const about = { title: "Company", mimeType: "application/json" }; → const about = { title: "Company", mimeType: "" };',
      'name-changed: const about = { title: "Company", mimeType: "application/json" }; → const about = { title: "Company", mimeType: "application/jsonx" };',
      'member-swapped: const about = { title: "Company", mimeType: "application/json" }; → const about = { title: "Company", mimeType: "text/plain" };',
      'member-swapped: const about = { title: "Company", mimeType: "application/json" }; → const about = { title: "Company", mimeType: "text/markdown" };',
      'text-emptied: "company", → "",',
      'name-changed: "company", → "companyx",',
      "property-dropped: return { contents: [{ uri: uri.href, mimeType: about.mimeType, text }] }; → return { contents: [{ uri: uri.href, text }] };",
    ],
  },
  {
    exercise: "02.5",
    reason: "The SDK always hands over the arguments with the context.",
    mutants: [
      'optional-dropped: const region = context?.arguments?.["region"]; → const region = context?.arguments["region"];',
    ],
  },
  {
    exercise: "02.5",
    reason: "The notifications go out in the same order without being waited for.",
    mutants: [
      "await-dropped: await server.server.sendResourceUpdated({ uri }); → (server.server.sendResourceUpdated({ uri }));",
    ],
  },
  {
    exercise: "03.4",
    reason: "The process ends all the same, a moment later.",
    mutants: ["await-dropped: await client.close(); → (client.close());"],
  },
  {
    exercise: "04.2",
    reason: "All fields are in the text, whatever stands between them.",
    mutants: [
      'text-emptied: content: [{ type: "text", text: lines.join("\\n") }], → content: [{ type: "text", text: lines.join("") }],',
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
  {
    exercise: "05.1",
    reason: "Pieces that are not in the table count as covered.",
    mutants: [
      'property-dropped: "crm-client": yes, "search-filtered": no("container-30-days"), → "search-filtered": no("container-30-days"),',
      'property-dropped: "search-direct": yes, "deck-file": no("until-deleted"), → "deck-file": no("until-deleted"),',
      'property-dropped: "deck-inline": yes, "nightly-batch": no("29-days"), → "nightly-batch": no("29-days"),',
    ],
  },
  {
    exercise: "05.1",
    reason: "Every piece is in the table.",
    mutants: [
      "default-dropped: return Object.fromEntries(pieces.map((piece) => [piece, table[piece] ?? yes])); → return Object.fromEntries(pieces.map((piece) => [piece, (table[piece])]));",
    ],
  },
  {
    exercise: "05.2",
    reason: "Only advisor tools have a model.",
    mutants: [
      'condition-dropped: if (type.startsWith("advisor_")) auditModel(model); → if (true) auditModel(model);',
      'text-emptied: if (type.startsWith("advisor_")) auditModel(model); → if (type.startsWith("")) auditModel(model);',
    ],
  },
  {
    exercise: "05.2",
    reason: "A missing model matches no pattern.",
    mutants: [
      'default-dropped: const auditModel = (model = "") => { → const auditModel = (model) => {',
    ],
  },
  {
    exercise: "05.2",
    reason:
      "Other tools get a number below the first version, or NaN; no other tool is named like these.",
    mutants: [
      "default-dropped: const version = Number(/^web_(?:search|fetch)_(\\d+)$/.exec(type)?.[1] ?? 0); → const version = Number((/^web_(?:search|fetch)_(\\d+)$/.exec(type)?.[1]));",
      "pattern-loosened: const version = Number(/^web_(?:search|fetch)_(\\d+)$/.exec(type)?.[1] ?? 0); → const version = Number(/web_(?:search|fetch)_(\\d+)$/.exec(type)?.[1] ?? 0);",
      "pattern-loosened: const version = Number(/^web_(?:search|fetch)_(\\d+)$/.exec(type)?.[1] ?? 0); → const version = Number(/^web_(?:search|fetch)_(\\d+)/.exec(type)?.[1] ?? 0);",
      "number-raised: const version = Number(/^web_(?:search|fetch)_(\\d+)$/.exec(type)?.[1] ?? 0); → const version = Number(/^web_(?:search|fetch)_(\\d+)$/.exec(type)?.[1] ?? 1);",
      "number-lowered: const version = Number(/^web_(?:search|fetch)_(\\d+)$/.exec(type)?.[1] ?? 0); → const version = Number(/^web_(?:search|fetch)_(\\d+)$/.exec(type)?.[1] ?? -1);",
    ],
  },
  {
    exercise: "05.2",
    reason: "There is no version between the two.",
    mutants: ["number-lowered: else if (version >= 20260209) { → else if (version >= 20260208) {"],
  },
  {
    exercise: "05.2",
    reason: "No model has such a name in the middle of its own.",
    mutants: [
      'pattern-loosened: if (/^claude-(fable|mythos)-5/.test(model)) found.add("covered-model"); → if (/claude-(fable|mythos)-5/.test(model)) found.add("covered-model");',
    ],
  },
  {
    exercise: "05.2",
    reason: "The API takes a toolset only together with an entry of mcp_servers, which is found.",
    mutants: [
      'name-changed: if (type === "mcp_toolset") found.add("mcp-connector"); → if (type === "mcp_toolsetx") found.add("mcp-connector");',
    ],
  },
  {
    exercise: "05.3",
    reason: "How long an answer, and how many rounds, may be is free.",
    mutants: [
      "property-dropped: max_iterations: 10, thread: false, → thread: false,",
      "number-raised: max_tokens: 1024, → max_tokens: 1025,",
      "number-lowered: max_tokens: 1024, → max_tokens: 1023,",
      "number-raised: max_iterations: 10, → max_iterations: 11,",
      "number-lowered: max_iterations: 10, → max_iterations: 9,",
    ],
  },
  {
    exercise: "05.4",
    reason: "How long an answer, and how many rounds, may be is free.",
    mutants: [
      "property-dropped: max_iterations: 10, thread: false, → thread: false,",
      "number-raised: max_tokens: 1024, → max_tokens: 1025,",
      "number-lowered: max_tokens: 1024, → max_tokens: 1023,",
      "number-raised: max_iterations: 10, → max_iterations: 11,",
      "number-lowered: max_iterations: 10, → max_iterations: 9,",
    ],
  },
  {
    exercise: "05.4",
    reason: "The exercise does not ask for a description.",
    mutants: [
      'text-emptied: description: "Lists companies of the CRM, of one region or of all.", → description: "",',
      'text-emptied: description: "Says what the CRM knows of one company.", → description: "",',
    ],
  },
  {
    exercise: "05.4",
    reason: "HTTP has no status 399.",
    mutants: [
      "number-lowered: if (status >= 400) throw new ToolError(JSON.stringify(body)); → if (status >= 399) throw new ToolError(JSON.stringify(body));",
    ],
  },
  {
    exercise: "05.5",
    reason: "Every conversation begins with a user message that holds a text.",
    mutants: [
      'condition-dropped: if (type === "text" && role === "user") see("api", "question"); → if (true) see("api", "question");',
      'logic-swapped: if (type === "text" && role === "user") see("api", "question"); → if (((type === "text") || (role === "user"))) see("api", "question");',
      'operand-dropped: if (type === "text" && role === "user") see("api", "question"); → if ((type === "text")) see("api", "question");',
      'operand-dropped: if (type === "text" && role === "user") see("api", "question"); → if ((role === "user")) see("api", "question");',
    ],
  },
  {
    exercise: "05.5",
    reason: "Every trace holds a request to the API, or a call of the connector.",
    mutants: [
      "property-dropped: const seen: Record<string, Set<string>> = { api: new Set() }; → const seen: Record<string, Set<string>> = { };",
    ],
  },
  {
    exercise: "05.5",
    reason: "Every listed party has a set.",
    mutants: [
      "default-dropped: Object.keys(seen).map((party) => [party, Array.from(seen[party] ?? [])]), → Object.keys(seen).map((party) => [party, Array.from((seen[party]))]),",
    ],
  },
  {
    exercise: "05.5",
    reason: "A result comes back only together with its call.",
    mutants: [
      'member-swapped: if (type === "tool_use") see("api", "arguments"); → if (type === "tool_result") see("api", "arguments");',
    ],
  },
];

const known = new Set(
  equivalents.flatMap(({ exercise, mutants }) => mutants.map((name) => `${exercise} ${name}`)),
);

/** Whether a mutant is known to be a right answer. */
export function isEquivalent({ exercise, name }: { exercise: string; name: string }): boolean {
  return known.has(`${exercise} ${name}`);
}
