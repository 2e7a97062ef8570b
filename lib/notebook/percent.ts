import { LabError } from "../base/lab-error.ts";

/** One line of a cell, with its number in the file, from 1. */
export interface SourceLine {
  text: string;
  number: number;
}

/** One cell of a lesson's source. */
export interface SourceCell {
  id: string;
  kind: "code" | "markdown";
  /** `answer`: the learner writes here. `check`: judges that answer, and is locked. */
  role: "prose" | "code" | "answer" | "check";
  /** The exercise that an answer or check cell belongs to. */
  exercise?: string;
  /** Number of the marker line in the file, from 1. */
  line: number;
  /** Markdown without its comment marks, or code. */
  lines: SourceLine[];
}

const marker = /^\/\/ %%(?<markdown> \[markdown\])?(?<attributes>(?: [a-z]+="[^"]*")*)\s*$/;
const cellId = /^[a-zA-Z0-9_-]{1,64}$/;

/**
 * Splits a lesson's source into cells. The format is jupytext's percent format for TypeScript:
 * `// %% [markdown] id="…"`, `// %% id="…"`, `// %% id="…" exercise="NN.k"`, `// %% id="…" check="NN.k"`.
 *
 * @param where the file, for errors
 * @throws LabError `percent-marker`, `percent-cell-id`, `percent-before-first-cell`, `percent-markdown`
 */
export function parsePercent(source: string, where: string): SourceCell[] {
  const cells: SourceCell[] = [];
  for (const [index, text] of source
    .replace(/^\uFEFF/, "")
    .split(/\r\n?|\n/)
    .entries()) {
    const line = { text, number: index + 1 };
    const current = cells.at(-1);
    if (text.startsWith("// %%")) cells.push(openCell(line, where, cells));
    else if (current !== undefined) current.lines.push(contentOf(current, line, where));
    else if (text.trim() !== "" && !text.startsWith("//")) {
      throw mistake("percent-before-first-cell", where, line.number, {
        what: "There is code before the first cell.",
        remedy: 'Put a marker such as // %% id="setup" above it.',
      });
    }
  }
  for (const cell of cells) trimBlankEnds(cell.lines);
  return cells;
}

function openCell(line: SourceLine, where: string, before: readonly SourceCell[]): SourceCell {
  const groups = marker.exec(line.text)?.groups;
  if (groups === undefined) {
    throw mistake("percent-marker", where, line.number, {
      what: "This cell marker cannot be read.",
      remedy: 'Write // %% [markdown] id="name" or // %% id="name" exercise="NN.k".',
    });
  }
  const attributes = new Map(
    [...(groups.attributes ?? "").matchAll(/([a-z]+)="([^"]*)"/g)].map(([, name, value]) => [
      name ?? "",
      value ?? "",
    ]),
  );
  const kind = groups.markdown === undefined ? "code" : "markdown";
  const { id, role, exercise } = readAttributes(attributes, kind, where, line.number);
  if (before.some((cell) => cell.id === id)) {
    throw mistake("percent-cell-id", where, line.number, {
      what: `The cell id "${id}" is used twice.`,
      remedy: "Give this cell an id of its own.",
    });
  }
  return {
    id,
    kind,
    role,
    ...(exercise === undefined ? {} : { exercise }),
    line: line.number,
    lines: [],
  };
}

function readAttributes(
  attributes: Map<string, string>,
  kind: SourceCell["kind"],
  where: string,
  line: number,
): Pick<SourceCell, "id" | "role"> & { exercise: string | undefined } {
  const id = attributes.get("id") ?? "";
  const answered = attributes.get("exercise");
  const checked = attributes.get("check");
  const unknown = [...attributes.keys()].find(
    (name) => !["id", "exercise", "check"].includes(name),
  );
  if (unknown !== undefined) {
    throw mistake("percent-marker", where, line, {
      what: `A cell has no attribute "${unknown}".`,
      remedy: "The attributes are id, exercise and check.",
    });
  }
  if (!cellId.test(id)) {
    throw mistake("percent-cell-id", where, line, {
      what: id === "" ? "This cell has no id." : `"${id}" cannot be a cell id.`,
      remedy: 'Add id="…" with 1 to 64 letters, digits, hyphens or underscores (nbformat 4.5).',
    });
  }
  const exercise = answered ?? checked;
  if (
    exercise !== undefined &&
    (kind === "markdown" || (answered !== undefined && checked !== undefined))
  ) {
    throw mistake("percent-marker", where, line, {
      what: "Only a code cell belongs to an exercise, and either answers or checks it.",
      remedy: "Keep one of exercise and check, on a code cell.",
    });
  }
  if (kind === "markdown") return { id, role: "prose", exercise };
  return { id, role: answered ? "answer" : checked ? "check" : "code", exercise };
}

function contentOf(cell: SourceCell, line: SourceLine, where: string): SourceLine {
  if (cell.kind === "code" || line.text.trim() === "") return line;
  if (line.text === "//" || line.text.startsWith("// ")) {
    return { ...line, text: line.text.slice("// ".length) };
  }
  throw mistake("percent-markdown", where, line.number, {
    what: "A line of a markdown cell is not a comment.",
    remedy: "Start it with // and a space.",
  });
}

function trimBlankEnds(lines: SourceLine[]): void {
  while (lines.at(-1)?.text.trim() === "") lines.pop();
  while (lines[0]?.text.trim() === "") lines.shift();
}

/** An error in a lesson's source, with file and line. */
export function mistake(
  code: string,
  where: string,
  line: number,
  details: { what: string; remedy: string },
): LabError {
  return new LabError(code, { ...details, where: `${where}:${line}` });
}
