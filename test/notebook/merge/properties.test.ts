import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeNotebook } from "../../../lib/notebook/merge/merge-notebook.ts";
import { answer, type Cell, checkCell, code, edited, notebook, prose } from "./lesson-cells.ts";
import { checksumOf } from "../../../lib/notebook/lesson.ts";

/** A lesson: prose, code and exercises, with ids that tell what they are. */
const lesson = fc
  .array(fc.constantFrom("prose", "code", "exercise"), { minLength: 1, maxLength: 6 })
  .map((kinds) =>
    kinds.flatMap((kind, index): Cell[] => {
      if (kind === "prose") return [prose(`p${index}`, `Prose ${index}`)];
      if (kind === "code") return [code(`c${index}`, `const c${index} = 1;`)];
      const exercise = `01.${index + 1}`;
      return [
        answer(`a${index}`, exercise, `const a${index}: number = todo();`),
        checkCell(`k${index}`, exercise),
      ];
    }),
  );

const EDITS = [
  "edit",
  "delete",
  "move",
  "add",
  "duplicate",
  "copy",
  "split",
  "lose-id",
  "run",
] as const;

/** Something done to the cell at a place (taken modulo the number of cells). */
const edit = fc.record({ kind: fc.constantFrom(...EDITS), at: fc.nat(20), to: fc.nat(20) });
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

const lessonEdit = fc.record({
  kind: fc.constantFrom("edit", "delete", "move", "add"),
  at: fc.nat(20),
  to: fc.nat(20),
});

/** Does it; each time with words that nobody else writes. */
function apply(cells: Cell[], { kind, at, to }: Edit, words: string): Cell[] {
  const index = at % Math.max(1, cells.length);
  const cell = cells[index];
  if (kind === "add" || cell === undefined) {
    return cells.toSpliced(index, 0, code(`new-${words}`, `own(${words});`));
  }
  switch (kind) {
    case "edit":
      return cells.with(index, edited(cell, `${cell.source} // ${words}`));
    case "run":
      return cells.with(index, edited(cell, cell.source));
    case "delete":
      return cells.toSpliced(index, 1);
    case "move":
      return cells.toSpliced(index, 1).toSpliced(to % cells.length, 0, cell);
    case "duplicate":
      return cells.toSpliced(index, 0, { ...cell, id: `copy-${words}` });
    case "copy":
      return cells.toSpliced(index, 0, cell);
    case "split":
      return cells.toSpliced(index, 1, edited(cell, `${cell.source.slice(0, 5)} // ${words}`), {
        ...edited(cell, `${cell.source.slice(5)} // ${words}`),
        id: `split-${words}`,
      });
    case "lose-id":
      return cells.with(index, { ...cell, id: `lost-${words}` });
  }
}

function history(base: Cell[], edits: readonly Edit[], who: string): Cell[] {
  return edits.reduce((cells, one, step) => apply(cells, one, `${who}${step}`), base);
}

/** A lesson, what a learner did to it and what the lesson's authors did; the base may be lost. */
const histories = fc.record({
  base: lesson,
  mine: fc.array(edit, { maxLength: 6 }),
  next: fc.array(lessonEdit, { maxLength: 4 }),
  hasBase: fc.boolean(),
});

const versions = histories.map(({ base, mine, next, hasBase }) => ({
  base: hasBase ? notebook(base) : undefined,
  given: base,
  mine: notebook(history(base, mine, "me")),
  next: notebook(history(base, next, "lesson")),
}));

const sources = (cells: readonly Cell[]): string[] => cells.map(({ source }) => source);

/** What the learner wrote into cells of their own. */
function own(cells: readonly Cell[]): string[] {
  return sources(cells).filter((source) => source.startsWith("own(me"));
}

describe("whatever the learner and the lesson did", () => {
  it("every code cell that the learner wrote or edited is in the merged notebook", () => {
    fc.assert(
      fc.property(versions, ({ base, mine, next }) => {
        const merged = sources(mergeNotebook({ checksumOf, base, mine, next }).notebook.cells);
        const written = mine.cells.filter(
          ({ source, cell_type }) =>
            /me\d/.test(source) && (cell_type === "code" || base !== undefined),
        );
        expect(merged).toEqual(expect.arrayContaining(sources(written)));
      }),
      { numRuns: 2000 },
    );
  });

  it("every exercise of the new version can be answered and is checked, once each", () => {
    fc.assert(
      fc.property(versions, ({ base, mine, next }) => {
        const { cells } = mergeNotebook({ checksumOf, base, mine, next }).notebook;
        const needed = next.cells.filter(({ metadata }) => "mcp_lab" in metadata);
        for (const { id, metadata } of needed) {
          expect(cells.filter((cell) => cell.id === id)).toEqual([
            expect.objectContaining({ metadata: expect.objectContaining(metadata) }),
          ]);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("every cell has an id of its own that nbformat allows", () => {
    fc.assert(
      fc.property(versions, ({ base, mine, next }) => {
        const ids = mergeNotebook({ checksumOf, base, mine, next }).notebook.cells.map(
          ({ id }) => id,
        );
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.filter((id) => !/^[a-zA-Z0-9_-]{1,64}$/.test(id))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it("merging the same version again changes nothing", () => {
    fc.assert(
      fc.property(versions, ({ base, mine, next }) => {
        const once = mergeNotebook({ checksumOf, base, mine, next }).notebook;
        expect(mergeNotebook({ checksumOf, base: next, mine: once, next }).notebook).toEqual(once);
      }),
      { numRuns: 1000 },
    );
  });

  it("the learner's own cells stay in the order in which they were", () => {
    fc.assert(
      fc.property(versions, ({ base, mine, next, given }) => {
        // Where the lesson moved cells, changed or not, those behind them moved along.
        const kept = next.cells
          .map((cell) => given.findIndex(({ id }) => id === cell.id))
          .filter((index) => index >= 0);
        fc.pre(kept.every((place, index) => index === 0 || place > (kept[index - 1] ?? -1)));
        fc.pre(base !== undefined);
        expect(own(mergeNotebook({ checksumOf, base, mine, next }).notebook.cells)).toEqual(
          own(mine.cells),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it("a learner who touched nothing gets the new version, and a lesson that changed nothing costs nothing", () => {
    fc.assert(
      fc.property(versions, ({ given, mine, next }) => {
        const base = notebook(given);
        expect(mergeNotebook({ checksumOf, base, mine: base, next }).notebook).toEqual(next);
        const kept = mergeNotebook({ checksumOf, base, mine, next: base }).notebook.cells;
        expect(sources(kept)).toEqual(expect.arrayContaining(sources(mine.cells)));
      }),
      { numRuns: 500 },
    );
  });
});
