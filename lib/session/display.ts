import { createRequire } from "node:module";
import type { Drawing } from "../markup/drawing.ts";

const require = createRequire(import.meta.url);
const kernel = require.resolve("tslab/dist/jupyter.js");

/** How tslab sends a display: `display` of its public API can send one form only, this all of them. */
type WriteDisplayData = (message: object, update: boolean) => void;

/**
 * Shows a drawing below the cell, with its text twin for readers that show no pictures. Outside a
 * notebook the text twin is printed.
 */
export function display(drawing: Drawing): void {
  const write = findKernel();
  if (write === undefined) return console.log(drawing.text);
  const data = { [drawing.mime]: plain(drawing), "text/plain": drawing.text };
  write({ data, metadata: {}, transient: {} }, false);
}

/** Jupyter takes what is between two dollars for a formula, unless these classes say not to. */
function plain({ mime, markup }: Drawing): string {
  if (mime !== "text/html") return markup;
  return `<div class="tex2jax_ignore mathjax_ignore">${markup}</div>`;
}

/** tslab's own module, if this process is a kernel or acts as one. */
function findKernel(): WriteDisplayData | undefined {
  const exports: unknown = require.cache[kernel]?.exports;
  if (typeof exports !== "object" || exports === null) return undefined;
  const write: unknown = Reflect.get(exports, "lastWriteDisplayData");
  return typeof write === "function"
    ? (...args) => void Reflect.apply(write, undefined, args)
    : undefined;
}
