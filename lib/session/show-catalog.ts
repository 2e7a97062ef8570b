import {
  type CatalogQuestion,
  type CatalogText,
  needlessReads,
} from "../subjects/resources/rank-entries.ts";
import { display } from "./display.ts";
import { drawCatalogOf } from "../draw/catalog.ts";
import { drawBars } from "../draw/chart.ts";
import { drawRows } from "../draw/table-card.ts";

/** An entry of a listing of MCP resources or templates, as far as it is drawn. */
export interface ListedEntry {
  uri?: string | undefined;
  uriTemplate?: string | undefined;
  title?: string | undefined;
  description?: string | undefined;
  mimeType?: string | undefined;
  size?: number | undefined;
  annotations?: { audience?: string[] | undefined; priority?: number | undefined } | undefined;
}

/** Draws the resources or templates that an MCP server lists, in the order given. */
export function drawCatalog(entries: readonly ListedEntry[], title: string): void {
  display(
    drawCatalogOf(
      title,
      entries.map(({ uri, uriTemplate, annotations, ...said }) => ({
        uri: uri ?? uriTemplate ?? "",
        ...said,
        audience: annotations?.audience,
        priority: annotations?.priority,
      })),
    ),
  );
}

/** Draws rows as a table: a column for each of their fields. */
export function drawTable(rows: readonly object[], title: string): void {
  display(drawRows(title, rows));
}

/**
 * Draws how many entries a caller opens for nothing over all questions, for each of some catalogs.
 * @param catalogs by the label that each is drawn with
 */
export function drawNeedlessReads(
  catalogs: Readonly<Record<string, readonly CatalogText[]>>,
  questions: readonly CatalogQuestion[],
): void {
  const bars = Object.entries(catalogs).map(([label, catalog]) => {
    const needless = questions.map((question) => needlessReads(question, catalog));
    const found = needless.filter((reads) => reads === 0).length;
    return {
      label,
      value: needless.reduce((sum, reads) => sum + reads, 0),
      note: `${found} of ${questions.length} questions find their entry first`,
    };
  });
  display(drawBars("Wasted reads", bars, "reads"));
}
