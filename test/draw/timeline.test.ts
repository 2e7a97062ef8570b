import { expect, test } from "vitest";
import { drawTimelines } from "../../lib/draw/timeline.ts";
import type { DrawnEvent } from "../../lib/draw/timeline/lines.ts";
import { elementsOf, readMarkup, textsOf } from "./markup-reader.ts";

const call = (atMs: number, words: string, failed = true): DrawnEvent => ({
  kind: "call",
  atMs,
  takesMs: 500,
  failed,
  words,
});
const wait = (atMs: number, waitMs: number): DrawnEvent => ({ kind: "wait", atMs, waitMs });

const patient = {
  label: "patient",
  end: "succeeded",
  failed: false,
  events: [call(0, "RATE_LIMITED"), wait(500, 9_000), call(9_500, "success", false)],
};
const impatient = {
  label: "impatient",
  end: "stopped",
  failed: true,
  events: [
    call(0, "UNAVAILABLE"),
    wait(500, 500),
    call(1_000, "UNAVAILABLE"),
    wait(1_500, 500),
    call(2_000, "UNAVAILABLE"),
    { kind: "stop", atMs: 2_500, words: "enough" } as const,
  ],
};

test("says in words when each call was made and what came after it, like calls in one line", () => {
  expect(drawTimelines("Two callers", [patient, impatient]).text).toBe(`Two callers

patient: succeeded
  Call 1, at 0 s: RATE_LIMITED, then waits 9 s
  Call 2, at 9.5 s: success

impatient: stopped
  Calls 1 to 2, 0 s to 1 s: UNAVAILABLE, then waits 0.5 s
  Call 3, at 2 s: UNAVAILABLE, then stops: enough`);
});

test("has one scale for all callers: waits are as long as they lasted", () => {
  const { markup } = drawTimelines("Two callers", [patient, impatient]);
  const dashed = elementsOf(readMarkup(markup)).filter(
    ({ attributes }) => attributes["stroke-dasharray"] !== undefined,
  );
  const lengths = dashed.map(({ attributes: { x1, x2 } }) => Number(x2) - Number(x1));
  const [long = 0, ...short] = lengths;
  expect(short.map((length) => Math.round(long / length))).toEqual([18, 18]);
  const labels = textsOf(readMarkup(markup), "text");
  expect(labels).toContain("10 s");
});

test("numbers no call on top of another, and leaves out none of their lines", () => {
  const events = Array.from({ length: 40 }, (_, index) => call(index * 600, `failure ${index}`));
  const { markup, text } = drawTimelines("Busy", [{ ...impatient, events }]);
  const at = elementsOf(readMarkup(markup))
    .filter(({ name, attributes }) => name === "rect" && attributes["rx"] === "8")
    .map(({ attributes }) => Number(attributes["x"]));
  expect(at.length).toBeGreaterThan(10);
  expect(at.slice(1).every((x, index) => x - (at[index] ?? 0) >= 16)).toBe(true);
  expect(text).toContain("Call 40, at 23.4 s: failure 39");
});
