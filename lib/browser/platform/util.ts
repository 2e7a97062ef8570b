/*
 * `node:util`: what prints is Node's own (node-inspect-extracted), the rest unenv's.
 */
import { format, formatWithOptions, inspect } from "node-inspect-extracted";
import util from "unenv/runtime/node/util/index";
import { isDeepStrictEqual } from "./deep-equal.ts";

export * from "unenv/runtime/node/util/index";
export { format, formatWithOptions, inspect, isDeepStrictEqual };

export const debuglog = (): (() => void) => () => {};

export default { ...util, isDeepStrictEqual, debuglog, format, formatWithOptions, inspect };
