import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import { parseJson } from "../../base/json.ts";

/** A place in a text, both counted from 1; a column in UTF-16 units. */
export interface TextPosition {
  line: number;
  column: number;
}

/** The way to a value: names and indexes. */
export type Path = readonly (string | number)[];

/** A text that was read as JSON. */
export type ReadJson =
  | { status: "json"; value: unknown; root: Node }
  | { status: "fault"; what: string; remedy: string; at: TextPosition };

/** Reads a text as JSON, or says which fault is in it and where. Never shows what the text holds. */
export function readJson(text: string): ReadJson {
  const errors: ParseError[] = [];
  try {
    const root = parseTree(text, errors, { disallowComments: true });
    const value: unknown = parseJson(text);
    if (root !== undefined) return { status: "json", value, root };
  } catch (error) {
    if (error instanceof RangeError) {
      const [what, remedy] = TOO_DEEP;
      return { status: "fault", what, remedy, at: positionOf(text, 0) };
    }
    // The fault is named below, without V8's words: they quote the text around it.
  }
  const [first] = errors;
  const [what, remedy] = fault(text, first);
  return { status: "fault", what, remedy, at: positionOf(text, first?.offset ?? 0) };
}

/** Where an offset in a text is. */
export function positionOf(text: string, offset: number): TextPosition {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
}

type Words = [what: string, remedy: string];

function fault(text: string, error: ParseError | undefined): Words {
  if (text.trim() === "") return ["The file is empty.", 'Begin with { "mcpServers": {} }.'];
  if (text.includes("\0") || text.startsWith("\uFFFD")) {
    return ["The file is UTF-16, not UTF-8.", "Save it as UTF-8, without a byte order mark."];
  }
  const offset = error?.offset ?? 0;
  const code = error === undefined ? "" : printParseErrorCode(error.error);
  const [before, at] = [
    text.slice(0, offset).trimEnd(),
    text.slice(offset).replace(/^[ \t\r\n]+/, ""),
  ];
  const [, other] = OTHER_FORMATS.find(([looks]) => looks.test(text.trimStart())) ?? [];
  if (other !== undefined) return other;
  const [, words] = PASTED.find(([looks]) => looks.test(at)) ?? [];
  if (words !== undefined) return words;
  if (before.endsWith(",") && /^[}\]]/.test(at)) {
    return ["There is a comma after the last item.", "Take the comma out."];
  }
  if (code === "EndOfFileExpected") {
    if (at.startsWith(":"))
      return ["The outermost { } is missing.", "Put { before all, and } behind."];
    return /^[{[]/.test(at)
      ? ["A second block of JSON begins here.", 'Put all servers under one "mcpServers".']
      : ["The JSON is complete, and more text follows.", "Take out what follows it."];
  }
  if (at === "") return UNFINISHED;
  if (code === "ValueExpected" && /^[,}\]]/.test(at)) {
    return ["A value is missing here.", "Write a value after the colon, or take the name out."];
  }
  return FAULTS[code] ?? ["The file is not JSON.", "Compare it with .mcp.json.example."];
}

const COMMENT: Words = ["There is a comment here; JSON has none.", "Take the comment out."];

const JSON_HERE = 'Write it as JSON: { "mcpServers": { … } }.';

/** Files of other clients and programs, by how they begin. */
const OTHER_FORMATS: readonly (readonly [looks: RegExp, words: Words])[] = [
  [/^(#.*\n\s*)*\[[A-Za-z_][\w."' -]*\]\s*$/m, ["This is TOML, as Codex has it.", JSON_HERE]],
  [/^(#.*\n\s*)*[A-Za-z_][\w-]*:(\s|$)/, ["This is YAML, not JSON.", JSON_HERE]],
  [/^(export )?[A-Za-z_]\w*=/, ["These are variables, as in a file .env.", JSON_HERE]],
  [/^<(!doctype|html)\b/i, ["This is a web page.", "Save the file itself, not the page of it."]],
];

/** What comes along when a text is copied from a page, by how it begins. */
const PASTED: readonly (readonly [looks: RegExp, words: Words])[] = [
  [/^(\/\/|\/\*|#)/, COMMENT],
  [
    /^(<{7}|={7}|>{7})/,
    [
      "A merge has left its marks here.",
      "Choose one side, and take the lines with <, = and > out.",
    ],
  ],
  [/^(\.{3}|…)/, ["Here are dots in place of what was left out.", "Take them out."]],
  [/^```/, ["There are Markdown's ``` here.", "Take out the lines that begin with ```."]],
  [
    /^[\u00A0\u200B\u2028\u2029\uFEFF]/,
    ["An invisible character is here, such as a no-break space.", "Delete it and write a blank."],
  ],
  [/^[“”„‘’«]/, ["The quotes here are a word processor's.", 'JSON has straight ones: "']],
];

const QUOTE: Words = [
  "Something here is neither a text in double quotes nor a value.",
  'Names and texts have " around them; other values are numbers, true, false and null.',
];

/** By a reader's own bound, or where the stack of one ended. */
const TOO_DEEP: Words = [
  "The JSON is nested far deeper than any config.",
  "Compare it with .mcp.json.example.",
];

const UNFINISHED: Words = [
  "Something that was opened is not closed.",
  "Look for a missing } or ].",
];

const FAULTS: Readonly<Record<string, Words>> = {
  InvalidEscapeCharacter: [
    "There is a lone backslash in this text.",
    String.raw`Write \\ for each one, or / in a path.`,
  ],
  InvalidUnicode: [
    "A \\u is not followed by four hex digits.",
    String.raw`Write \\ for a backslash.`,
  ],
  InvalidCharacter: [
    "A text holds a line break or a tab.",
    String.raw`Write \n or \t in its place.`,
  ],
  UnexpectedEndOfString: ["The text that begins here is not closed.", 'Put a " at its end.'],
  InvalidNumberFormat: ["This is no number.", 'Write it as 5000 or 0.5, or as a text in "'],
  CommaExpected: ["A comma is missing before this.", "Put a comma between two items."],
  ColonExpected: ["A colon is missing here.", "Put a : between a name and its value."],
  CloseBraceExpected: UNFINISHED,
  CloseBracketExpected: UNFINISHED,
  InvalidSymbol: QUOTE,
  PropertyNameExpected: QUOTE,
  ValueExpected: QUOTE,
};

/** A member of an object, or an item of a list. */
export interface Child {
  /** Its name, or its index: the last step of its path. */
  step: string | number;
  /** Where it begins, with its name. */
  offset: number;
  value: Node;
}

/** What an object or a list holds; nothing of any other value. */
export function childrenOf({ type, children = [] }: Node): Child[] {
  if (type === "array") {
    return children.map((value, step) => ({ step, offset: value.offset, value }));
  }
  return children.flatMap(({ offset, children: [key, value] = [] }) =>
    key === undefined || value === undefined ? [] : [{ step: String(key.value), offset, value }],
  );
}

/** The names that occur more than once in one object of the text, each where it comes again. */
export function repeatedNames(root: Node, path: Path = []): { path: Path; offset: number }[] {
  const children = childrenOf(root);
  const again = children.filter(
    ({ step }, at) => children.findIndex((one) => one.step === step) < at,
  );
  return [
    ...again.map(({ step, offset }) => ({ path: [...path, step], offset })),
    ...children.flatMap(({ step, value }) => repeatedNames(value, [...path, step])),
  ];
}
