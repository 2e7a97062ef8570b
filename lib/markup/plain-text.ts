/** Characters a reader cannot see, or that change how a terminal or browser shows the rest. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\u{E0100}-\u{E01EF}]/gu;

/** Two columns wide in a terminal: emoji, and the East Asian wide blocks. */
const WIDE =
  /^[\p{Emoji_Presentation}\u{1100}-\u{115F}\u{2E80}-\u{303E}\u{3041}-\u{A4CF}\u{AC00}-\u{D7A3}\u{F900}-\u{FAFF}\u{FE30}-\u{FE6F}\u{FF00}-\u{FF60}\u{FFE0}-\u{FFE6}\u{20000}-\u{3FFFD}]$/u;

/** Columns of a text twin. */
const TEXT_COLUMNS = 80;

/**
 * Writes control, bidi, zero-width and other unseen characters as `⟨U+202E⟩`, so that no text can
 * hide, reorder or recolour what is beside it. Line breaks and tabs stay; CR LF becomes LF.
 */
export function showHidden(text: string): string {
  return text
    .replaceAll("\r\n", "\n")
    .replace(HIDDEN, (found) =>
      found === "\n" || found === "\t"
        ? found
        : `⟨U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}⟩`,
    );
}

/** JSON text in which the same characters are written as `\\u202e`: to a program it says the same. */
export function escapeHidden(json: string): string {
  return json.replace(HIDDEN, (found) => (found === "\n" ? found : escapedUnits(found)));
}

function escapedUnits(text: string): string {
  return text
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}

/** The text on one line: hidden characters shown, white space run together. */
export function oneLine(text: string): string {
  return showHidden(text).replace(/\s+/gu, " ").trim();
}

/** Columns a character takes in a fixed-width font: 0 for combining marks, 2 for wide ones. */
function characterColumns(character: string): number {
  if (/^\p{M}$/u.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** Columns a text takes in a fixed-width font. */
export function textColumns(text: string): number {
  let columns = 0;
  for (const character of text) columns += characterColumns(character);
  return columns;
}

/** The longest beginning of a text that fits into a number of columns. */
function beginning(text: string, columns: number): string {
  let taken = 0;
  let end = 0;
  for (const character of text) {
    taken += characterColumns(character);
    if (taken > columns) break;
    end += character.length;
  }
  return text.slice(0, end);
}

/** The text, or as much of it as fits into a number of columns with an ellipsis at the end. */
export function cutText(text: string, columns: number): string {
  if (textColumns(text) <= columns) return text;
  return `${beginning(text, Math.max(0, columns - 1)).trimEnd()}…`;
}

/** A long value for a tooltip or a result: its first characters and how many were left out. */
export function boundText(text: string, characters: number): string {
  if (text.length <= characters) return text;
  const kept = text.slice(0, characters).replace(/\p{Cs}$/u, "");
  return `${kept}… (${text.length - kept.length} more characters)`;
}

/**
 * Breaks a text into lines between words, inside a word only where the word is longer than a line.
 * Line breaks in the text stay. Every line starts with `indent`, the first one with `first`.
 */
export function wrapText(
  text: string,
  columns: number = TEXT_COLUMNS,
  first: string = "",
  indent: string = " ".repeat(textColumns(first)),
): string[] {
  const room = Math.max(1, columns - Math.max(textColumns(first), textColumns(indent)));
  const lines = text.split("\n").flatMap((line) => wrapLine(line.replaceAll("\t", "  "), room));
  return lines.map((line, index) => `${index === 0 ? first : indent}${line}`.trimEnd());
}

/** The same, but no more than `most` lines: the last of them is cut. */
export function fewLines(text: string, columns: number, most: number): string[] {
  const lines = wrapText(text, columns);
  const kept = lines.slice(0, most - 1);
  return [...kept, cutText(lines.slice(kept.length).join(" "), columns)].filter(Boolean);
}

function wrapLine(line: string, room: number): string[] {
  const lines: string[] = [];
  let current = /^ */u.exec(line)?.[0] ?? "";
  if (textColumns(current) >= room) current = "";
  let started = false;
  for (const word of line.split(" ").filter((part) => part !== "")) {
    const joined = started ? `${current} ${word}` : `${current}${word}`;
    if (textColumns(joined) <= room) {
      current = joined;
    } else {
      if (started) lines.push(current);
      current = word;
      const pieces = splitWord(word, room);
      current = pieces.pop() ?? "";
      lines.push(...pieces);
    }
    started = current !== "";
  }
  return [...lines, current];
}

/** A word in pieces that fit into a line each; one piece where all of it fits. */
function splitWord(word: string, room: number): string[] {
  const pieces: string[] = [];
  let piece = "";
  let taken = 0;
  for (const character of word) {
    const columns = characterColumns(character);
    if (taken + columns > room && piece !== "") {
      pieces.push(piece);
      piece = "";
      taken = 0;
    }
    piece += character;
    taken += columns;
  }
  return [...pieces, piece];
}
