import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Drawing } from "../../lib/markup/drawing.ts";
import { textColumns } from "../../lib/markup/plain-text.ts";
import { FONTS, RULE, TONES } from "../../lib/markup/theme.ts";
import { elementsOf, readMarkup, textOf, type Node } from "./markup-reader.ts";
import { drawingsOf } from "./samples.ts";

const PLAIN = Object.entries(drawingsOf("Some `plain` words"));

const ELEMENTS = new Set(
  (
    "div span strong code pre a ul li wbr table thead tbody tr th td " +
    "svg title desc g rect line path text"
  ).split(" "),
);
const ATTRIBUTES = new Set(
  (
    "style href scope aria-hidden xmlns width height viewBox role aria-labelledby id x y x1 y1 x2 y2 rx d " +
    "fill stroke stroke-width stroke-dasharray font-family font-size font-weight text-anchor"
  ).split(" "),
);
/** Of the style properties that JupyterLab keeps in untrusted outputs, those that we use. */
const STYLES = new Set(
  (
    "background border border-collapse border-left border-radius border-top box-sizing color display " +
    "float font font-family font-size font-weight height line-height list-style margin " +
    "margin-bottom margin-left " +
    "margin-top max-width overflow-wrap padding padding-left padding-top page-break-inside " +
    "table-layout text-align text-decoration vertical-align white-space width word-break"
  ).split(" "),
);
const HOSTILE = [
  "<img src=x onerror=alert(1)>",
  '"><script>alert(1)</script>',
  "' onload='alert(1)",
  "</title></desc></svg><script>alert(1)</script>",
  "<!-- --> ]]> <![CDATA[ &lt;script&gt; &#60;b&#62; &nbsp;",
  "javascript:alert(1)",
  '";background:url(https://example.com/x)',
  "`<b>`",
  "\u202Egnp.exe\u2066",
  "\u001B[2J\u001B[31mred\u0007\r\n\u0000",
  "\uD800 \uFFFE \u2028",
];
const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: "binary", maxLength: 30 })), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => parts.join(""));

function channel(value: number): number {
  const share = value / 255;
  return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    channel(Number.parseInt(colour.slice(at, at + 2), 16)),
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2 contrast ratio of two colours written as #rrggbb. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** Text of an HTML drawing with the colours it is seen in. */
function colouredTexts(
  node: Node,
  ink: string | undefined,
  ground: string | undefined,
): { text: string; ink: string | undefined; ground: string | undefined }[] {
  const style = node.attributes["style"] ?? "";
  const ownInk = /(?:^|;)color:([^;]+)/u.exec(style)?.[1] ?? ink;
  const ownGround = /(?:^|;)background:([^;]+)/u.exec(style)?.[1] ?? ground;
  return node.children.flatMap((child) => {
    if (typeof child !== "string") return colouredTexts(child, ownInk, ownGround);
    return child.trim() === "" ? [] : [{ text: child, ink: ownInk, ground: ownGround }];
  });
}

/** What a hostile text would have to leave in a drawing to do harm; empty where it did not. */
function harmIn({ markup, text }: Drawing): string[] {
  const harm = elementsOf(readMarkup(markup)).flatMap(({ name, attributes }) => [
    ...(ELEMENTS.has(name) ? [] : [`<${name}>`]),
    ...Object.entries(attributes)
      .filter(
        ([key, value]) =>
          !ATTRIBUTES.has(key) ||
          (key === "style" && /url|expression|@|\\/iu.test(value)) ||
          (key === "href" && !/^[\w%.!~*'()-]*\.ipynb$/u.test(value)),
      )
      .map(([key, value]) => `${key}="${value}"`),
  ]);
  const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
  if (hidden.test(markup.replaceAll(/[\n\t]/gu, ""))) harm.push("a hidden character in the markup");
  if (hidden.test(text.replaceAll("\n", ""))) harm.push("a hidden character in the text twin");
  return harm;
}

describe("every drawing", () => {
  test("is closed to whatever a learner or a server writes", () => {
    fc.assert(
      fc.property(hostileText, (words) => {
        expect(Object.values(drawingsOf(words)).flatMap(harmIn)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test.each(HOSTILE)("shows %j as text", (words) => {
    expect(Object.values(drawingsOf(words)).flatMap(harmIn)).toEqual([]);
  });

  test.each(PLAIN)("%s has a text twin of at most 80 columns", (_name, { text }) => {
    expect(text).not.toBe("");
    for (const line of text.split("\n")) {
      expect(textColumns(line)).toBeLessThanOrEqual(80);
      expect(line).toBe(line.trimEnd());
    }
  });

  test("keeps its text twin within 80 columns whatever is in it", () => {
    fc.assert(
      fc.property(hostileText, (words) => {
        const lines = Object.values(drawingsOf(words)).flatMap(({ text }) => text.split("\n"));
        expect(lines.filter((line) => textColumns(line) > 80)).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  test.each(PLAIN)("%s comes out the same each time", (name, drawing) => {
    expect(drawingsOf("Some `plain` words")[name]).toEqual(drawing);
  });

  test.each(PLAIN)("%s loads nothing", (_name, { markup }) => {
    const addresses = markup
      .replace('xmlns="http://www.w3.org/2000/svg"', "")
      .match(/https?:|url\(|src=/giu);
    expect(addresses).toBeNull();
  });

  test.each(PLAIN)("%s takes its colours and fonts from the theme", (_name, { markup }) => {
    const known = new Set([RULE, ...Object.values(TONES).flatMap((tone) => Object.values(tone))]);
    const used = markup.match(/#[\da-f]{3,8}(?=["; ])/giu) ?? [];
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((colour) => !known.has(colour))).toEqual([]);
    const fonts = Object.values(FONTS).map((font) => font.replaceAll("'", "&#39;"));
    for (const [, font] of markup.matchAll(/font-family="([^"]+)"/gu))
      expect(fonts).toContain(font);
  });

  test.each(PLAIN.filter(([, { mime }]) => mime === "text/html"))(
    "%s reads at AA contrast on its own ground",
    (_name, { markup }) => {
      const texts = colouredTexts(readMarkup(markup), undefined, undefined);
      expect(texts.length).toBeGreaterThan(0);
      for (const { text, ink = "", ground = "" } of texts) {
        expect(contrast(ink, ground), `${text}: ${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      }
    },
  );

  test.each(PLAIN.filter(([, { mime }]) => mime === "text/html"))(
    "%s looks the same in a notebook that is not trusted",
    (_name, { markup }) => {
      const styles = elementsOf(readMarkup(markup))
        .flatMap(({ attributes }) => (attributes["style"] ?? "").split(";"))
        .filter((style) => style !== "");
      expect(styles.length).toBeGreaterThan(0);
      expect(styles.filter((style) => !STYLES.has(style.split(":")[0] ?? ""))).toEqual([]);
      const wraps = styles.filter((style) => style.startsWith("overflow-wrap"));
      expect(wraps.every((style) => style === "overflow-wrap:break-word")).toBe(true);
    },
  );

  test.each(PLAIN.filter(([, { mime }]) => mime === "image/svg+xml"))(
    "%s is a labelled picture with its text twin inside",
    (_name, { markup, text }) => {
      const svg = readMarkup(markup);
      const labels = (svg.attributes["aria-labelledby"] ?? "").split(" ");
      const labelled = elementsOf(svg).filter(({ attributes }) =>
        labels.includes(attributes["id"] ?? "-"),
      );
      expect(svg.attributes["role"]).toBe("img");
      expect(labelled.map(({ name }) => name)).toEqual(["title", "desc"]);
      expect(labelled.map(textOf)).toEqual(["Some `plain` words", text]);
    },
  );

  test.each(PLAIN.filter(([, { mime }]) => mime === "image/svg+xml"))(
    "%s has words of ten pixels or more in any window",
    (_name, { markup }) => {
      const { width, style = "" } = readMarkup(markup).attributes;
      const least = Number(/min-width:(\d+)px/u.exec(style)?.[1]);
      const sizes = Array.from(markup.matchAll(/font-size="([\d.]+)"/gu), ([, size]) =>
        Number(size),
      );
      expect((Math.min(...sizes) * least) / Number(width)).toBeGreaterThanOrEqual(10);
    },
  );

  test("shares a page with other pictures: no id is there twice", () => {
    const drawings = [...PLAIN, ...Object.entries(drawingsOf("Other words"))];
    const ids = drawings.flatMap(([, { markup }]) =>
      elementsOf(readMarkup(markup)).flatMap(({ attributes }) => attributes["id"] ?? []),
    );
    expect(ids).not.toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("the theme", () => {
  test.each(Object.entries(TONES))("%s: ink is AA on its ground and on a card", (_name, tone) => {
    expect(contrast(tone.ink, tone.ground)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(tone.ink, TONES.plain.ground)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(Object.entries(TONES))("%s: its line can be seen at 3 to 1", (_name, tone) => {
    expect(contrast(tone.line, tone.ground)).toBeGreaterThanOrEqual(3);
    expect(contrast(tone.line, TONES.plain.ground)).toBeGreaterThanOrEqual(3);
  });

  test("the ratio is computed as WCAG does", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
  });
});
