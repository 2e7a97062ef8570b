import { escapeCell, formatBytes, inlineCode } from "../format.ts";
import { withNotice } from "../notice.ts";
import type { FsEntry, FsItem, FsResult } from "./schema.ts";

/** The text of an `hf_fs` answer: one section an operation, in the real server's layout. */
export function renderBatch(items: readonly FsItem[]): string {
  const sections = items.map((item) => {
    const body =
      item.status === "error"
        ? `[${item.error.code}] ${item.error.message}\nRecovery: ${item.error.recovery}`
        : renderResult(item.result);
    return `## Operation ${item.index + 1}\n\n${body}`;
  });
  return withNotice(sections.join("\n\n---\n\n"));
}

function renderResult(result: FsResult): string {
  const text = result.entries ? renderEntries(result, result.entries) : renderText(result);
  const warnings = result.warnings?.map((warning) => `- ${warning}`) ?? [];
  return warnings.length === 0 ? text : `${text}\n\n## Warnings\n\n${warnings.join("\n")}`;
}

function renderEntries(result: FsResult, entries: readonly FsEntry[]): string {
  const rows = entries.map((entry) => {
    const cells = [entry.type, entry.path, entry.uri ?? "", entry.target_uri ?? "", details(entry)];
    return `| ${cells.map(escapeCell).join(" | ")} |`;
  });
  return [
    `# hf_fs ${result.op}`,
    "",
    `URI: ${inlineCode(result.uri)}`,
    "",
    "| Type | Path | URI | Target | Details |",
    "|---|---|---|---|---|",
    ...rows,
    ...(result.truncated ? ["", `Result truncated: ${result.truncation_reason ?? "limit"}.`] : []),
  ].join("\n");
}

function renderText(result: FsResult): string {
  return [
    "# hf_fs cat",
    "",
    `URI: ${inlineCode(result.uri)}`,
    `Path: ${inlineCode(result.path ?? "")}`,
    ...(result.content_type ? [`Content-Type: ${inlineCode(result.content_type)}`] : []),
    `Bytes: ${result.bytes ?? 0}`,
    "",
    result.content ?? "",
  ].join("\n");
}

function details(entry: FsEntry): string {
  const parts = [
    entry.repo_type && `repo=${entry.repo_type}`,
    entry.private === false && "public",
    entry.likes !== undefined && `likes=${entry.likes}`,
    entry.downloads !== undefined && `downloads=${entry.downloads}`,
    entry.size !== undefined && `size=${formatBytes(entry.size)}`,
    entry.task && `task=${entry.task}`,
    entry.sdk && `sdk=${entry.sdk}`,
    entry.title && `title=${entry.title}`,
    entry.description && `summary=${entry.description}`,
    entry.upvotes !== undefined && `upvotes=${entry.upvotes}`,
    entry.updated_at && `updated=${entry.updated_at}`,
    entry.created_at && `created=${entry.created_at}`,
    entry.published_at && `published=${entry.published_at}`,
    entry.url && `web=${entry.url}`,
    entry.arxiv_url && `arXiv=${entry.arxiv_url}`,
  ];
  return parts.filter(Boolean).join(", ");
}
