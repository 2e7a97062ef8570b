import { defaultHighlightStyle, HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { FONTS } from "../../markup/theme.ts";

/** The colours of CodeMirror's own style, in those of the page, which are light or dark. */
const COLOURS: Readonly<Record<string, string>> = {
  "#708": "var(--accent-ink)",
  "#219": "var(--live-ink)",
  "#164": "var(--live-ink)",
  "#a11": "var(--pass-ink)",
  "#e40": "var(--live-ink)",
  "#085": "var(--type-ink)",
  "#167": "var(--type-ink)",
  "#940": "var(--quiet-ink)",
};

const highlighting = HighlightStyle.define(
  defaultHighlightStyle.specs.map((spec) => ({
    ...spec,
    color: COLOURS[String(spec["color"])] ?? "inherit",
  })),
);

const theme = EditorView.theme({
  "&": { background: "var(--calm-ground)", color: "var(--plain-ink)", fontSize: "0.875rem" },
  "&.cm-focused": { outline: "3px solid var(--accent-line)", outlineOffset: "-1px" },
  ".cm-scroller": { fontFamily: FONTS.mono, lineHeight: "1.55" },
  ".cm-content": { padding: "0.6rem 0", caretColor: "var(--plain-ink)" },
  ".cm-line": { padding: "0 0.75rem" },
  ".cm-cursor": { borderLeftColor: "var(--plain-ink)", borderLeftWidth: "2px" },
  "& .cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground":
    { background: "var(--selection)" },
  "&.cm-focused .cm-matchingBracket": {
    background: "var(--selection)",
    outline: "1px solid var(--accent-line)",
  },
  ".cm-tooltip": {
    background: "var(--plain-ground)",
    color: "var(--plain-ink)",
    border: "1px solid var(--plain-line)",
    borderRadius: "6px",
    maxWidth: "min(40rem, 92vw)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: FONTS.mono },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    background: "var(--accent-ground)",
    color: "var(--accent-ink)",
    outline: "1px solid var(--accent-line)",
  },
});

/** How code looks in a cell, in light and in dark. */
export const editorTheme: Extension = [theme, syntaxHighlighting(highlighting)];
