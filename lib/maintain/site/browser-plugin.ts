import { createRequire, isBuiltin } from "node:module";
import { dirname, join, relative, sep } from "node:path";
import type { RolldownPlugin } from "rolldown";

/** Node's own modules that lib/browser/platform writes for a browser. */
const PLATFORM: Readonly<Record<string, string>> = Object.fromEntries(
  "assert assert/strict buffer crypto fs fs/promises module perf_hooks process timers timers/promises util vm"
    .split(" ")
    .map((name) => [name, name.replace(/[/_]/, "-")]),
);

/** Those that unenv has. */
const UNENV = new Set(["async_hooks", "events", "os", "path", "stream", "url"]);

/** What of the library and its packages a browser has in another form, and its name in the platform. */
const STAND_INS: readonly [what: RegExp, standIn: string][] = [
  [/^\.\.?\/(?:.*\/)?end-loops\.ts$/, "end-loops"],
  [/^\.\.?\/(?:.*\/)?loopback\.ts$/, "loopback"],
  [/^oxc-parser$/, "oxc-parser"],
];

/** What tslab's parts look for only when they use it, since something else may have taken its place. */
const LATER: Readonly<Record<string, string>> = {
  "./metadata": "tslab/dist/metadata.js",
  "./jupyter": "tslab/dist/jupyter.js",
  "@tslab/typescript-for-tslab": "@tslab/typescript-for-tslab",
};

const require = createRequire(import.meta.url);

const later = "\0later:";
const absent = "\0absent:";

/** Where the course lies among a worker's files. */
export const COURSE = "/course";

/**
 * Lets the library, tslab and the packages of the lessons be bundled for a browser: each module of Node's
 * is the platform's, unenv's, or one whose functions say that a browser has no such thing.
 *
 * @param root the project
 */
export function browserPlugin(root: string): RolldownPlugin {
  const platform = (name: string): string => join(root, "lib/browser/platform", `${name}.ts`);
  return {
    name: "browser",
    async resolveId(id, importer) {
      const from = importer?.replaceAll(sep, "/") ?? "";
      if (from.includes("/node_modules/tslab/") && LATER[id] !== undefined) {
        return `${later}${LATER[id]}`;
      }
      const standIn = STAND_INS.find(([what]) => what.test(id))?.[1];
      if (standIn !== undefined && !from.includes("/browser/")) return platform(standIn);
      if (!isBuiltin(id)) return undefined;
      const name = id.replace(/^node:/, "");
      if (PLATFORM[name] !== undefined) return platform(PLATFORM[name]);
      if (!UNENV.has(name)) return `${absent}${name}`;
      return await this.resolve(`unenv/runtime/node/${name}/index`, platform("process"));
    },
    load(id) {
      if (id.startsWith(later)) {
        const name = JSON.stringify(id.slice(later.length));
        return `const { createRequire } = require("node:module");
module.exports = new Proxy({}, {
  get: (_, key) => key === "__esModule" ? true : createRequire()(${name})[key],
});`;
      }
      if (id.startsWith(absent)) {
        return absentModule(id.slice(absent.length), platform("absent"));
      }
      return undefined;
    },
    transform(code, id) {
      if (!id.includes("node_modules")) return undefined;
      // tslab calls a variable `await`, which a module may not.
      if (id.endsWith("tslab/dist/converter.js")) return code.replaceAll(/\bawait\b/g, "awaited");
      const folder = relative(root, dirname(id)).replaceAll(sep, "/");
      const place = JSON.stringify(`${COURSE}/${folder}`);
      return /\b__dirname\b/.test(code) ? code.replaceAll(/\b__dirname\b/g, place) : undefined;
    },
  };
}

/** A module whose functions say, when they are called, what a browser does not have. */
function absentModule(name: string, absentPath: string): string {
  const names = Object.keys(require(`node:${name}`)).filter((key) => key !== "default");
  return `import { absent } from ${JSON.stringify(absentPath)};
${names.map((key) => `const $${key} = absent("${name}", "${key}");`).join("\n")}
export { ${names.map((key) => `$${key} as ${key}`).join(", ")} };
export default { ${names.map((key) => `${key}: $${key}`).join(", ")} };`;
}
