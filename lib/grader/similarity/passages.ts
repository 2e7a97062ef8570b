import { boundText } from "../../markup/plain-text.ts";
import { element, type Markup } from "../../markup/markup.ts";
import { type Content, name } from "../../markup/page.ts";
import type { Pair, Side } from "./groups.ts";

/** Lines around a shared one that are shown; the others are counted. */
const AROUND = 2;

/** Longest line that is shown, in characters. */
const LINE_LIMIT = 400;

/** The look of two answers side by side, or below each other where there is no room. */
export const PASSAGE_STYLE: string = `
.sides{display:grid;grid-template-columns:1fr 1fr;gap:.25rem 1rem;align-items:start}
.sides>figure{min-width:0}
.sides pre{padding:.5rem 0}
.sides pre>*{display:block;padding:0 .75rem 0 1rem;border-left:4px solid transparent;min-height:1.55em}
.sides mark{background:var(--live-ground);color:var(--live-ink);border-left-color:var(--live-line)}
.sides .quiet{font-style:italic}
@media (max-width:48rem){.sides{grid-template-columns:1fr}}
`.trim();

/** Both answers of a pair, with the lines marked that hold what they share. */
export function sideBySide({ one, other }: Pair): Markup {
  return element("div", { class: "sides" }, passage(one), passage(other));
}

/** Everybody who wrote it. */
export function writers(students: readonly string[]): Content[] {
  return students.flatMap((student, at) => [...(at === 0 ? [] : [", "]), name(student)]);
}

function passage({ answer, shared, compared }: Side): Markup {
  const marked = new Set([...shared].map((place) => answer.tokens[place]?.line ?? 0));
  return element(
    "figure",
    {},
    element(
      "figcaption",
      {},
      element("strong", {}, ...writers(answer.students)),
      `: ${shared.size} of ${compared} compared tokens are shared, in ${ranges(marked)}`,
    ),
    element("pre", {}, ...shownLines(answer.source, marked)),
  );
}

function shownLines(source: string, marked: ReadonlySet<number>): Markup[] {
  const lines = source.split("\n");
  const isNear = (at: number): boolean =>
    [...Array(2 * AROUND + 1).keys()].some((step) => marked.has(at + step - AROUND));
  const shown: Markup[] = [];
  let hidden = 0;
  const tellHidden = (): void => {
    if (hidden > 0) shown.push(element("span", { class: "quiet" }, hiddenWords(hidden)));
    hidden = 0;
  };
  for (const [at, line] of lines.entries()) {
    if (!isNear(at)) {
      hidden += 1;
      continue;
    }
    tellHidden();
    shown.push(element(marked.has(at) ? "mark" : "span", {}, boundText(line, LINE_LIMIT)));
  }
  tellHidden();
  return shown;
}

function hiddenWords(count: number): string {
  return count === 1 ? "… 1 line" : `… ${count} lines`;
}

/** "lines 1–3 and 7", for who does not see the marks. */
function ranges(marked: ReadonlySet<number>): string {
  const lines = [...marked].toSorted((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const line of lines) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === line) last[1] = line + 1;
    else runs.push([line + 1, line + 1]);
  }
  const words = runs.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`));
  const all = [words.slice(0, -1).join(", "), ...words.slice(-1)].filter(Boolean).join(" and ");
  return `${lines.length === 1 ? "line" : "lines"} ${all}`;
}
