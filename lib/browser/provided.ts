import { provide } from "./platform/module.ts";

/** Its version, put here when the site is built. */
declare const TSLAB_COMPILER: string;

type Load = () => Promise<object>;

/** What a cell can import, and how it comes here: while the learner reads, not when it is asked for. */
const MODULES: Readonly<Record<string, Load>> = {
  "mcp-lab": () => import("../index.ts"),
  "@anthropic-ai/sdk": () => import("@anthropic-ai/sdk"),
  "@anthropic-ai/sdk/helpers/beta/json-schema": () =>
    import("@anthropic-ai/sdk/helpers/beta/json-schema"),
  "@anthropic-ai/sdk/helpers/beta/mcp": () => import("@anthropic-ai/sdk/helpers/beta/mcp"),
  "@anthropic-ai/sdk/helpers/beta/standard-schema": () =>
    import("@anthropic-ai/sdk/helpers/beta/standard-schema"),
  "@anthropic-ai/sdk/helpers/beta/zod": () => import("@anthropic-ai/sdk/helpers/beta/zod"),
  "@anthropic-ai/sdk/lib/tools/ToolError": () => import("@anthropic-ai/sdk/lib/tools/ToolError"),
  "@modelcontextprotocol/client": () => import("@modelcontextprotocol/client"),
  "@modelcontextprotocol/client/stdio": () => import("@modelcontextprotocol/client/stdio"),
  "@modelcontextprotocol/server": () => import("@modelcontextprotocol/server"),
  "@modelcontextprotocol/server/stdio": () => import("@modelcontextprotocol/server/stdio"),
  "@modelcontextprotocol/sdk/client/index.js": () =>
    import("@modelcontextprotocol/sdk/client/index.js"),
  zod: () => import("zod"),
  dotenv: () => import("dotenv"),
  assert: () => import("node:assert"),
  "assert/strict": () => import("node:assert/strict"),
  buffer: () => import("node:buffer"),
  crypto: () => import("node:crypto"),
  events: () => import("node:events"),
  fs: () => import("node:fs"),
  "fs/promises": () => import("node:fs/promises"),
  os: () => import("node:os"),
  path: () => import("node:path"),
  process: () => import("node:process"),
  stream: () => import("node:stream"),
  "timers/promises": () => import("node:timers/promises"),
  url: () => import("node:url"),
  util: () => import("node:util"),
};

/** tslab's own parts; they look for its compiler's version and for where drawings go. */
async function provideTslab(): Promise<void> {
  const compiler = "@tslab/typescript-for-tslab";
  const version = { version: TSLAB_COMPILER };
  provide(compiler, () => version);
  provide(`${compiler}/package.json`, () => version);
  // What takes the place of these two is put there by `loadTslab`.
  for (const part of ["metadata", "jupyter"]) provide(`tslab/dist/${part}.js`, () => ({}));
  const [entry, executor] = await Promise.all([import("tslab"), import("tslab/dist/executor.js")]);
  provide("tslab", () => entry);
  provide("tslab/dist/executor.js", () => executor);
}

/** Lets cells and the library require all of them. */
export async function provideModules(): Promise<void> {
  await provideTslab();
  await Promise.all(
    Object.entries(MODULES).map(async ([name, load]) => {
      const module = asCommonJs(await load());
      provide(name, () => module);
    }),
  );
}

/** Cells are CommonJS, which asks a module that comes from ESM for its `default` only if it says so. */
function asCommonJs(module: object): object {
  return { ...module, __esModule: true };
}
