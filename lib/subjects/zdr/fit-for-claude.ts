import type { MCPClientLike, MCPToolLike } from "@anthropic-ai/sdk/helpers/beta/mcp";
import { isObject } from "../../base/json.ts";
import { PROPERTY_NAME } from "../hosts/tool-limits.ts";

/**
 * Tools whose schemas the Messages API takes, and the client that calls them as their server wants it:
 * `mcpTools(tools, client)`. With any other client a renamed property reaches the server renamed.
 */
export interface FittedTools {
  tools: MCPToolLike[];
  client: MCPClientLike;
}

type Schema = MCPToolLike["inputSchema"];
type Fields = Record<string, unknown>;
/** Property names as the server has them, by those that the API takes. */
type Names = ReadonlyMap<string, string>;

/**
 * Makes listed tools fit for `mcpTools`: one schema that the Messages API refuses fails the whole
 * request. It takes no `anyOf`, `oneOf` or `allOf` at the root, so their branches become one object, and
 * the description says what they demand. It takes property names of up to 64 letters, digits, `_`, `.`
 * and `-` at the root, so others get such a name; the client that is returned turns it back in each
 * call, so give `mcpTools` both. Below the root it takes both kinds of names and unions.
 *
 * Sources, read 2026-11-30: langchain-ai/langchain#39271, anthropics/claude-code#79418,
 * decocms/studio#6874.
 */
export function fitForClaude(tools: readonly MCPToolLike[], client: MCPClientLike): FittedTools {
  const namesOf = new Map<string, Names>();
  const fitted = tools.map((tool) => {
    const flat = { ...flattened(tool.inputSchema), type: "object" as const };
    const names = fittedNames(Object.keys(flat.properties ?? {}));
    namesOf.set(tool.name, names);
    const description = [tool.description, demandOf(tool.inputSchema, names)].filter(Boolean);
    return {
      ...tool,
      ...(description.length > 0 && { description: description.join("\n\n") }),
      inputSchema: renamed(flat, names),
    };
  });
  return {
    tools: fitted,
    client: {
      callTool: async (call) => {
        const names = namesOf.get(call.name);
        const given = Object.entries(call.arguments ?? {});
        const entries = given.map(([name, value]) => [names?.get(name) ?? name, value]);
        return await client.callTool({ ...call, arguments: Object.fromEntries(entries) });
      },
    },
  };
}

/** References and unions are followed so far down. */
const DEEPEST = 8;

/** One object for a schema and the branches at its root. */
function flattened(schema: Schema, root: Fields = schema, depth = 0): Schema {
  const { anyOf: _any, oneOf: _one, allOf: _all, ...rest } = schema;
  if (depth > DEEPEST) return rest;
  return unionsOf(schema).reduce((whole, [kind, list]) => {
    const branches = list.filter(isObject).map((branch) => {
      const object = { ...definitionOf(branch, root), type: "object" as const };
      return flattened(object, root, depth + 1);
    });
    return merged(whole, kind, branches);
  }, rest);
}

function unionsOf({ anyOf, oneOf, allOf }: Schema): [kind: string, list: unknown[]][] {
  return Object.entries({ anyOf, oneOf, allOf }).flatMap(([kind, list]) =>
    Array.isArray(list) ? [[kind, list]] : [],
  );
}

/** What a branch refers to where it is a reference into the schema, such as `#/$defs/Name`. */
function definitionOf(branch: Fields, root: Fields): Fields {
  const { $ref } = branch;
  const steps = typeof $ref === "string" ? $ref.replace(/^#\//, "").split("/") : [];
  const found = steps.reduce<unknown>((at, step) => (isObject(at) ? at[step] : undefined), root);
  return steps.length > 0 && isObject(found) ? found : branch;
}

/** What every branch requires is required; with `allOf`, what any of them does. */
function merged(schema: Schema, kind: string, branches: readonly Schema[]): Schema {
  const lists = branches.map(({ required }) => required ?? []);
  const any = lists.flat();
  const shared =
    kind === "allOf" ? any : any.filter((name) => lists.every((list) => list.includes(name)));
  const properties = new Map<string, unknown[]>();
  for (const part of [schema, ...branches]) {
    for (const [name, property] of Object.entries(part.properties ?? {})) {
      const known = properties.get(name) ?? [];
      const isKnown = known.some((one) => JSON.stringify(one) === JSON.stringify(property));
      properties.set(name, isKnown ? known : [...known, property]);
    }
  }
  const nested = kind === "allOf" ? "allOf" : "anyOf";
  return {
    ...schema,
    properties: Object.fromEntries(
      [...properties].map(([name, list]) => [name, list.length > 1 ? { [nested]: list } : list[0]]),
    ),
    required: [...new Set([...(schema.required ?? []), ...shared])],
  };
}

/** What the branches at the root demand, in words for the description; nothing where there are none. */
function demandOf(schema: Schema, names: Names): string {
  const unions = unionsOf(schema);
  if (unions.length === 0) return "";
  const said = [...names].reduce(
    (text, [fitted, own]) => text.replaceAll(JSON.stringify(own), JSON.stringify(fitted)),
    JSON.stringify(Object.fromEntries(unions)),
  );
  return `Its input has to match ${said}.`;
}

/** The names that the API takes, each with the one it takes the place of. No two are the same. */
function fittedNames(names: readonly string[]): Names {
  const good = new Set(names.filter((name) => PROPERTY_NAME.test(name)));
  const fitted = new Map<string, string>();
  for (const name of names) {
    const plain = name.replaceAll(/[^\w.-]/g, "_").slice(0, 64) || "_";
    let free = plain;
    for (let count = 2; free !== name && (good.has(free) || fitted.has(free)); count += 1) {
      free = `${plain.slice(0, 60)}_${count}`;
    }
    fitted.set(free, name);
  }
  return fitted;
}

function renamed(schema: Schema, names: Names): Schema {
  const fittedFor = new Map([...names].map(([fitted, own]) => [own, fitted]));
  const rename = (name: string): string => fittedFor.get(name) ?? name;
  const properties = Object.entries(schema.properties ?? {}).map(([name, property]) => [
    rename(name),
    property,
  ]);
  return {
    ...schema,
    ...(schema.properties && { properties: Object.fromEntries(properties) }),
    ...(schema.required && { required: schema.required.map(rename) }),
  };
}
