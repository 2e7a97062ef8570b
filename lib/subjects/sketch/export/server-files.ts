import type { Sketch, SketchTool } from "../sketch.ts";
import { fileName, fileNames } from "./file-names.ts";
import { literal } from "./literal.ts";
import { fixedSources } from "./template/code.ts";

/** The sources of a runnable MCP server with what the sketch lists, by path. */
export function serverFiles(sketch: Sketch): Record<string, string> {
  const names = fileNames(sketch.tools.map(({ name }) => name));
  const files: Record<string, string> = {
    ...fixedSources,
    "package.json": packageJson(sketch),
    "tsconfig.json": `${JSON.stringify(TSCONFIG, undefined, 2)}\n`,
    "src/catalog.ts": catalog(sketch),
    "src/tools.ts": toolList(names),
  };
  for (const [index, tool] of sketch.tools.entries()) {
    const name = names[index] ?? "tool";
    files[`src/tools/${name}.ts`] = toolSource(tool);
    files[`tests/${name}.test.ts`] = toolTest(tool, name);
  }
  return files;
}

/** The versions that the lab itself is tested with. */
const VERSIONS = {
  dependencies: {
    "@modelcontextprotocol/node": "^2.1.2",
    "@modelcontextprotocol/server": "^2.4.0",
    zod: "^4.6.7",
  },
  devDependencies: {
    "@modelcontextprotocol/client": "^2.4.0",
    "@types/node": "^20.19.0",
    typescript: "^7.0.2",
  },
} as const;

function packageJson({ server }: Sketch): string {
  const manifest = {
    name: `${fileName(server.name)}-mcp-server`,
    version: "0.1.0",
    private: true,
    type: "module",
    scripts: {
      build: "tsc -p tsconfig.json",
      start: "node dist/src/main.js",
      test: "npm run build && cd dist && node --test",
    },
    engines: { node: ">=20.19" },
    ...VERSIONS,
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

const TSCONFIG = {
  compilerOptions: {
    target: "es2022",
    lib: ["es2023"],
    module: "nodenext",
    types: ["node"],
    strict: true,
    noUncheckedIndexedAccess: true,
    rewriteRelativeImportExtensions: true,
    skipLibCheck: true,
    rootDir: ".",
    outDir: "dist",
  },
  include: ["src", "tests"],
};

function catalog({ server, resources, tools, errors, variables }: Sketch): string {
  const names = fileNames(resources.map(({ uri }) => uri));
  const entries = resources.map(
    ({ uri, title, description, mimeType, priority, audience }, index) => ({
      uri,
      name: names[index],
      title,
      description,
      mimeType,
      annotations: { priority, audience },
    }),
  );
  return `import type { Annotations } from "@modelcontextprotocol/server";

/** What the sketch says, as data. */
export const serverName: string = ${literal(server.name)};

export const resources: readonly {
  uri: string;
  name: string;
  title: string;
  description: string;
  mimeType: string;
  annotations: Annotations;
}[] = ${literal(entries)};

/** The codes that each tool may fail with. */
export interface ToolCodes {
${tools.map((tool) => `  ${literal(tool.name)}: ${codesOf(tool)};`).join("\n")}
}

export type ErrorCode = ToolCodes[keyof ToolCodes];

/** The table of errors; \`when\` is what the model is told happened. */
export const errors: readonly {
  code: string;
  when: string;
  retryable: boolean;
  permission: string;
  who_can_fix: string;
  hint: string;
}[] = ${literal(errors)};

export const variables: readonly {
  name: string;
  secret: boolean;
  required: boolean;
  purpose: string;
}[] = ${literal(variables)};
`;
}

/** The codes of a tool as a type. */
function codesOf({ errors }: SketchTool): string {
  return errors.map((code) => literal(code)).join(" | ") || "never";
}

function toolList(names: readonly string[]): string {
  const imports = names.map(
    (name, index) => `import { tool as tool${index + 1} } from "./tools/${name}.ts";`,
  );
  const calls = names.map((_, index) => `  register(tool${index + 1});`);
  return `import type { z } from "zod";
import type { Tool } from "./tool.ts";
${imports.join("\n")}

/** Hands every tool to \`register\`, each with the type of its own input. */
export function registerTools(register: <Input extends z.ZodType>(tool: Tool<Input>) => void): void {
${calls.join("\n")}
}
`;
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
