import { LabError } from "../../base/lab-error.ts";
import type { CatalogText } from "./rank-entries.ts";

/**
 * Entries of a catalog from a text of two lines for each: `uri | priority | title`, and below it the
 * description. Empty lines between them do not matter.
 *
 * @throws LabError `catalog-line` for a line that is neither
 */
export function parseCatalog(text: string): CatalogText[] {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const heads = lines.flatMap((line, index) => (line.includes("|") ? [index] : []));
  if (heads[0] !== 0) throw badLine(lines[0] ?? "");
  return heads.map((at, index) => {
    const head = lines[at] ?? "";
    const [uri = "", priority = "", title = "", ...more] = head
      .split("|")
      .map((part) => part.trim());
    if (priority === "" || Number.isNaN(Number(priority)) || more.length > 0) throw badLine(head);
    const description = lines.slice(at + 1, heads[index + 1]).join(" ");
    return { uri, title, description, priority: Number(priority) };
  });
}

function badLine(line: string): LabError {
  return new LabError("catalog-line", {
    what: "An entry of a catalog begins with a line like: crm://t/01 | 0.5 | Table 1",
    where: line === "" ? "an empty text" : line,
    remedy: "Write the URI, a priority from 0 to 1 and the title there, and the description below.",
  });
}
