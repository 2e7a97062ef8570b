/*
 * `node:util`: what prints is Node's own (node-inspect-extracted), the rest unenv's.
 */
import { format, formatWithOptions, inspect } from "node-inspect-extracted";
import util from "unenv/runtime/node/util/index";

export * from "unenv/runtime/node/util/index";
export { format, formatWithOptions, inspect };

const { isDeepStrictEqual, ...rest } = util;
export const debuglog = (): (() => void) => () => {};

export default { ...rest, isDeepStrictEqual, debuglog, format, formatWithOptions, inspect };
