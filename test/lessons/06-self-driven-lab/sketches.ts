import type { Sketch } from "../../../lib/subjects/sketch/sketch.ts";
import {
  observatory,
  openObservatory,
  publicObservatory,
  strictObservatory,
} from "../../subjects/sketch/own-sketch.ts";
import { moreSketches } from "./more-sketches.ts";

/** The observatory started with these words after `node`; they may name DOME_FOLDER. */
function startedAs(args: string[]): Sketch {
  const entry = { ...observatory.config.mcpServers["observatory"], args };
  const variables = [
    ...observatory.variables,
    { name: "DOME_FOLDER", secret: false, required: false, purpose: "Where the server was built" },
  ];
  return { ...observatory, variables, config: { mcpServers: { observatory: entry } } };
}

/** Sketches that are right in every step. */
export const rightSketches: Record<string, Sketch> = {
  "is started as a process": observatory,
  "is started from its folder, with an option": startedAs([
    "--no-warnings",
    "${DOME_FOLDER:-/opt/observatory}/dist/src/main.js",
  ]),
  "is reached by the connector, beside another server": publicObservatory,
  "has nothing secret": openObservatory,
  "is under ZDR": strictObservatory,
  ...moreSketches,
};

/** A sketch one mistake away from a right one: it fails this check, because it does so. */
export type Wrong = [check: string, mistake: string, sketch: unknown, advice?: RegExp];

/** The observatory with some fields changed. */
export const but = (changes: Partial<Sketch>): Sketch => ({ ...observatory, ...changes });

/** One of a list changed: the item at this place. */
export const changed = <Item>(list: readonly Item[], at: number, changes: Partial<Item>): Item[] =>
  list.map((item, index) => (index === at ? { ...item, ...changes } : item));
