import type { GivenTool } from "./fitted-tool.judge.ts";
import { judgeSurviving, type SurvivingEvidence } from "./surviving.judge.ts";
import { toJson } from "../../wire/error-json.ts";
import { type Examination, examination } from "../../exercises/examination.ts";

/** A server's name, and its tools. */
export type Variant = Omit<SurvivingEvidence, "outcome">;

const text = { type: "string" } as const;

/** Fine as it is; what may be referred to is in `$defs`. */
export const fine = (name: string, stages: string[]): GivenTool => ({
  name,
  title: "Move a deal",
  description: "Moves a deal to another stage.\nstage: only forwards.",
  annotations: { readOnlyHint: false },
  inputSchema: {
    type: "object",
    properties: { deal: text, stage: { $ref: "#/$defs/Stage" } },
    required: ["deal", "stage"],
    $defs: { Stage: { type: "string", enum: stages } },
  },
});

/** Takes one property or the other, and something else with either. */
export const either = (name: string, one: string, other: string): GivenTool => ({
  name,
  description: "Reads a company with its open deals.",
  annotations: { readOnlyHint: true },
  inputSchema: {
    type: "object",
    properties: { [one]: text, [other]: { ...text, minLength: 2 } },
    anyOf: [{ required: [one] }, { required: [other] }],
  },
});

/** Takes the properties of one of two choices; both need the same one. */
export const oneOf = (name: string, shared: string, one: string, other: string): GivenTool => ({
  name,
  description: "Writes down what happened.",
  inputSchema: {
    type: "object",
    properties: { urgent: { type: "boolean" } },
    oneOf: [
      {
        properties: { [shared]: text, [one]: { type: "number" } },
        required: [shared, one],
      },
      { properties: { [shared]: text, [other]: text }, required: [other, shared] },
    ],
  },
});

/** Takes anything of one choice, or what the other one requires. */
export const loose = (name: string, one: string, other: string): GivenTool => ({
  name,
  description: "Lists deals.",
  inputSchema: {
    type: "object",
    anyOf: [
      { properties: { [one]: text } },
      { properties: { [other]: { type: "integer" } }, required: [other] },
    ],
  },
});

/** Takes one of two kinds: what `percent` may be depends on it, if the second has a limit, too. */
export const kinds = (name: string, one: string, other: string, limits: number[]): GivenTool => ({
  name,
  description: "Gives a discount.",
  inputSchema: {
    type: "object",
    properties: { percent: { type: "number", description: "Of the price in the list." } },
    oneOf: [one, other].map((kind, at) => {
      const limit = limits[at];
      const percent = limit !== undefined && { percent: { maximum: limit } };
      return { properties: { kind: { const: kind }, ...percent }, required: ["kind"] };
    }),
  },
});

/** Has a property whose name the API refuses, and one with the name that is next to it. */
export const odd = (name: string, property: string): GivenTool => ({
  name,
  description: "Finds deals.",
  inputSchema: {
    type: "object",
    properties: {
      [property.replaceAll(/[^\w-]/g, "_").slice(0, 64)]: { type: "boolean" },
      [property]: { ...text, description: "What to look for." },
      limit: { type: "integer" },
    },
    required: [property],
  },
});

/** Describes its properties at length, in its own description. */
export const long = (name: string, properties: string[], sentence: string): GivenTool => ({
  name,
  description: [
    "Writes the report of a quarter.",
    ...properties.map((property) => `${property}: ${sentence.repeat(25)}`),
    "Takes a minute.",
  ].join("\n"),
  inputSchema: {
    type: "object",
    properties: Object.fromEntries(properties.map((property) => [property, text])),
  },
});

/** Has a description of so many characters, with a line about a property. */
export const sized = (name: string, property: string, length: number): GivenTool => {
  const begin = `Reads a report.\n${property}: `;
  return {
    name,
    description: begin.padEnd(length, "Which one to read. "),
    inputSchema: { type: "object", properties: { [property]: text }, required: [property] },
  };
};

const variants: readonly [Variant, ...Variant[]] = [
  {
    server: "crm",
    tools: [
      { ...fine("deal.move", ["won", "lost"]), title: "Move" },
      fine("deal_move", ["open", "won", "lost"]),
      either("read_company", "company_id", "domain"),
      kinds("give_discount", "new", "renewal", [5, 20]),
      odd("find_deals", "$filter"),
      long("write_report", ["quarter", "audience"], "As the board wants to have it. "),
    ],
  },
  {
    server: "sales",
    tools: [
      oneOf("log", "company", "minutes", "subject"),
      fine("deal/move", ["won"]),
      fine("deal:move", ["lost"]),
      odd("x".repeat(120), "stage in words"),
      sized("read_report", "report", 2048),
      sized("read_reports", "reports", 2049),
    ],
  },
  {
    server: "a-server-of-many-tools",
    tools: [
      fine("y".repeat(99), ["open", "won"]),
      oneOf("größe", "team", "heads", "budget_of"),
      loose("list", "owner", "first"),
      kinds("discount", "school", "partner", [50]),
      odd("find", "p".repeat(65)),
      long("report", ["from", "until", "by"], "Not before 2020: older ones are in the archive. "),
    ],
  },
];

export const survivingExamination: Examination = examination<Variant, SurvivingEvidence>({
  variants,
  async drive(answer, _world, { server, tools }) {
    const outcome = await answer.call([
      { type: "json", value: server },
      { type: "json", value: toJson(tools) ?? null },
    ]);
    return { server, tools, outcome };
  },
  judge: judgeSurviving,
});
