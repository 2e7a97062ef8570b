import type { SketchTool } from "../sketch.ts";
import { literal } from "./literal.ts";

type Field = SketchTool["input"][number];

/** The source of a tool, whose handler is still to be written. */
export function toolSource(tool: SketchTool): string {
  const { name, title, description, annotations, permission, input } = tool;
  const key = keyOf(tool);
  const fields = input.map((field) => `    ${field.name}: ${fieldSchema(field, key)},`);
  return `import { z } from "zod";
import type { ToolCodes } from "../catalog.ts";
import { ToolFailure } from "../errors.ts";
import { defineTool } from "../tool.ts";

/** Throw new Failure(code, { message }): it takes the codes that this tool lists in the catalog. */
export const Failure = ToolFailure<ToolCodes[${literal(name)}]>;

export const tool = defineTool({
  name: ${literal(name)},
  title: ${literal(title)},
  description: ${literal(description)},
  annotations: ${literal(annotations, 2)},
  permission: ${literal(permission)},
${key === undefined ? "" : `  idempotencyKey: ${literal(key)},\n`}  input: z.strictObject({
${fields.join("\n")}
  }),
  /** Return facts, or a text. The context has the signal, the settings${key === undefined ? "" : ", the key"} and who calls. */
  async handle(_input, _context) {
    throw new Error(${literal(`${name} is not implemented yet.`)});
  },
});
`;
}

/** The input that makes a repeated write the same: the sketch names it, and every call has it. */
function keyOf({ effect, idempotencyKey, input }: SketchTool): string | undefined {
  const field = input.find(({ name }) => name === idempotencyKey);
  const holds = effect === "writes" && field?.required === true && field.type !== "boolean";
  return holds ? field.name : undefined;
}

function fieldSchema(
  { name, type, allowed, minimum, maximum, description, required }: Field,
  key: string | undefined,
): string {
  // With an empty key every write would be the same one.
  const kind = type === "integer" ? "int" : type;
  const text = name === key && type === "string" ? "z.string().min(1)" : `z.${kind}()`;
  const base = allowed === undefined ? text : `z.enum(${literal(allowed, 4)})`;
  const least = minimum === undefined ? "" : `.min(${minimum})`;
  const most = maximum === undefined ? "" : `.max(${maximum})`;
  return `${base}${least}${most}${required ? "" : ".optional()"}.describe(${literal(description)})`;
}

/** The tests of a tool: that it answers, which is still to come true, and how it fails. */
export function toolTest({ name, description, input, errors }: SketchTool, file: string): string {
  const args = Object.fromEntries(
    input.filter(({ required }) => required).map((field) => [field.name, exampleOf(field)]),
  );
  const todo =
    `${name} is not implemented: write handle() in src/tools/${file}.ts. ` +
    `It is to do this: ${description} Its errors: ${errors.join(", ")}.`;
  return `import assert from "node:assert/strict";
import { test } from "node:test";
import { tool } from "../../src/tools/${file}.ts";
import { callTool } from "../call.ts";
import { testFailures } from "../failures.ts";

const example = ${literal(args)};

test(${literal(`${name} answers`)}, async () => {
  const result = await callTool(${literal(name)}, example);
  assert.notEqual(result.isError, true, ${literal(todo)});
});

testFailures(tool, example, ${literal(errors)});
`;
}

function exampleOf({ type, allowed, minimum, maximum }: Field): string | number | boolean {
  if (type === "number" || type === "integer") return minimum ?? Math.min(maximum ?? 1, 1);
  if (type === "boolean") return true;
  return allowed?.[0] ?? "example";
}
