/*
 * `node:assert/strict`: what is equal is the same.
 */
export * from "./assert.ts";
export { strict as default, strictEqual as equal, notStrictEqual as notEqual } from "./assert.ts";
