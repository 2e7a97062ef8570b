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
});

describe("what is no notebook is refused", () => {
  test.each([
    ["text", "hello", "notebook-not-json"],
    ["an empty file", "", "notebook-not-json"],
    ["half a file", file([code("1")]).slice(0, -20), "notebook-not-json"],
    ["other JSON", "[1, 2]", "notebook-not-readable"],
    ["another format", file([code("1")], { nbformat: 3 }), "notebook-not-readable"],
    ["a cell of no kind", file([{ source: "1" }]), "notebook-not-readable"],
    ["a source that is a number", file([code(1)]), "notebook-not-readable"],
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
