import { escapeCell, formatNumber } from "./format.ts";
import type { Repo } from "./entities.ts";

/** Every fictional dataset has one configuration with one split. */
const CONFIG = "default";
const SPLIT = "train";
const DEFAULT_ROWS = 5;
const MOST_ROWS = 100;

/** The `dataset_structure` part of `hub_repo_details`: configurations, splits and columns. */
export function describeStructure(dataset: Repo): string {
  const columns = columnsOf(dataset);
  return [
    "## Dataset Structure",
    "",
    "### Configs and Splits",
    "| Config | Split | Rows | Columns |",
    "|---|---|---:|---:|",
    `| ${CONFIG} | ${SPLIT} | ${formatNumber(dataset.sample?.totalRows ?? 0)} | ${columns.length} |`,
    "",
    "### Schema Preview",
    "",
    `Using \`${CONFIG}/${SPLIT}\`.`,
    "",
    ...features(dataset),
  ].join("\n");
}

/**
 * The `dataset_preview` part of `hub_repo_details`: rows from `offset` on, 5 unless told, and no
 * more than the few that the fictional dataset holds.
 */
export function describePreview(
  dataset: Repo,
  wanted: {
    config?: string | undefined;
    split?: string | undefined;
    offset?: number | undefined;
    limit?: number | undefined;
  },
): string {
  const { config = CONFIG, split = SPLIT, offset = 0 } = wanted;
  if (config !== CONFIG || split !== SPLIT) {
    return [
      "## Dataset Preview",
      "",
      `- Error: Config/split \`${config}\` / \`${split}\` was not found.`,
      "",
      "Available options:",
      `- \`${CONFIG}\` / \`${SPLIT}\``,
    ].join("\n");
  }
  const limit = Math.min(Math.max(wanted.limit ?? DEFAULT_ROWS, 1), MOST_ROWS);
  const rows = (dataset.sample?.rows ?? []).slice(offset, offset + limit);
  const columns = columnsOf(dataset);
  return [
    "## Dataset Preview",
    "",
    `- Dataset: \`${dataset.id}\``,
    `- Config: \`${CONFIG}\``,
    `- Split: \`${SPLIT}\``,
    `- Requested limit: \`${limit}\``,
    `- Total rows: \`${formatNumber(dataset.sample?.totalRows ?? 0)}\``,
    "",
    "### Features",
    "",
    ...features(dataset),
    "",
    "### Rows",
    "",
    `| # | ${columns.join(" | ")} |`,
    `|---:|${columns.map(() => "---").join("|")}|`,
    ...rows.map((row, index) => {
      const cells = columns.map((column) => escapeCell(String(row[column] ?? "")));
      return `| ${offset + index} | ${cells.join(" | ")} |`;
    }),
  ].join("\n");
}

function columnsOf(dataset: Repo): string[] {
  return Object.keys(dataset.sample?.rows[0] ?? {});
}

function features(dataset: Repo): string[] {
  const [first = {}] = dataset.sample?.rows ?? [];
  const rows = Object.entries(first).map(
    ([column, value], index) =>
      `| ${index + 1} | ${escapeCell(column)} | ${typeof value === "number" ? "float64" : "string"} |`,
  );
  return ["| # | Column | Type |", "|---:|---|---|", ...rows];
}
