import type { z } from "zod";
import { LabError } from "../../base/lab-error.ts";
import { schemas } from "./schema.ts";
import type { Sketch } from "./sketch.ts";

/** A field of a sketch that does not fit, as advice: which field, what is wrong, an example. */
interface SketchIssue {
  /** Such as `tools[0].annotations.readOnlyHint`. */
  where: string;
  what: string;
}

/** A value that was read as a sketch, or as its first steps. */
export type ReadSketch<Part> =
  | { status: "valid"; sketch: Part }
  | { status: "invalid"; issues: SketchIssue[] };

/** Reads any value by one of the schemas. */
export function readPart<Part>(schema: z.ZodType<Part>, value: unknown): ReadSketch<Part> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { status: "valid", sketch: parsed.data };
  return { status: "invalid", issues: parsed.error.issues.map(issueOf) };
}

/**
 * Reads any value as a whole sketch. Throws LabError `sketch-invalid`, which names the first field that
 * does not fit.
 * @param where what the value was read from, for the message
 */
export function readSketch(value: unknown, where: string): Sketch {
  const read = readPart(schemas.decisions, value);
  if (read.status === "valid") return read.sketch;
  const [first] = read.issues;
  const more = read.issues.length - 1;
  throw new LabError("sketch-invalid", {
    what: `${first?.where ?? "The sketch"} ${first?.what ?? "does not fit."}`,
    where,
    remedy: `Fix this field in the notebook${more > 0 ? `, and ${more} more that reviewSketch names` : ""}, and keep the sketch again.`,
  });
}

/** Examples of what a field holds, by its name: shown where it is missing or of the wrong type. */
const examples: Record<string, string> = {
  system:
    '{ name: "Northwind help desk", summary: "Where staff …", owner: "the service desk team" }',
  questions: '[{ ask: "Which tickets are overdue?", from: "find_tickets" }]',
  data: '[{ name: "tickets", sensitivity: "internal", why: "…" }]',
  server: '{ name: "help-desk", transports: ["stdio"] }',
  config: '{ mcpServers: { "help-desk": { command: "node", args: ["dist/src/main.js"] } } }',
  variables: '[{ name: "HELPDESK_TOKEN", secret: true, required: true, purpose: "…" }]',
  credentials: '[{ variable: "HELPDESK_TOKEN", issuedBy: "…", permissions: ["…"], renewed: "…" }]',
  resourcesVia: '"mcp-client"',
  annotations:
    "{ readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false }",
  audience: '["assistant"]',
  priority: "0.8",
  errors: '["NOT_FOUND", "TIMEOUT"]',
  connector: '{ status: "not-used", why: "…" }',
  default_config: "{ enabled: false }",
  configs: "{ hub_repo_search: { enabled: true } }",
};

function issueOf(issue: z.core.$ZodIssue): SketchIssue {
  const where = placeOf(issue.path);
  const name = issue.path.findLast((part) => typeof part === "string") ?? "";
  const example = examples[name] === undefined ? "" : ` For example: ${examples[name]}.`;
  return { where: where === "" ? "The sketch" : where, what: `${problemOf(issue)}${example}` };
}

function placeOf(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("")
    .replace(/^\./, "");
}

const kinds: Record<string, string> = {
  string: "a text",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};

function problemOf(issue: z.core.$ZodIssue): string {
  // Zod tells a missing value from a wrong one in its message only.
  if (issue.code === "invalid_type") {
    const kind = kinds[issue.expected] ?? issue.expected;
    return issue.message.endsWith("received undefined")
      ? `is missing: it is ${kind}.`
      : `has to be ${kind}.`;
  }
  if (issue.code === "invalid_value") {
    return `has to be one of ${issue.values.map((value) => JSON.stringify(value)).join(", ")}.`;
  }
  if (issue.code === "invalid_union") return 'has to say its status: "used" or "not-used".';
  return issue.message;
}
