import type { Known } from "./known.ts";

/** Mutants of lesson 00 that are right all the same. */
export const startHere: readonly Known[] = [
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
    exercise: "00.3",
    reason: "How a server calls itself is free.",
    mutants: [
      'text-emptied: const server = new McpServer({ name: "greeter", version: "1.0.0" }); → const server = new McpServer({ name: "", version: "1.0.0" });',
      'name-changed: const server = new McpServer({ name: "greeter", version: "1.0.0" }); → const server = new McpServer({ name: "greeterx", version: "1.0.0" });',
      'text-emptied: const server = new McpServer({ name: "greeter", version: "1.0.0" }); → const server = new McpServer({ name: "greeter", version: "" });',
      'name-changed: const server = new McpServer({ name: "greeter", version: "1.0.0" }); → const server = new McpServer({ name: "greeter", version: "1.0.0x" });',
    ],
  },
  {
    exercise: "00.3",
    reason: "A description is optional.",
    mutants: [
      'property-dropped: { description: "Greets someone by name", inputSchema }, → { inputSchema },',
      'text-emptied: { description: "Greets someone by name", inputSchema }, → { description: "", inputSchema },',
    ],
  },
];
