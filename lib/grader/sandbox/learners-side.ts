import { dirname, join, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type { RolldownPlugin } from "rolldown";
import { INSIDE } from "./one-file.ts";

/**
 * What takes the place of a module inside a sandbox, by the module: its own code does what an exercise
 * asks, or rests on such code.
 */
const REPLACED: Readonly<Record<string, string>> = {
  "services/crm/server/open-crm": "crm",
  "services/crm/server/serve-connection": "crm",
  "session/check": "check",
  "session/example-paths": "example-paths",
  "session/hint": "drawings",
  "session/practice-crm": "practice-crm",
  "session/show": "drawings",
  "session/show-catalog": "drawings",
  "session/show-config": "drawings",
  "session/show-host": "drawings",
  "session/show-retries": "drawings",
  "session/show-zdr": "drawings",
  "session/sketch": "drawings",
  "subjects/config/inspect": "inspect",
  "wire/mask": "mask",
};

/** Leaves out of a bundle what its readers are asked to write, and puts the learner's side of it there. */
export function learnersSide(dist: string): RolldownPlugin {
  const inside = join(dist, INSIDE);
  const made = join(inside, "made.js");
  return {
    name: "learners-side",
    resolveId(id, importer) {
      if (importer === undefined || !id.startsWith(".")) return undefined;
      const module = relative(dist, join(dirname(importer), id)).replaceAll(sep, "/");
      const name = REPLACED[module.replace(/\.js$/, "")];
      return name === undefined ? undefined : join(inside, `${name}.js`);
    },
    async load(id) {
      if (id !== made) return undefined;
      const values: Record<string, unknown> = await import(pathToFileURL(made).href);
      return `export const made = ${JSON.stringify(values.made)};`;
    },
  };
}
