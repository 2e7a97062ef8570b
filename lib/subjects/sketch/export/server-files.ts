import type { Sketch, SketchTool } from "../sketch.ts";
import { fileName, fileNames } from "./file-names.ts";
import { literal } from "./literal.ts";

/**
 * The sources of a runnable MCP server with what the sketch lists, by path. What a learner wrote becomes
 * a literal in a file of its own, never a part of the fixed sources: so no text can become code.
 * @param template a server that lists nothing, by path (`lib/templates/mcp-server`)
 */
export function serverFiles(
  sketch: Sketch,
  template: Readonly<Record<string, string>>,
): Record<string, string> {
  const names = fileNames(sketch.tools.map(({ name }) => name));
  const filled: Record<string, (source: string) => string> = {
    "package.json": (source) => source.replace("example", fileName(sketch.server.name)),
    "src/catalog.ts": (source) => catalog(source, sketch),
    "src/tools.ts": (source) => toolList(source, names),
  };
  const files: Record<string, string> = {};
  for (const [path, source] of Object.entries(template)) {
    files[path] = filled[path]?.(source) ?? source;
  }
  for (const [index, tool] of sketch.tools.entries()) {
    const name = names[index] ?? "tool";
    files[`src/tools/${name}.ts`] = toolSource(tool);
    files[`tests/${name}.test.ts`] = toolTest(tool, name);
  }
  return files;
}

function catalog(source: string, sketch: Sketch): string {
  const { server, tools, errors, variables } = sketch;
  const names = fileNames(sketch.resources.map(({ uri }) => uri));
  const resources = sketch.resources.map((entry, index) => ({
    uri: entry.uri,
    name: names[index],
    title: entry.title,
    description: entry.description,
    mimeType: entry.mimeType,
    annotations: { priority: entry.priority, audience: entry.audience },
  }));
  const values = { serverName: server.name, resources, errors, variables };
  const codes = tools.map((tool) => `  ${literal(tool.name)}: ${codesOf(tool)};`).join("\n");
  // The learner's words come in last, so that nothing is looked for among them.
  return source
    .replace('  example: "EXAMPLE";', () => codes)
    .replace(
      /^(export const (\w+): [^=]*= ).*;$/gm,
      (_, head: string, name: string) => `${head}${literal(Reflect.get(values, name))};`,
    );
}

/** The codes of a tool as a type. */
function codesOf({ errors }: SketchTool): string {
  return errors.map((code) => literal(code)).join(" | ") || "never";
}

function toolList(source: string, names: readonly string[]): string {
  const imports = names.map(
    (name, index) => `import { tool as tool${index + 1} } from "./tools/${name}.ts";\n`,
  );
  const calls = names.map((_, index) => `  register(tool${index + 1});\n`);
  return source
    .replace(/^import type { Tool }.*\n/m, (line) => line + imports.join(""))
    .replace(/declare (.*);/, (_, signature: string) => `${signature} {\n${calls.join("")}}`);
}

function toolSource({ name, title, description, annotations, input }: SketchTool): string {
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
  input: z.strictObject({
${input.map((field) => `    ${field.name}: ${fieldSchema(field)},`).join("\n")}
  }),
  async handle(_input) {
    throw new Error(${literal(`${name} is not implemented yet.`)});
  },
});
`;
}

function fieldSchema({
  type,
  allowed,
  description,
  required,
}: SketchTool["input"][number]): string {
  const base = allowed === undefined ? `z.${type}()` : `z.enum(${literal(allowed, 4)})`;
  return `${base}${required ? "" : ".optional()"}.describe(${literal(description)})`;
}

function toolTest({ name, description, input, errors }: SketchTool, file: string): string {
  const args = Object.fromEntries(
    input.filter(({ required }) => required).map((field) => [field.name, exampleOf(field)]),
  );
  const todo =
    `${name} is not implemented: write handle() in src/tools/${file}.ts. ` +
    `It is to do this: ${description} Its errors: ${errors.join(", ")}.`;
  return `import assert from "node:assert/strict";
import { test } from "node:test";
import { callTool } from "./call.ts";

const example = ${literal(args)};

test(${literal(`${name} answers`)}, async () => {
  const result = await callTool(${literal(name)}, example);
  assert.notEqual(result.isError, true, ${literal(todo)});
});
`;
}

function exampleOf({ type, allowed }: SketchTool["input"][number]): string | number | boolean {
  if (type === "number") return 1;
  if (type === "boolean") return true;
  return allowed?.[0] ?? "example";
}
