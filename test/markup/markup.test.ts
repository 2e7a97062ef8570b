import { describe, expect, test } from "vitest";
import { element, sentence } from "../../lib/markup/markup.ts";
import { escapeMarkup } from "../../lib/markup/theme.ts";
import { readMarkup } from "../draw/markup-reader.ts";

describe("escapeMarkup", () => {
  test.each([
    ["<b>", "&lt;b&gt;"],
    ["a & b", "a &amp; b"],
    ["&lt;", "&amp;lt;"],
    [`"quoted" 'twice'`, "&quot;quoted&quot; &#39;twice&#39;"],
    ["a\u202Eb", "a⟨U+202E⟩b"],
    ["plain text, 日本語 🙂", "plain text, 日本語 🙂"],
  ])("writes %j as %j", (text, escaped) => {
    expect(escapeMarkup(text)).toBe(escaped);
  });
});

describe("element", () => {
  const hostile = `"><script x='1'>&amp;</script>`;

  test("keeps hostile text in an attribute and in a child as it is, as text", () => {
    const { markup } = element("a", { href: hostile }, hostile);
    expect(readMarkup(markup)).toEqual({
      name: "a",
      attributes: { href: hostile },
      children: [hostile],
    });
  });

  test("nests markup without escaping it again", () => {
    expect(element("g", {}, element("text", { x: 1 }, "a < b"), "c").markup).toBe(
      '<g><text x="1">a &lt; b</text>c</g>',
    );
  });

  test("writes numbers with two decimals at most", () => {
    expect(element("rect", { x: 1 / 3, y: 2 }).markup).toBe('<rect x="0.33" y="2"></rect>');
  });
});

describe("sentence", () => {
  test.each([
    ["call `todo()` now", ["call ", "code", " now"]],
    ["no code", ["no code"]],
    ["one ` tick", ["one ` tick"]],
    ["a line ` break\n and ` tick", ["a line ` break\n and ` tick"]],
  ])("%j", (text, parts) => {
    const found = sentence(text).map((part) => (typeof part === "string" ? part : "code"));
    expect(found).toEqual(parts);
  });

  test("escapes what is between the ticks", () => {
    const { markup } = element("p", {}, ...sentence("`<b>`"));
    expect(markup).toContain("&lt;b&gt;</code>");
  });
});
