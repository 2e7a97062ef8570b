import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { makeArguments } from "../../../lib/services/messages-api/arguments.ts";
import type { JsonObject } from "../../../lib/services/messages-api/request-types.ts";

const question = "Which models and datasets does Acme Labs publish?";

function make(
  schema: JsonObject,
  options: {
    description?: string;
    question?: string;
    subject?: string | undefined;
    results?: string[];
  } = {},
): ReturnType<typeof makeArguments> {
  return makeArguments(schema, options.description ?? "", {
    question: options.question ?? question,
    subject: "subject" in options ? options.subject : "Acme Labs",
    results: options.results ?? [],
    known: "",
  });
}

function one(property: JsonObject, name = "value", required = true): JsonObject {
  return { type: "object", properties: { [name]: property }, required: required ? [name] : [] };
}

describe("the value of a required field", () => {
  it.each<[string, JsonObject, unknown]>([
    ["a text is what the question is about", { type: "string" }, "Acme Labs"],
    ["a constant", { const: 7 }, 7],
    ["a default", { type: "integer", default: 20 }, 20],
    ["the enumerated value that is asked for", { enum: ["space", "dataset"] }, "dataset"],
    ["the first enumerated value", { enum: ["x", "y"] }, "x"],
    [
      "all enumerated values that are asked for",
      { type: "array", items: { enum: ["model", "dataset", "space"] } },
      ["model", "dataset"],
    ],
    ["a number within its bounds", { type: "integer", minimum: 5, maximum: 9 }, 5],
    ["a multiple", { type: "integer", minimum: 5, multipleOf: 4 }, 8],
    ["a boolean", { type: "boolean" }, false],
    [
      "a list",
      { type: "array", items: { type: "string" }, minItems: 2 },
      ["Acme Labs", "Acme Labs"],
    ],
    [
      "an object",
      { type: "object", properties: { a: { type: "null" } }, required: ["a"] },
      { a: null },
    ],
    ["a text of a length", { type: "string", maxLength: 4 }, "Acme"],
    ["the first alternative", { anyOf: [{ type: "null" }, { type: "boolean" }] }, false],
  ])("%s", (_, property, value) => {
    expect(make(one(property)).input).toEqual({ value });
  });

  it("follows local references", () => {
    const schema = { ...one({ $ref: "#/$defs/kind" }), $defs: { kind: { enum: ["a"] } } };
    expect(make(schema).input).toEqual({ value: "a" });
  });

  it.each([
    ["a mail address", "email", "Write to ann@example.org today", "ann@example.org"],
    ["a date", "date", "since 2026-01-31", "2026-01-31"],
    ["an address", "uri", "read https://example.org/a now", "https://example.org/a"],
  ])("finds %s in the question", (_, format, text, value) => {
    expect(make(one({ type: "string", format }), { question: text }).input).toEqual({ value });
  });

  it("has the style of the examples", () => {
    const author = { type: "string", description: "Namespace (e.g. 'google', 'meta-llama')" };
    expect(make(one(author, "author")).input).toEqual({ author: "acme-labs" });
  });
});

describe("an optional field", () => {
  it.each<[string, string, JsonObject, JsonObject]>([
    ["that wants a name gets it", "company", { type: "string" }, { company: "Acme Labs" }],
    ["that wants a name in addresses too", "author", { type: "string" }, { author: "acme-labs" }],
    ["that wants a search term gets it", "query", { type: "string" }, { query: "Acme Labs" }],
    ["of another sort is left out", "cursor", { type: "string" }, {}],
    ["with a default is left out", "limit", { type: "number", default: 20 }, {}],
    ["that is asked for by value is set", "kind", { enum: ["model", "space"] }, { kind: "model" }],
  ])("%s", (_, name, property, input) => {
    expect(make(one(property, name, false)).input).toEqual(input);
  });
});

describe("an identifier", () => {
  const ids = {
    type: "object",
    properties: {
      repo_ids: { type: "array", items: { type: "string" }, description: "(e.g. acme/tiny)" },
    },
    required: ["repo_ids"],
  };

  it("comes from a result with the shape of the example", () => {
    const made = make(ids, { results: ["Found one\n### acme-labs/arm-7b\n"] });
    expect(made).toEqual({ input: { repo_ids: ["acme-labs/arm-7b"] }, grounded: true });
  });

  it("comes from a field of a result", () => {
    const made = make(one({ type: "string" }, "company_id"), {
      results: ['{"company_id": "c-17"}'],
    });
    expect(made.input).toEqual({ company_id: "c-17" });
  });

  it("is not grounded where there is none", () => {
    expect(make(ids).grounded).toBe(false);
  });
});

it("fills in the placeholders of an example", () => {
  const schema = one({ type: "array", items: { type: "object" } }, "operations");
  const description = '{"operations":[{"uri":"hub://OWNER"}]}';
  expect(make(schema, { description })).toEqual({
    input: { operations: [{ uri: "hub://acme-labs" }] },
    grounded: true,
  });
});

it("takes an example of the description where the schema is deep", () => {
  const schema = one({ type: "array", items: { type: "object" } }, "operations");
  const description =
    'Examples:\n  {"operations":[{"cmd":"ls"}]}\n  {"operations":[{"cmd":"datasets"}]}';
  expect(make(schema, { description, subject: undefined }).input).toEqual({
    operations: [{ cmd: "datasets" }],
  });
});

const property: fc.Arbitrary<JsonObject> = fc.letrec<{ any: JsonObject; object: JsonObject }>(
  (tie) => ({
    any: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom<JsonObject>({ type: "boolean" }, { type: "null" }, { type: "string" }),
      fc.record({ type: fc.constant("string"), minLength: fc.nat(30) }),
      fc.record({ type: fc.constant("string"), maxLength: fc.nat(30) }),
      fc.record({ enum: fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 4 }) }),
      fc.constantFrom("email", "uri", "date", "uuid").map((format) => ({ type: "string", format })),
      fc
        .tuple(fc.constantFrom("integer", "number"), fc.integer(), fc.nat(1000))
        .map(([type, minimum, span]) => ({ type, minimum, maximum: minimum + span })),
      fc
        .record({ items: tie("any"), minItems: fc.nat(3) })
        .map((list) => ({ type: "array", ...list, maxItems: 5 })),
      tie("object"),
    ),
    object: fc
      .dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), tie("any"), { maxKeys: 4 })
      .chain((properties) =>
        fc.record({
          type: fc.constant("object"),
          properties: fc.constant(properties),
          required: fc.subarray(Object.keys(properties)),
        }),
      ),
  }),
).object;

describe("any schema", () => {
  it("gets arguments that satisfy it", () => {
    fc.assert(
      fc.property(property, fc.lorem(), (schema, text) => {
        const { input } = make(schema, { question: text });
        const checked = z.fromJSONSchema(schema).safeParse(input);
        expect(checked.error?.issues ?? []).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it("gets some arguments, and the same again, even where it is no schema at all", () => {
    const nonsense = fc.dictionary(
      fc.constantFrom("type", "properties", "required", "items", "enum", "$ref", "anyOf", "allOf"),
      fc.jsonValue({ maxDepth: 4 }),
    );
    fc.assert(
      fc.property(
        nonsense.map((schema) => ({ ...schema })),
        fc.string(),
        (schema, text) => {
          const made = make(schema, { question: text, description: text });
          expect(made).toEqual(make(schema, { question: text, description: text }));
          expect(JSON.parse(JSON.stringify(made.input))).toBeTypeOf("object");
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each<[string, JsonObject]>([
    ["that refers to itself", { $ref: "#" }],
    ["whose property does", one({ $ref: "#" })],
    [
      "whose lists hold lists of itself",
      {
        ...one({ $ref: "#/$defs/l" }),
        $defs: { l: { type: "array", minItems: 20, items: { $ref: "#/$defs/l" } } },
      },
    ],
    ["whose parts are itself", { allOf: Array.from({ length: 50 }, () => ({ $ref: "#" })) }],
    ["that wants a million items", one({ type: "array", minItems: 1e6 })],
    ["that wants a text without end", one({ type: "string", minLength: 1e12 })],
    ["with a pattern that never ends", one({ type: "string", pattern: "^(a+)+$" })],
    ["that contradicts itself", one({ type: "number", minimum: 5, maximum: 1 })],
  ])("%s ends soon and small", (_, schema) => {
    expect(JSON.stringify(make(schema).input).length).toBeLessThan(50_000);
  });
});
