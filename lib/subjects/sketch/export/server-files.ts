import { everyReference } from "../rules/access.ts";
import type { Sketch, SketchTool } from "../sketch.ts";
import { fileName, fileNames } from "./file-names.ts";
import { literal, propertyName } from "./literal.ts";
import { toolSource, toolTest } from "./tool-files.ts";

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
    files[`tests/tools/${name}.test.ts`] = toolTest(tool, name);
  }
  return files;
}

/** What is replaced in the catalog: a whole value, the example of a variable, the example of a tool. */
const PLACES = /^(export const (\w+): [^=]*= ).*;$|^ {2}EXAMPLE: .*$|^ {2}example: .*$/gm;

function catalog(source: string, sketch: Sketch): string {
  const { system, server, tools, errors } = sketch;
  const names = fileNames(sketch.resources.map(({ uri }) => uri));
  const resources = sketch.resources.map((entry, index) => ({
    uri: entry.uri,
    name: names[index],
    title: entry.title,
    description: entry.description,
    mimeType: entry.mimeType,
    annotations: { priority: entry.priority, audience: entry.audience },
    permission: entry.permission,
  }));
  const instructions = `${system.name}: ${system.summary}`;
  const values = { serverName: server.name, instructions, resources, errors };
  const codes = tools.map((tool) => `  ${literal(tool.name)}: ${codesOf(tool)};`).join("\n");
  const variables = variableSchemas(sketch).join("\n");
  // All at once, so that nothing is looked for among the learner's words.
  return source.replace(PLACES, (place, head?: string, name = "") => {
    if (head !== undefined) return `${head}${literal(Reflect.get(values, name))};`;
    return place.startsWith("  EXAMPLE") ? variables : codes;
  });
}

/** A variable that is not required has the default that it has in the config. */
function variableSchemas(sketch: Sketch): string[] {
  const byName = new Map(sketch.variables.map((variable) => [variable.name, variable]));
  return [...byName.values()].map((variable) => {
    const { name, required, purpose } = variable;
    const fallback = fallbackOf(variable, sketch);
    const optional = fallback === undefined ? ".optional()" : `.default(${literal(fallback)})`;
    const schema = `z.string()${required ? "" : optional}.describe(${literal(purpose)})`;
    return `  ${propertyName(name)}: ${schema},`;
  });
}

/** The default that the config has for a variable; a secret has none. */
export function fallbackOf(
  { name, secret }: Sketch["variables"][number],
  { config }: Sketch,
): string | undefined {
  const found = everyReference(config).find(
    (one) => one.name === name && one.fallback !== undefined,
  );
  return secret ? undefined : found?.fallback;
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
