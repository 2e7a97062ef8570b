import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  boundText,
  cutText,
  oneLine,
  showHidden,
  textColumns,
  wrapText,
} from "../../lib/markup/plain-text.ts";

describe("showHidden", () => {
  test.each([
    ["a right-to-left override", "a\u202Eb", "a⟨U+202E⟩b"],
    ["a zero-width space", "na\u200Bme", "na⟨U+200B⟩me"],
    ["an escape sequence", "\u001B[31m", "⟨U+001B⟩[31m"],
    ["a null", "\0", "⟨U+0000⟩"],
    ["half of a surrogate pair", "\uD83D", "⟨U+D83D⟩"],
    ["a tag character", "\u{E0041}", "⟨U+E0041⟩"],
    ["a carriage return alone", "a\rb", "a⟨U+000D⟩b"],
  ])("writes %s as its code point", (_name, text, shown) => {
    expect(showHidden(text)).toBe(shown);
  });

  test.each(["a\nb\tc", "Grüße, 日本語, 🙂, é", "<b>&amp;</b>"])("leaves %j as it is", (text) => {
    expect(showHidden(text)).toBe(text);
  });

  test("reads CR LF as a line break", () => {
    expect(showHidden("a\r\nb")).toBe("a\nb");
  });
});

describe("textColumns", () => {
  test.each([
    ["abc", 3],
    ["日本", 4],
    ["🙂", 2],
    ["e\u0301", 1],
  ])("%j takes %i", (text, columns) => {
    expect(textColumns(text)).toBe(columns);
  });
});

describe("cutText", () => {
  test.each([
    ["fits", 4, "fits"],
    ["too long", 5, "too…"],
    ["日本語", 4, "日…"],
    ["🙂🙂", 3, "🙂…"],
  ])("%j at %i columns is %j", (text, columns, cut) => {
    expect(cutText(text, columns)).toBe(cut);
  });
});

test("boundText says how much it left out, and splits no character", () => {
  expect(boundText("abcdef", 4)).toBe("abcd… (2 more characters)");
  expect(boundText("abc🙂def", 4)).toBe("abc… (5 more characters)");
  expect(boundText("abcd", 4)).toBe("abcd");
});

test("oneLine runs white space together", () => {
  expect(oneLine(" a\n\t b  c ")).toBe("a b c");
});

describe("wrapText", () => {
  test("breaks between words and hangs what follows under the first line", () => {
    expect(wrapText("one two three four", 12, "- ")).toEqual(["- one two", "  three four"]);
  });

  test("breaks a word that is longer than a line", () => {
    expect(wrapText("see abcdefghijk", 6)).toEqual(["see", "abcdef", "ghijk"]);
  });

  test("keeps line breaks and their indentation", () => {
    expect(wrapText('{\n  "a": 1\n}', 20)).toEqual(["{", '  "a": 1', "}"]);
  });

  test("loses no word and passes no column", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        fc.integer({ min: 4, max: 90 }),
        (raw, columns) => {
          const text = oneLine(raw);
          const lines = wrapText(text, columns);
          expect(lines.filter((line) => textColumns(line) > columns)).toEqual([]);
          expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
        },
      ),
    );
  });
});
