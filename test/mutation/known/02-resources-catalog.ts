import type { Known } from "./known.ts";

/** Mutants of lesson 02 that are right all the same. */
export const resourcesCatalog: readonly Known[] = [
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
];
