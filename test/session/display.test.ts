import { createRequire } from "node:module";
import { describe, expect, onTestFinished, test } from "vitest";
import { display } from "../../lib/session/display.ts";
import { elementsOf, readMarkup } from "../draw/markup-reader.ts";
import { drawingsOf } from "../draw/samples.ts";

const library = createRequire(new URL("../../lib/package.json", import.meta.url));
const KERNEL = library.resolve("tslab/dist/jupyter.js");

/** What a kernel is told to show while something is displayed. */
function shownBy(draw: () => void): Record<string, string>[] {
  const shown: Record<string, string>[] = [];
  const before = library.cache[KERNEL];
  onTestFinished(() => {
    if (before === undefined) delete library.cache[KERNEL];
    else library.cache[KERNEL] = before;
  });
  const exports = {
    lastWriteDisplayData: ({ data }: { data: Record<string, string> }) => shown.push(data),
  };
  library.cache[KERNEL] = Object.assign(Object.create(null), { exports });
  draw();
  return shown;
}

describe("what a notebook shows", () => {
  test.each(Object.entries(drawingsOf("Only ${NAME} is special: no $NAME")))(
    "%s: Jupyter makes no formula of what is between two dollars, and the text twin is beside it",
    (_name, drawing) => {
      const [data = {}] = shownBy(() => display(drawing));
      expect(data["text/plain"]).toBe(drawing.text);
      const [root] = elementsOf(readMarkup(data[drawing.mime] ?? ""));
      const isPicture = drawing.mime === "image/svg+xml";
      const right = isPicture ? undefined : "tex2jax_ignore mathjax_ignore";
      expect(root?.attributes["class"]).toBe(right);
    },
  );
});
