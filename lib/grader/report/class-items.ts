import { countText } from "../../base/counted.ts";
import { drawBars } from "../../draw/chart.ts";
import { element, type Markup } from "../../markup/markup.ts";
import type { Item } from "./items.ts";
import { type Content, paragraph, pictured, scrolling, section, table } from "../../markup/page.ts";

/** How many checks the chart shows: the hardest ones. */
const CHARTED = 12;

/** Where a class struggles: the hardest checks as a chart, every check as a table. */
export function itemSection(items: readonly Item[]): Markup[] {
  if (items.every(({ share }) => share === undefined)) return [];
  return [
    section(
      "checks",
      "Where the class struggles",
      chart(items),
      paragraph(
        "Discrimination tells whether those who pass a check also pass the others of its lesson: 1 always, 0 no relation, below 0 the reverse. A hard check near 0 deserves a look at its task. It is left out below ten attempts.",
      ),
      element(
        "details",
        {},
        element("summary", {}, `All ${items.length} checks`),
        scrolling(
          "All checks",
          table("Every check of the lessons handed in", HEAD, items.map(row)),
        ),
      ),
    ),
  ];
}

function chart(items: readonly Item[]): Markup {
  const hardest = items
    .filter(({ share }) => share !== undefined && share < 1)
    .toSorted((one, other) => (one.share ?? 0) - (other.share ?? 0))
    .slice(0, CHARTED);
  if (hardest.length === 0) return paragraph("Every answer that was begun passes every check.");
  const bars = hardest.map(({ check, share, passed, attempts }) => ({
    label: check.id,
    value: Math.round((share ?? 0) * 100),
    note: `${passed} of ${countText(attempts, "attempt")}: ${check.title}`,
  }));
  const drawing = drawBars("Share of attempts that pass: the hardest checks", bars, "%", 100);
  return pictured(
    drawing,
    "An answer that was begun is an attempt.",
    "Chart of the hardest checks",
  );
}

const HEAD = [
  "Check",
  "Title",
  "Attempts",
  "Passed",
  "Only unpublished values fail",
  "Not started",
  "Discrimination",
];

function row({ check, share, discrimination, ...item }: Item): Content[] {
  return [
    element("code", {}, check.id),
    check.title,
    String(item.attempts),
    share === undefined ? "–" : `${Math.round(share * 100)} %`,
    String(item.failedPrivately),
    String(item.notStarted),
    discrimination === undefined ? "–" : discrimination.toFixed(2),
  ];
}
