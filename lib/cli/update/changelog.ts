import { showHidden, wrapText } from "../../markup/plain-text.ts";

const MAX_LINES = 20;

/**
 * What CHANGELOG.md says of the versions that came since, newest first, as lines for a terminal; none
 * where it says nothing new. A version is a heading such as `## 1.2.0 (2026-11-30)`.
 *
 * @param before the file's text in the version before; where it had none, the newest version is new
 */
export function newsOf(before: string | undefined, now: string | undefined): string[] {
  const known = new Set(sections(before).map(({ version }) => version));
  const sinceThen = sections(now);
  const last = sinceThen.findIndex(({ version }) => known.has(version));
  const lines = sinceThen
    .slice(0, last < 0 ? 1 : last)
    .flatMap(({ text }) => ["", ...blocks(text).flatMap(blockLines)]);
  if (lines.length <= MAX_LINES) return lines;
  return [...lines.slice(0, MAX_LINES), "  … The rest is in CHANGELOG.md."];
}

function sections(changelog: string = ""): { version: string; text: string }[] {
  return changelog
    .replaceAll("\r\n", "\n")
    .split(/^## /m)
    .slice(1)
    .map((text) => ({ version: /^\S*/.exec(text)?.[0] ?? "", text }));
}

/** Its headings, list items and paragraphs, each in one line. */
function blocks(text: string): string[] {
  return text
    .split(/\n(?=\s*[-*] |#)|\n\s*\n|(?<=^#.*)\n/m)
    .map((block) => block.trim().replaceAll(/\s+/g, " "))
    .filter((block) => block !== "");
}

function blockLines(block: string, index: number): string[] {
  const said = showHidden(block.replaceAll(/\[([^\]]+)\]\([^)]*\)/g, "$1").replaceAll("**", ""));
  if (index === 0) return wrapText(`New in ${said}`);
  if (said.startsWith("#")) return wrapText(`${said.replace(/^#+ /, "")}:`);
  return wrapText(said.replace(/^[-*] /, ""), undefined, /^[-*] /.test(said) ? "  - " : "  ");
}
