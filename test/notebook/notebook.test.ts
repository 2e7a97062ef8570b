import { describe, expect, test } from "vitest";
import { readNotebook, writeNotebook } from "../../lib/notebook/notebook.ts";

const code = (source: unknown, more: object = {}): object => ({
  cell_type: "code",
  id: "a",
  metadata: {},
  source,
  execution_count: null,
  outputs: [],
  ...more,
});
const file = (cells: object[], more: object = {}): string =>
  JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells, ...more });

describe("a notebook is read", () => {
  test.each([
    ["one string", "a\nb"],
    ["a list of lines", ["a\n", "b"]],
  ])("with its source as %s", (_name, source) => {
    expect(readNotebook(file([code(source)]), "x.ipynb").cells[0]?.source).toBe("a\nb");
  });

  test("with ids by position where it is older than nbformat 4.5", () => {
    const cells = [
      { cell_type: "markdown", metadata: {}, source: "" },
      code("1", { id: undefined }),
    ];
    const notebook = readNotebook(file(cells, { nbformat_minor: 4 }), "x.ipynb");
    expect(notebook.cells.map((cell) => cell.id)).toEqual(["cell-1", "cell-2"]);
  });

  const old = JSON.stringify({
    nbformat: 3,
    nbformat_minor: 0,
    metadata: { name: "" },
    worksheets: [
      {
        metadata: {},
        cells: [
          { cell_type: "heading", level: 2, metadata: {}, source: ["A\n", "title"] },
          {
            cell_type: "code",
            collapsed: false,
            input: ["a\n", "b"],
            language: "python",
            metadata: {},
            outputs: [{ output_type: "pyout", prompt_number: 1, text: ["1"] }],
          },
        ],
      },
      { cells: [{ cell_type: "html", source: "<b>" }] },
    ],
  });
  const whole = file([code("a\nb")]);
  const printed = file([
    code("a\nb", { outputs: [{ output_type: "display_data", data: { "application/json": [0] } }] }),
  ]);

  test.each<[string, string | Uint8Array, string[]]>([
    [
      "of nbformat 3",
      old,
      ["markdown cell-1 ## A title", "code cell-2 a\nb", "markdown cell-3 <b>"],
    ],
    ["of nbformat 5", file([code("a\nb")], { nbformat: 5 }), ["code a a\nb"]],
    ["without metadata", JSON.stringify({ nbformat: 4, cells: [code("a\nb")] }), ["code a a\nb"]],
    ["with a byte-order mark", `\uFEFF${whole}`, ["code a a\nb"]],
    ["in bytes with a byte-order mark", Buffer.from(`\uFEFF${whole}`), ["code a a\nb"]],
    ["in UTF-16", Buffer.from(`\uFEFF${whole}`, "utf16le"), ["code a a\nb"]],
    ["with Windows' line ends", file([code(["a\r\n", "b"])]), ["code a a\nb"]],
    ["with old Macs' line ends", file([code("a\rb")]), ["code a a\nb"]],
    ["with NaN in an output", printed.replace("[0]", "[NaN, -Infinity,Infinity]"), ["code a a\nb"]],
    [
      "with NaN in metadata",
      whole.replace('"metadata":{}', '"metadata":{"x":NaN}'),
      ["code a a\nb"],
    ],
    [
      "with such words in its text, too",
      file([code('"NaN" + \\Infinity')]).replace('"metadata":{}', '"metadata":{"x":NaN}'),
      ['code a "NaN" + \\Infinity'],
    ],
  ])("%s", (_name, source, cells) => {
    expect(said(source)).toEqual(cells);
  });

  test.each<[string, unknown, string[]]>([
    ["an id that is null", code("1", { id: null }), ["code cell-2 1"]],
    ["an empty id", code("1", { id: "" }), ["code cell-2 1"]],
    ["an id of a number", code("1", { id: 7 }), ["code cell-2 1"]],
    ["an id that is too long", code("1", { id: "x".repeat(65) }), ["code cell-2 1"]],
    ["an id with a blank", code("1", { id: "a b" }), ["code cell-2 1"]],
    ["an id that another has", code("1"), ["code a 1"]],
    ["no source", code(undefined), ["code a "]],
    ["a source that is null", code(null), ["code a "]],
    ["a source with a line that is null", code(["1;\n", null, "2;"]), ["code a 1;\n2;"]],
    ["a source that is a number", code(7), []],
    ["a source that is an object", code({}), []],
    ["no metadata", code("1", { metadata: null }), ["code a 1"]],
    ["outputs that are none", code("1", { outputs: "x" }), ["code a 1"]],
    ["a count that is none", code("1", { execution_count: "*" }), ["code a 1"]],
    ["the type heading", { cell_type: "heading", source: "T" }, ["markdown cell-2 # T"]],
    ["an unknown type", code("1", { cell_type: "sql" }), ["raw a 1"]],
    ["no type", { source: "1" }, ["raw cell-2 1"]],
    ["nothing", null, []],
    ["a text in its place", "1", []],
    ["a list in its place", [], []],
  ])("where a cell has %s", (_name, odd, cells) => {
    const source = JSON.stringify({ nbformat: 4, metadata: {}, cells: [code("0"), odd] });
    expect(said(source)).toEqual(["code a 0", ...cells]);
    const again = writeNotebook(readNotebook(source, "x.ipynb"));
    expect(said(again)).toEqual(["code a 0", ...cells]);
  });

  test("where a cell's metadata are nested without end", () => {
    const deep = `${'{"a":'.repeat(200_000)}1${"}".repeat(200_000)}`;
    const source = file([code("1")]).replaceAll('"metadata":{}', `"metadata":${deep}`);
    expect(readNotebook(source, "x.ipynb")).toMatchObject({
      metadata: {},
      cells: [{ metadata: {} }],
    });
  });
});

/** Type, id and source of each cell. */
function said(source: string | Uint8Array): string[] {
  const { cells } = readNotebook(source, "x.ipynb");
  return cells.map((cell) => `${cell.cell_type} ${cell.id} ${cell.source}`);
}

describe("what is no notebook is refused", () => {
  test.each([
    ["text", "hello", "notebook-not-json"],
    ["an empty file", "", "notebook-not-json"],
    ["half a file", file([code("1")]).slice(0, -20), "notebook-not-json"],
    ["other JSON", "[1, 2]", "notebook-not-readable"],
    ["another format", file([code("1")], { nbformat: 2 }), "notebook-not-readable"],
    ["no format", file([code("1")], { nbformat: undefined }), "notebook-not-readable"],
    ["no cells", file([], { cells: undefined }), "notebook-not-readable"],
    ["NaN that is not all of it", "NaN,", "notebook-not-json"],
    ["cells that are none", JSON.stringify({ nbformat: 4, cells: [1, null] }), "notebook-no-cells"],
    [
      "prose only",
      file([{ cell_type: "markdown", metadata: {}, source: "" }]),
      "notebook-no-cells",
    ],
  ])("%s", (_name, text, code_) => {
    const where = "notebooks/x.ipynb";
    expect(() => readNotebook(text, where)).toThrow(
      expect.objectContaining({ code: code_, where }),
    );
  });
});

describe("a notebook is written", () => {
  const outputs = [
    { output_type: "stream", name: "stdout", text: "one\ntwo\n" },
    {
      output_type: "display_data",
      data: {
        "text/html": "<b>\n</b>",
        "image/png": "aGk=",
        "application/json": { z: 1, a: "x\ny" },
      },
      metadata: {},
    },
  ];

  test("as Jupyter writes it", () => {
    const notebook = readNotebook(file([code("a\nb", { outputs })]), "x.ipynb");
    expect(writeNotebook(notebook)).toBe(
      `${JSON.stringify(
        {
          cells: [
            {
              cell_type: "code",
              execution_count: null,
              id: "a",
              metadata: {},
              outputs: [
                {
                  data: {
                    "application/json": { a: "x\ny", z: 1 },
                    "image/png": "aGk=",
                    "text/html": ["<b>\n", "</b>"],
                  },
                  metadata: {},
                  output_type: "display_data",
                },
                { name: "stdout", output_type: "stream", text: ["one\n", "two\n"] },
              ].toReversed(),
              source: ["a\n", "b"],
            },
          ],
          metadata: {},
          nbformat: 4,
          nbformat_minor: 5,
        },
        null,
        1,
      )}\n`,
    );
  });

  test("and read again without a change", () => {
    const cells = [
      code("const a = 1;\r\n\n// ünïcode 🎉\n", {
        outputs,
        metadata: { mcp_lab: { role: "answer" } },
      }),
      {
        cell_type: "markdown",
        id: "b",
        metadata: {},
        source: ["# T\n", "x"],
        attachments: { i: {} },
      },
      { cell_type: "raw", id: "c", metadata: {}, source: "" },
    ];
    const text = writeNotebook(readNotebook(file(cells), "x.ipynb"));
    expect(writeNotebook(readNotebook(text, "x.ipynb"))).toBe(text);
  });
});
