import type { Known } from "./known.ts";

/** Mutants of lesson 05 that are right all the same. */
export const zdrAlternative: readonly Known[] = [
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
    exercise: "05.2",
    reason:
      "The address at which a batch is made ends there, and no other has requests to look into.",
    mutants: [
      'method-swapped: if (path.startsWith("/v1/messages/batches")) found.add("batches"); → if (path.endsWith("/v1/messages/batches")) found.add("batches");',
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
  {
    exercise: "05.5",
    reason: "A party that saw nothing may be left out.",
    mutants: [
      'else-dropped: else if (event.method === "tools/call") see(party, "arguments", "results"); else see(party); → else if (event.method === "tools/call") see(party, "arguments", "results");',
    ],
  },
];
