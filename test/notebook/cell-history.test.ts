import { expect, test } from "vitest";
import { CellHistory } from "../../lib/notebook/process/cell-history.ts";

type Ran = [source: string, ends: "ok" | "error"];

/** What ran before, the check's cell, and the names that are older than their cells. */
const SESSIONS: [what: string, before: Ran[], cell: string, stale: string[]][] = [
  ["a cell that succeeded", [["const ask = 1;", "ok"]], "check(ask)", []],
  ["a cell that failed", [["const ask = 1;", "error"]], "check(ask)", ["ask"]],
  [
    "one that failed and then succeeded",
    [
      ["const ask = 1;", "error"],
      ["const ask = 2;", "ok"],
    ],
    "check(ask)",
    [],
  ],
  [
    "one that succeeded and then failed",
    [
      ["const ask = 1;", "ok"],
      ["const ask = 2;", "error"],
    ],
    "check(ask)",
    ["ask"],
  ],
  [
    "one that does not parse",
    [["export const ask = async () => {\n  const x = 1;", "error"]],
    "check(ask, x)",
    ["ask"],
  ],
  ["another one that failed", [["const other = 1;", "error"]], "check(ask)", []],
  ["a function's own name", [["const call = 1;", "error"]], "check((call) => call)", []],
  ["a property of that name", [["const call = 1;", "error"]], "check(ask.call)", []],
  [
    "a helper that failed later",
    [
      ["const help = 1;", "ok"],
      ["const ask = () => help;", "ok"],
      ["const help = 2;", "error"],
    ],
    "check(ask)",
    ["help"],
  ],
  [
    "a helper of a helper",
    [
      ["class A {}", "error"],
      ["function b() { return new A(); }", "ok"],
      ["const c = b;", "ok"],
    ],
    "check(c)",
    ["A"],
  ],
  [
    "names that need each other",
    [
      ["function a() { return b(); }", "ok"],
      ["function b() { return a(); }", "ok"],
    ],
    "check(a)",
    [],
  ],
  [
    "parts of a pattern",
    [["const { a: [one], ...rest } = x;", "error"]],
    "check([one, rest])",
    ["one", "rest"],
  ],
  [
    "what the check's cell declares itself",
    [["const ask = 1;", "error"]],
    "const ask = 2; check(ask)",
    [],
  ],
];

test.each(SESSIONS)("after %s", async (_what, before, cell, stale) => {
  const history = new CellHistory();
  for (const [source, ends] of before) await history.run(source, async () => ends === "ok");
  let found: string[] = [];
  await history.run(cell, async () => {
    found = history.staleNames();
    return true;
  });
  expect(found).toEqual(stale);
});
