import { describe, expect, it } from "vitest";
import { z } from "zod";
import { argumentIssues } from "../../../lib/subjects/tool-errors/argument-issues.ts";

const MISSING = "This argument is missing.";

const issuesOf = (schema: z.ZodType, args: unknown): ReturnType<typeof argumentIssues> => {
  const { error } = schema.safeParse(args);
  expect(error).toBeDefined();
  return error === undefined ? [] : argumentIssues(error, args);
};

describe("an argument that is not there", () => {
  it.each<[string, z.ZodType, string[]?]>([
    ["a text", z.string()],
    ["a text with a message of its own", z.string({ error: "Please give it" })],
    ["a day", z.iso.date()],
    ["a number", z.number().int().min(1)],
    ["a number that is converted", z.coerce.number()],
    ["a boolean", z.boolean()],
    ["one of several", z.enum(["a", "b"]), ["a", "b"]],
    ["one value", z.literal("a"), ["a"]],
    ["one of several literals", z.union([z.literal(1), z.literal(2)]), ["1", "2"]],
    ["one of two types", z.union([z.string(), z.number()])],
    ["a list", z.array(z.string())],
    ["an object", z.object({ inner: z.string() })],
  ])("is called missing: %s", (_case, type, allowed) => {
    const issue = { field: "name", message: MISSING, ...(allowed && { allowed }) };
    expect(issuesOf(z.strictObject({ name: type }), {})).toEqual([issue]);
    const deeper = z.object({ outer: z.object({ name: type }) });
    expect(issuesOf(deeper, { outer: {} })).toEqual([{ ...issue, field: "outer.name" }]);
  });

  it("is told from one that is wrong", () => {
    const schema = z.strictObject({ name: z.string(), stage: z.enum(["a", "b"]) });
    expect(issuesOf(schema, { name: 1, stage: "c", more: true })).toEqual([
      { field: "name", message: "Invalid input: expected string, received number." },
      {
        field: "stage",
        message: "This value is not one of those allowed.",
        allowed: ["a", "b"],
      },
      { field: "more", message: "There is no such argument." },
    ]);
  });

  it("keeps the words of a rule that asks for it", () => {
    const schema = z
      .object({ stage: z.string(), reason: z.string().optional() })
      .refine(({ reason }) => reason !== undefined, { path: ["reason"], message: "is needed" });
    expect(issuesOf(schema, { stage: "lost" })).toEqual([
      { field: "reason", message: "is needed." },
    ]);
  });

  it("is no name that every object has", () => {
    expect(
      issuesOf(z.object({ inner: z.object({ toString: z.string() }) }), { inner: {} }),
    ).toEqual([{ field: "inner.toString", message: MISSING }]);
  });

  it("is called missing where what was parsed is not at hand, too", () => {
    const { error } = z.object({ name: z.string() }).safeParse({});
    expect(error && argumentIssues(error)).toEqual([{ field: "name", message: MISSING }]);
  });
});
