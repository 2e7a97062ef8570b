import type { Drawing } from "./drawing.ts";
import { element, type Markup, sentence } from "./markup.ts";
import { escapeMarkup } from "./theme.ts";
import { PAGE_STYLE } from "./page-style.ts";

/** What may be in an element: text, which is escaped, or markup that is built already. */
export type Content = Markup | string;

/** The parts of a page. */
export interface PageParts {
  title: string;
  header: readonly Content[];
  main: readonly Content[];
  footer: readonly Content[];
  /** For pages with wide tables. */
  broad?: true;
  /** The style of what only this page has, after that of every page. */
  style?: string;
  /** For a page that is written again and again: after how many seconds a browser reads it again. */
  refresh?: number | undefined;
}

/**
 * A whole page: no script, nothing loaded, and a policy that lets a browser run and load nothing even
 * if something slipped through.
 */
export function page({ title, header, main, footer, broad, style, refresh }: PageParts): string {
  const body = element(
    "body",
    broad === true ? { class: "broad" } : {},
    element("header", {}, ...header),
    element("main", {}, ...main),
    element("footer", {}, ...footer),
  );
  const again = refresh === undefined ? "" : `<meta http-equiv="refresh" content="${refresh}">\n`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
${again}<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeMarkup(title)}</title>
<style>
${PAGE_STYLE}${style === undefined ? "" : `\n${style}`}
</style>
</head>
${body.markup}
</html>
`;
}

/** Text in which `backticks` mark code, as children of an element. */
export function prose(text: string): Content[] {
  return sentence(text, {});
}

export function paragraph(text: string): Markup {
  return element("p", {}, ...prose(text));
}

/** A name that somebody chose, kept from turning the text around it. */
export function name(text: string): Markup {
  return element("bdi", {}, text);
}

/** A section with a heading; its name is the heading's, which needs an id of the page's own. */
export function section(id: string, heading: Content, ...content: readonly Content[]): Markup {
  return element("section", { "aria-labelledby": id }, element("h2", { id }, heading), ...content);
}

/** Something that a reader must not miss. */
export function notice(tone: "live" | "fail" | "accent", ...content: readonly Content[]): Markup {
  return element("div", { class: `notice ${tone}` }, ...content);
}

/** A part that scrolls by itself where the page is too narrow for it, also by keyboard. */
export function scrolling(label: string, ...content: readonly Content[]): Markup {
  return element(
    "div",
    { class: "scroll", role: "region", "aria-label": label, tabindex: 0 },
    ...content,
  );
}

/** A table with a header row and a caption. */
export function table(
  caption: string,
  head: readonly string[],
  rows: readonly Content[][],
): Markup {
  return element(
    "table",
    {},
    element("caption", { class: "quiet" }, caption),
    element(
      "thead",
      {},
      element("tr", {}, ...head.map((words) => element("th", { scope: "col" }, words))),
    ),
    element(
      "tbody",
      {},
      ...rows.map((row) => element("tr", {}, ...row.map((cell) => element("td", {}, cell)))),
    ),
  );
}

/** A picture with a caption, and its text twin to unfold. */
export function pictured(drawing: Drawing, caption: string, label: string): Markup {
  return element(
    "figure",
    {},
    scrolling(label, drawing),
    element("figcaption", {}, caption),
    element(
      "details",
      { class: "screen" },
      element("summary", {}, "The same in words"),
      element("pre", {}, drawing.text),
    ),
  );
}

/** A share from 0 to 1 as a bar; its words are beside it. */
export function shareBar(share: number): Markup {
  const width = Math.round(Math.max(0, Math.min(1, share)) * 1000) / 10;
  return element(
    "div",
    { class: "bar", "aria-hidden": "true" },
    element("span", { style: `width:${width}%` }),
  );
}
