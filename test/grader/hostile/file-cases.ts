import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";

/** A submission that is hostile as a file, before anything in it runs. */
export interface FileCase {
  name: string;
  /** Puts it into the student's folder. `given` is the lesson's own notebook. */
  make: (folder: string, given: string) => void;
  /** The student's name in the report, where it is not the case's number. */
  student?: string;
  /** The code of the reason why it is not gradable; undefined where it is graded, with nothing. */
  reason?: string;
}

const NAME = "03-env-config.ipynb";

const holding = (
  name: string,
  reason: string | undefined,
  content: () => string | Buffer,
): FileCase => ({
  name,
  ...(reason === undefined ? {} : { reason }),
  make: (folder) => writeFileSync(join(folder, NAME), content()),
});

const cellsOf = (cells: unknown[]): string =>
  JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells });

const code = (source: unknown, more: object = {}): object => ({
  cell_type: "code",
  id: "x",
  metadata: {},
  source,
  outputs: [],
  execution_count: null,
  ...more,
});

const changed = (
  name: string,
  change: (notebook: { cells: { source: unknown; metadata: object; outputs?: unknown }[] }) => void,
): FileCase => ({
  name,
  make(folder, given) {
    const notebook = JSON.parse(given);
    change(notebook);
    writeFileSync(join(folder, NAME), JSON.stringify(notebook));
  },
});

const DEEP = "[".repeat(1_700) + "]".repeat(1_700);

/** In each of its cells, whatever else is there. */
const nested = (name: string, field: string): FileCase => ({
  name,
  make(folder, given) {
    const notebook: { cells: object[] } = JSON.parse(given);
    const cells = notebook.cells.map((cell) => ({
      ...cell,
      [field]:
        field === "metadata"
          ? { ...Reflect.get(cell, field), deep: "DEEP" }
          : field === "source"
            ? [Reflect.get(cell, field), "DEEP"].flat()
            : ["DEEP"],
    }));
    const text = JSON.stringify({ ...notebook, cells }).replaceAll('"DEEP"', DEEP);
    writeFileSync(join(folder, NAME), text);
  },
});

export const fileCases: FileCase[] = [
  holding("is empty", "notebook-not-json", () => ""),
  holding("is no JSON", "notebook-not-json", () => "print('03')"),
  holding("is binary", "notebook-not-json", () => Buffer.from([0, 1, 2, 255, 254, 0])),
  holding("is a zip", "notebook-not-json", () => Buffer.from("PK\u0003\u0004 03.1")),
  holding("is a list", "notebook-not-readable", () => "[]"),
  holding("is of another format", "notebook-not-readable", () =>
    JSON.stringify({ nbformat: 2, metadata: {}, worksheets: [] }),
  ),
  holding("has no cells", "notebook-no-cells", () => cellsOf([])),
  holding("has cells that are none", "notebook-no-cells", () => cellsOf([1, null, "x"])),
  holding("has a source that is none", "notebook-no-cells", () => cellsOf([code({ evil: true })])),
  holding("is larger than any notebook", "too-large", () => Buffer.alloc(25_000_000, " ")),
  holding("has a cell of 100 MB", "too-large", () => cellsOf([code("x".repeat(100_000_000))])),
  holding("has a cell of 10 MB", "cell-too-long", () => cellsOf([code("x".repeat(10_000_000))])),
  holding("has 200,000 cells", "too-many-cells", () =>
    cellsOf(Array.from({ length: 200_000 }, () => code("1"))),
  ),
  holding("has long cells in great number", "notebook-too-long", () =>
    cellsOf(Array.from({ length: 20 }, () => code("1;".repeat(90_000)))),
  ),
  holding(
    "is nested without end",
    "notebook-no-cells",
    () =>
      `{"nbformat":4,"metadata":${'{"a":'.repeat(500_000)}1${"}".repeat(500_000)},"cells":[${"[".repeat(100_000)}${"]".repeat(100_000)}]}`,
  ),
  holding("has a cell's metadata nested without end", undefined, () =>
    cellsOf([]).replace(
      '"cells":[]',
      `"cells":[{"cell_type":"code","source":"","outputs":[],"metadata":${'{"a":'.repeat(200_000)}1${"}".repeat(200_000)}}]`,
    ),
  ),
  {
    name: "is a link to a neighbour",
    reason: "is-a-link",
    make: (folder) => symlinkSync("../neighbour/03-env-config.ipynb", join(folder, NAME)),
  },
  {
    name: "is a link to a system file",
    reason: "is-a-link",
    make: (folder) => symlinkSync("/etc/passwd", join(folder, NAME)),
  },
  {
    name: "lies behind a folder that is a link",
    reason: "is-a-link",
    make: (folder) => symlinkSync("../neighbour", join(folder, "linked-03-env-config.ipynb")),
  },
  {
    name: "is a pipe that nobody writes to",
    reason: "not-a-file",
    make: (folder) => void spawnSync("mkfifo", [join(folder, NAME)]),
  },
  {
    name: "is a link to a device",
    reason: "is-a-link",
    make: (folder) => symlinkSync("/dev/zero", join(folder, NAME)),
  },
  changed("has outputs of 10 MB", ({ cells }) => {
    for (const cell of cells.slice(0, 1))
      cell.outputs = [{ output_type: "stream", name: "stdout", text: "x".repeat(10_000_000) }];
  }),
  changed("claims its points in its outputs", ({ cells }) => {
    for (const cell of cells)
      if (cell.outputs)
        cell.outputs = [
          {
            output_type: "display_data",
            data: { "application/json": { earned: 3, status: "pass" } },
            metadata: {},
          },
        ];
  }),
  changed("says that its check cells are answers", ({ cells }) => {
    for (const cell of cells)
      cell.metadata = { mcp_lab: { role: "answer", exercise: "03.1", checksum: "0" } };
  }),
  changed("changes the check cells", ({ cells }) => {
    for (const cell of cells)
      if (String(cell.source).includes("await check(")) cell.source = 'console.log("passed");';
  }),
  changed("has every cell ten times", (notebook) => {
    notebook.cells = Array.from({ length: 10 }, () => notebook.cells).flat();
  }),
  changed("says in its metadata what it is worth", ({ cells }) => {
    for (const cell of cells)
      Object.assign(cell.metadata, {
        nbgrader: { grade: true, locked: true, points: 99, schema_version: 3, solution: true },
        mcp_lab: {
          ...Reflect.get(cell.metadata, "mcp_lab"),
          earned: 15,
          status: "pass",
          points: 99,
        },
      });
  }),
  changed("calls its cells what would be markup", ({ cells }) => {
    for (const [index, cell] of cells.entries())
      Object.assign(cell, { id: `<script>${index}\u001B[2J`, cell_type: "code" });
  }),
  changed("has one name for all its cells", ({ cells }) => {
    for (const cell of cells) Object.assign(cell, { id: "answer-03-1" });
  }),
  changed("has exercises that are none", ({ cells }) => {
    for (const cell of cells)
      Object.assign(cell.metadata, {
        mcp_lab: { role: ["answer"], exercise: { "03.1": 1 }, checksum: [] },
      });
  }),
  changed("has prototypes in its metadata", ({ cells }) => {
    for (const cell of cells)
      cell.metadata = JSON.parse(
        `{"__proto__":{"passed":true},"constructor":{"x":1},"mcp_lab":${JSON.stringify(Reflect.get(cell.metadata, "mcp_lab") ?? {})}}`,
      );
  }),
  ...(["metadata", "outputs", "attachments", "source"] as const).map((field) =>
    nested(`has ${field} nested 1,700 deep`, field),
  ),
  changed("has only its answers", (notebook) => {
    notebook.cells = notebook.cells.filter(({ metadata }) =>
      JSON.stringify(metadata).includes('"answer"'),
    );
  }),
  ...[
    "-rf",
    "--help",
    "$(touch owned)",
    "`touch owned`",
    "=cmd|' C calc'!A0",
    "<script>alert(1)",
    "a\nb",
    "\u202Egnp.exe",
    "x".repeat(200),
    "..%2f..%2fetc",
    "con",
    "neighbour..",
    "report.json",
    "marks.csv",
    "feedback",
    "\u001B[2J\u009B31m",
    'zoe", full marks, "',
  ].map((student): FileCase => ({
    name: `is handed in by ${JSON.stringify(student.slice(0, 30))}`,
    student,
    make(folder, given) {
      const own = join(dirname(folder), student);
      mkdirSync(own);
      writeFileSync(join(own, NAME), given);
    },
  })),
];
