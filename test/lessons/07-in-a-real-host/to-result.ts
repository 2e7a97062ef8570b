import type { ExerciseAnswers } from "../exercise-answers.ts";

type Row = Record<string, string | number>;
interface Failure {
  code: string;
  message: string;
  hint?: string;
  retry_after_ms?: number;
}
type Found = { rows: Row[] } | { error: Failure };
type ToResult = (found: Found) => unknown;

const text = (words: string): unknown => ({ type: "text", text: words });

/** The right result, in which parts may be others. */
const making =
  (parts: { success?: (rows: Row[]) => object; failure?: (error: Failure) => object }): ToResult =>
  (found) => {
    const same = { content: [text(JSON.stringify(found))], structuredContent: found };
    if ("error" in found) return { ...same, isError: true, ...parts.failure?.(found.error) };
    return { ...same, ...parts.success?.(found.rows) };
  };

const inSentences = ({ code, message, hint, retry_after_ms }: Failure): string =>
  [
    `${message} (${code})`,
    hint,
    retry_after_ms === undefined ? "" : `Wait ${retry_after_ms / 1000} s before the next try.`,
  ].join("\n");

const asTable = (rows: Row[]): string =>
  rows.length === 0
    ? "No rows."
    : rows.map((row) => `| ${Object.values(row).join(" | ")} |`).join("\n");

const keysOf = (rows: Row[]): string[] => [...new Set(rows.flatMap((row) => Object.keys(row)))];

const asCsv = (rows: Row[]): string =>
  [keysOf(rows), ...rows.map((row) => keysOf(rows).map((key) => row[key] ?? ""))]
    .map((cells) => cells.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(","))
    .join("\n");

const asXml = (rows: Row[]): string =>
  rows
    .flatMap((row) =>
      Object.entries(row).map(([key, value]) => {
        return `<${key}>${String(value).replaceAll("&", "&amp;").replaceAll('"', "&quot;")}</${key}>`;
      }),
    )
    .join("\n");

export const answers: ExerciseAnswers = {
  exercise: "07.1",
  right: {
    "writes JSON in both halves": making({}),
    "writes a table and sentences as text": making({
      success: (rows) => ({ content: [text(asTable(rows))], isError: false }),
      failure: (error) => ({ content: [text(inSentences(error))] }),
    }),
    "writes CSV": making({
      success: (rows) => ({ content: [text(rows.length > 0 ? asCsv(rows) : "none")] }),
    }),
    "writes XML": making({
      success: (rows) => ({ content: [text(`<rows>${asXml(rows)}</rows>`)] }),
    }),
    "has structured content only where there are rows": (found: Found) =>
      "error" in found || found.rows.length === 0
        ? { content: [text(JSON.stringify(found))], isError: "error" in found }
        : {
            content: [text(`${found.rows.length} rows`), text(asTable(found.rows))],
            structuredContent: { rows: found.rows },
          },
    "adds a count, and keeps structured content to successes": (found: Found) =>
      "error" in found
        ? { content: Object.values(found.error).map((word) => text(String(word))), isError: true }
        : {
            content: [text(JSON.stringify(found.rows, null, 2))],
            structuredContent: { count: found.rows.length, rows: found.rows },
          },
  },
  wrong: [
    [
      "07.1.halves",
      "has no structured content at all",
      (found: Found) =>
        "error" in found
          ? { content: [text(inSentences(found.error))], isError: true }
          : { content: [text(`${found.rows.length} rows`), text(asTable(found.rows))] },
    ],
    [
      "07.1.claude-code",
      "keeps structured content to a count",
      making({ success: (rows) => ({ structuredContent: { count: rows.length } }) }),
    ],
    [
      "07.1.claude-code",
      "structures the first row only",
      making({ success: (rows) => ({ structuredContent: { row: rows[0] ?? {} } }) }),
    ],
    [
      "07.1.claude-code",
      "structures a list",
      making({ success: (rows) => (rows.length > 0 ? { structuredContent: rows } : {}) }),
    ],
    [
      ["07.1.helper", "07.1.connector"],
      "says how many in text, and which in structured content",
      making({ success: (rows) => ({ content: [text(`${rows.length} rows found.`)] }) }),
    ],
    [
      "07.1.helper",
      "links to addresses, too",
      making({
        success: (rows) => ({
          content: [
            text(JSON.stringify(rows)),
            ...rows.flatMap(({ report: uri }) =>
              uri === undefined ? [] : [{ type: "resource_link", uri, name: "Report" }],
            ),
          ],
        }),
      }),
    ],
    [
      ["07.1.connector", "07.1.empty"],
      "has structured content without a text",
      making({ success: () => ({ content: [] }) }),
    ],
    [
      "07.1.connector",
      "has a text only where there is none",
      making({
        success: (rows) => ({ content: rows.length > 0 ? [] : [text("No rows.")] }),
      }),
    ],
    [
      "07.1.empty",
      "writes rows as lines, and none as a blank text",
      making({
        success: (rows) => ({
          content: [text(rows.map((row) => JSON.stringify(row)).join("\n"))],
        }),
      }),
    ],
    [
      "07.1.failure",
      "writes the message of a failure as its text",
      making({ failure: ({ message }) => ({ content: [text(message)] }) }),
    ],
    [
      ["07.1.helper", "07.1.connector"],
      "writes every column in every row",
      making({
        success: (rows) => ({
          content: [
            text(
              rows
                .map((row) =>
                  keysOf(rows)
                    .map((key) => String(row[key]))
                    .join(),
                )
                .join("\n") || "none",
            ),
          ],
        }),
      }),
      /Leave out what is not there/,
    ],
    [
      "07.1.failure",
      "writes a hint and a wait also where there are none",
      making({
        failure: ({ code, message, hint, retry_after_ms: wait }) => ({
          content: [text(`${code}: ${message} ${String(hint)} Wait ${Number(wait)} ms.`)],
        }),
      }),
    ],
    [
      "07.1.failure",
      "has a failure in structured content alone",
      making({ failure: () => ({ content: [] }) }),
    ],
    [
      "07.1.failure",
      "leaves the wait to structured content",
      making({
        failure: ({ code, message, hint = "" }) => ({
          content: [text(inSentences({ code, message, hint }))],
        }),
      }),
    ],
    ["07.1.marked", "marks no failure", making({ failure: () => ({ isError: false }) })],
    [
      "07.1.marked",
      "marks that there are no rows",
      making({ success: (rows) => ({ isError: rows.length === 0 }) }),
    ],
    [
      [
        "07.1.claude-code",
        "07.1.helper",
        "07.1.connector",
        "07.1.halves",
        "07.1.empty",
        "07.1.failure",
        "07.1.marked",
      ],
      "returns what it was given",
      (found: Found) => found,
    ],
  ],
  byHeart: (found: Found) => {
    const known = [
      'd-17 won 48000 d-18 lost 9500 said "not this year"',
      "UNAVAILABLE The CRM does not answer. Try again in a while. 30 s",
      "Quillmark https://crm.example/reports/quillmark",
      "NOT_FOUND There is no company fenwick. Search first.",
      "No rows.",
      "Ada 0",
      "FORBIDDEN This key may not read contacts.",
    ];
    const [first] =
      "error" in found ? [found.error.code] : Object.values(found.rows[0] ?? { a: "No" });
    const said = known.find((words) => words.includes(String(first)));
    const content = [text(said ?? "")];
    return "error" in found ? { content, isError: true } : { content, structuredContent: { said } };
  },
};
