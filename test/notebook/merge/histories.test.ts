import { describe, expect, it } from "vitest";
import { mergeNotebook } from "../../../lib/notebook/merge/merge-notebook.ts";
import { readNotebook } from "../../../lib/notebook/notebook.ts";
import {
  answer,
  type Cell,
  checkCell,
  code,
  edited,
  lines,
  notebook,
  prose,
} from "./lesson-cells.ts";
import { checksumOf } from "../../../lib/notebook/lesson.ts";

const intro = prose("intro", "Intro");
const setup = code("setup", "const lab = 1;");
const stub = answer("answer-1", "01.1", "const x: number = todo();");
const check = checkCell("check-1", "01.1");
const outro = prose("outro", "Outro");
const base = [intro, setup, stub, check, outro];

const solved = edited(stub, "const x: number = 42;");
const mine = code("own", "console.log(x);");
const newStub = answer("answer-1", "01.1", "const x: bigint = todo();");
const newSetup = code("setup", "const lab = 2;");
const checkLine = 'check-1: await check("01.1", x);';

const two = (cell: Cell): Cell => ({ ...cell, source: `// one\n${cell.source}` });

const swap = (cells: Cell[], one: Cell, other: Cell): Cell[] =>
  cells.map((cell) => (cell === one ? other : cell));

/** What the learner did, what the lesson did, and what the notebook then is. */
const histories: [history: string, mine: Cell[], next: Cell[], merged: string[]][] = [
  [
    "answer edited; lesson as it was",
    swap(base, stub, solved),
    base,
    [
      "intro: Intro",
      "setup: const lab = 1;",
      "answer-1: const x: number = 42;",
      checkLine,
      "outro: Outro",
    ],
  ],
  [
    "answer edited; lesson changes another cell",
    swap(base, stub, solved),
    swap(base, setup, newSetup),
    [
      "intro: Intro",
      "setup: const lab = 2;",
      "answer-1: const x: number = 42;",
      checkLine,
      "outro: Outro",
    ],
  ],
  [
    "answer edited; lesson changes the same cell",
    swap(base, stub, solved),
    swap(base, stub, newStub),
    [
      "intro: Intro",
      "setup: const lab = 1;",
      "answer-1: const x: bigint = todo();",
      expect.stringContaining("answer-1-note: **The lesson has changed the cell above.**"),
      "answer-1-mine: const x: number = 42;",
      checkLine,
      "outro: Outro",
    ],
  ],
  [
    "answer edited; lesson drops the exercise",
    swap(base, stub, solved),
    [intro, setup, outro],
    [
      "intro: Intro",
      "setup: const lab = 1;",
      expect.stringContaining("answer-1-note: **The lesson no longer has the cell below.**"),
      "answer-1-mine: const x: number = 42;",
      "outro: Outro",
    ],
  ],
  [
    "answer edited; lesson gives the exercise's cell another id",
    swap(base, stub, solved),
    [intro, setup, { ...stub, id: "answer-01-1" }, check, outro],
    [
      "intro: Intro",
      "setup: const lab = 1;",
      "answer-01-1: const x: number = 42;",
      checkLine,
      "outro: Outro",
    ],
  ],
  [
    "nothing touched; lesson changes and drops",
    base,
    [newSetup, newStub, check],
    ["setup: const lab = 2;", "answer-1: const x: bigint = todo();", checkLine],
  ],
  [
    "a cell added; lesson adds one at the same place",
    [intro, setup, mine, stub, check, outro],
    [intro, setup, prose("more", "More"), stub, check, outro],
    [
      "intro: Intro",
      "setup: const lab = 1;",
      "own: console.log(x);",
      "more: More",
      "answer-1: const x: number = todo();",
      checkLine,
      "outro: Outro",
    ],
  ],
  [
    "a cell added in front of all; lesson drops its first",
    [mine, ...base],
    base.slice(1),
    [
      "own: console.log(x);",
      "setup: const lab = 1;",
      "answer-1: const x: number = todo();",
      checkLine,
      "outro: Outro",
    ],
  ],
  [
    "a cell moved; lesson changes it",
    [setup, intro, stub, check, outro],
    swap(base, setup, newSetup),
    [
      "setup: const lab = 2;",
      "intro: Intro",
      "answer-1: const x: number = todo();",
      checkLine,
      "outro: Outro",
    ],
  ],
  [
    "an own cell behind a cell that the lesson moves goes with it",
    [intro, setup, mine, stub, check, outro],
    [intro, stub, check, setup, outro],
    [
      "intro: Intro",
      "answer-1: const x: number = todo();",
      checkLine,
      "setup: const lab = 1;",
      "own: console.log(x);",
      "outro: Outro",
    ],
  ],
  [
    "prose deleted; lesson as it was there",
    [setup, solved, check, outro],
    swap(base, outro, edited(outro, "The end")),
    ["setup: const lab = 1;", "answer-1: const x: number = 42;", checkLine, "outro: The end"],
  ],
  [
    "prose deleted; lesson changes it",
    [setup, solved, check, outro],
    swap(base, intro, edited(intro, "Welcome")),
    [
      "intro: Welcome",
      "setup: const lab = 1;",
      "answer-1: const x: number = 42;",
      checkLine,
      "outro: Outro",
    ],
  ],
  [
    "answer and check deleted: the course cannot do without them",
    [intro, setup, outro],
    base,
    [
      "intro: Intro",
      "setup: const lab = 1;",
      "answer-1: const x: number = todo();",
      checkLine,
      "outro: Outro",
    ],
  ],
  [
    "answer duplicated in Jupyter, which gives the copy an id of its own",
    [intro, setup, solved, { ...edited(stub, "const x: number = 43;"), id: "a1b2" }, check, outro],
    swap(base, setup, newSetup),
    [
      "intro: Intro",
      "setup: const lab = 2;",
      "answer-1: const x: number = 42;",
      "a1b2: const x: number = 43;",
      checkLine,
      "outro: Outro",
    ],
  ],
  [
    "answer duplicated with its id",
    [intro, setup, solved, edited(stub, "const x: number = 43;"), check, outro],
    base,
    [
      "intro: Intro",
      "setup: const lab = 1;",
      "answer-1: const x: number = 42;",
      "answer-1-copy: const x: number = 43;",
      checkLine,
      "outro: Outro",
    ],
  ],
  [
    "answer split in two; lesson changes the setup",
    [
      intro,
      setup,
      edited(stub, "const y = 40;"),
      { ...edited(stub, "const x: number = y + 2;"), id: "split" },
      check,
      outro,
    ],
    swap(base, setup, newSetup),
    [
      "intro: Intro",
      "setup: const lab = 2;",
      "answer-1: const y = 40;",
      "split: const x: number = y + 2;",
      checkLine,
      "outro: Outro",
    ],
  ],
  [
    "answer joined to the cell above it: the given one is not added below",
    [intro, edited(setup, "const lab = 1;\n\nconst x: number = 42;"), check, outro],
    base,
    ["intro: Intro", "setup: const lab = 1;", checkLine, "outro: Outro"],
  ],
  [
    "the answer in an own cell below the stub",
    [intro, setup, stub, code("own", "const x: number = 42;"), check, outro],
    swap(base, setup, newSetup),
    [
      "intro: Intro",
      "setup: const lab = 2;",
      "answer-1: const x: number = todo();",
      "own: const x: number = 42;",
      checkLine,
      "outro: Outro",
    ],
  ],
  [
    "every id lost, as an old editor does it",
    [intro, setup, solved, check, outro].map((cell, index) => ({
      ...cell,
      id: `cell-${index + 1}`,
    })),
    swap(base, setup, newSetup),
    [
      "intro: Intro",
      "setup: const lab = 2;",
      "answer-1: const x: number = 42;",
      checkLine,
      "outro: Outro",
    ],
  ],
  [
    "ids and metadata lost, as Colab does it: an answer is found by the name that it declares",
    [intro, setup, solved, check, outro].map((cell, index) => ({
      ...cell,
      id: `cell-${index + 1}`,
      metadata: {},
    })),
    swap(base, setup, newSetup),
    [
      "intro: Intro",
      "setup: const lab = 2;",
      "answer-1: const x: number = 42;",
      checkLine,
      "outro: Outro",
    ],
  ],
  [
    "the locked check was edited all the same",
    swap(base, check, edited(check, "check(anything)")),
    base,
    [
      "intro: Intro",
      "setup: const lab = 1;",
      "answer-1: const x: number = todo();",
      checkLine,
      expect.stringContaining("check-1-note: "),
      "check-1-mine: check(anything)",
      "outro: Outro",
    ],
  ],
];

describe("merging a new version of a lesson", () => {
  it.each(histories)("%s", (_history, cells, next, merged) => {
    const result = mergeNotebook({
      checksumOf,
      base: notebook(base),
      mine: notebook(cells),
      next: notebook(next),
    });
    expect(lines(result.notebook)).toEqual(merged);
  });

  const ends: [string, (source: string) => string][] = [
    ["Windows' line ends", (source) => source.replaceAll("\n", "\r\n")],
    ["old Macs' line ends", (source) => source.replaceAll("\n", "\r")],
    ["a line more in each cell", (source) => `${source}\n`],
    ["Windows' line ends and one more", (source) => `${source.replaceAll("\n", "\r\n")}\r\n`],
    ["blanks at the ends of lines", (source) => source.replaceAll("\n", " \n") + "\t"],
  ];
  it.each(
    ends.flatMap(([name, edit]) => [true, false].map((hasBase) => ({ name, edit, hasBase }))),
  )("an editor that leaves $name costs nothing (base known: $hasBase)", ({ edit, hasBase }) => {
    const given = [intro, two(setup), stub, two(check), outro];
    const answered = edited(stub, "const y = 40;\nconst x: number = y + 2;");
    const left = swap(given, stub, answered).map((cell) => ({
      ...cell,
      source: edit(cell.source),
    }));
    const { notebook: merged, changes } = mergeNotebook({
      checksumOf,
      base: hasBase ? notebook(given) : undefined,
      mine: readNotebook(JSON.stringify({ nbformat: 4, ...notebook(left) }), "mine"),
      next: notebook(swap(given, outro, edited(outro, "The end"))),
    });
    expect(changes).toMatchObject({ changed: ["outro"], conflict: [], orphaned: [], added: [] });
    expect(lines(merged).map((line) => line.trimEnd())).toEqual([
      "intro: Intro",
      "setup: // one",
      "answer-1: const y = 40;",
      "check-1: // one",
      "outro: The end",
    ]);
  });

  it("keeps what a cell printed as long as the cell says the same", () => {
    const ran = edited(setup, setup.source);
    const cells = [intro, ran, solved, check, outro];
    const versions = { base: notebook(base), mine: notebook(cells) };
    const outputsOf = (next: Cell[]) =>
      mergeNotebook({ checksumOf, ...versions, next: notebook(next) }).notebook.cells.map((cell) =>
        cell.cell_type === "code" ? cell.outputs.length : undefined,
      );
    expect(outputsOf(base)).toEqual([undefined, 1, 1, 0, undefined]);
    expect(outputsOf(swap(base, setup, newSetup))).toEqual([undefined, 0, 1, 0, undefined]);
  });

  it("says what it did, cell by cell", () => {
    const next = [newSetup, newStub, check, prose("more", "More")];
    const { changes } = mergeNotebook({
      checksumOf,
      base: notebook(base),
      mine: notebook([intro, setup, solved, check, edited(outro, "My end")]),
      next: notebook(next),
    });
    expect(changes).toEqual({
      added: ["more"],
      changed: ["setup"],
      removed: ["intro"],
      conflict: ["answer-1"],
      orphaned: ["outro"],
    });
  });
});

describe("merging where the base is not known", () => {
  it.each<[history: string, mine: Cell[], next: Cell[], merged: string[]]>([
    [
      "the generator's checksum tells that only I changed the answer",
      swap(base, stub, solved),
      swap(base, setup, newSetup).filter((cell) => cell !== outro),
      [
        "intro: Intro",
        "setup: const lab = 2;",
        expect.stringContaining("setup-note: "),
        "setup-mine: const lab = 1;",
        "answer-1: const x: number = 42;",
        checkLine,
        "outro: Outro",
      ],
    ],
    [
      "the generator's checksum tells that only the lesson did",
      base,
      swap(base, stub, newStub),
      [
        "intro: Intro",
        "setup: const lab = 1;",
        "answer-1: const x: bigint = todo();",
        checkLine,
        "outro: Outro",
      ],
    ],
    [
      "prose is taken from the lesson",
      swap(base, intro, edited(intro, "Old intro")),
      base,
      [
        "intro: Intro",
        "setup: const lab = 1;",
        "answer-1: const x: number = todo();",
        checkLine,
        "outro: Outro",
      ],
    ],
  ])("%s", (_history, cells, next, merged) => {
    const result = mergeNotebook({ checksumOf, mine: notebook(cells), next: notebook(next) });
    expect(lines(result.notebook)).toEqual(merged);
  });
});
