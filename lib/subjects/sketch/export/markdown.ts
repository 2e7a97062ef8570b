import { oneLine } from "../../../markup/plain-text.ts";

/** A text as one line of Markdown in which nothing is markup, also at its start or in a table. */
export function plain(text: string): string {
  return oneLine(text)
    .replace(/[&<>]/g, (found) => ENTITIES[found] ?? found)
    .replace(/[\\`*_[\]#!|~$@]/g, (found) => `\\${found}`)
    .replace(/^[-+=]/, (found) => `\\${found}`)
    .replace(/^(\d+)([.)])/, (_, digits: string, end: string) => `${digits}\\${end}`);
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** A text as code, also in a cell of a table. */
export function code(text: string): string {
  const words = oneLine(text);
  const longest = Math.max(0, ...[...words.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = words.startsWith("`") || words.endsWith("`") || words === "" ? " " : "";
  return `${fence}${pad}${words.replaceAll("|", "\\|")}${pad}${fence}`;
}

/** Several names as code, in a list. */
export function codes(texts: readonly string[]): string {
  return texts.length === 0 ? "none" : texts.map(code).join(", ");
}

/** A table; its cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

/** A text as the label of a Mermaid node or edge: whatever is not plain is written as a number. */
export function mermaidLabel(text: string): string {
  const words = oneLine(text).replace(
    /[^\p{L}\p{N} ,_./:-]/gu,
    (found) => `#${found.codePointAt(0) ?? 32};`,
  );
  return `"${words}"`;
}
