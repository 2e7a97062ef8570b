const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** `2026-03-01T…` as `1 Mar, 2026`, the form that the real server prints. */
export function formatDate(iso: string): string {
  const [year, month, day] = iso.slice(0, 10).split("-").map(Number);
  return `${day} ${MONTHS[(month ?? 1) - 1]}, ${year}`;
}

/** 12345 as `12.3K`, the form that the real server prints. */
export function formatNumber(count: number): string {
  if (count >= 1_000_000) return `${(count / 1_000_000).toFixed(1)}M`;
  if (count >= 1_000) return `${(count / 1_000).toFixed(1)}K`;
  return count.toString();
}

/** A file size in bytes as `1.2 MB`, decimal units. */
export function formatBytes(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  if (bytes >= 1e6) return `${(bytes / 1e6).toFixed(1)} MB`;
  if (bytes >= 1e3) return `${(bytes / 1e3).toFixed(1)} KB`;
  return `${bytes} bytes`;
}

/** Keeps a value inside its Markdown table cell. */
export function escapeCell(text: string): string {
  return text.replace(/\n/g, " ").replace(/[|*_~`>#]/g, (sign) => `\\${sign}`);
}

/** A value in backticks. */
export function inlineCode(text: string): string {
  return `\`${text.replace(/`/g, "\\`")}\``;
}
