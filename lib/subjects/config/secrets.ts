import { knownKinds } from "./secret-kinds.ts";
import { textHoldsSecret } from "./secret-rule.ts";
import { urlHoldsSecret } from "./secret-urls.ts";
import { isPlaceholder, withHoles } from "./secret-values.ts";

/** A secret that was found in a text. It never holds the secret itself. */
export interface SecretFinding {
  /** What kind it is, such as `anthropic` or `hugging-face`; `written-out` is known by its place. */
  kind: string;
  /** Counted from 1. */
  line: number;
  /** Counted from 1, in UTF-16 units. */
  column: number;
}

/**
 * The secrets in a text: by the rules of secretlint's recommended preset, the lab's known forms, and, line
 * by line, the rule for configs (`secret-rule.ts`). A comment that switches secretlint off is not obeyed.
 */
export async function findSecrets(text: string): Promise<SecretFinding[]> {
  const lines = text.split("\n");
  const looks = await secretsByLook(lines);
  return lines.flatMap((content, at) => {
    const line = at + 1;
    const found = looks[at] ?? [];
    if (found.length > 0) return found.map((one) => ({ ...one, line }));
    const assigned = content.replace(/^\s*export\s+/, "").trim();
    if (!textHoldsSecret(assigned, "sentence")) return [];
    return [{ kind: "written-out", line, column: 1 + content.search(/\S/) }];
  });
}

/** For each text, which must be one line, what it holds of a known form. One look costs more than its text. */
export async function secretsByLook(
  texts: readonly string[],
): Promise<{ kind: string; column: number }[][]> {
  const lines = texts.map((text) => withHoles(disobey(text)));
  const found = lines.map(knownKinds);
  const whole = lines.join("\n");
  let end = 0;
  const starts = lines.map((line) => (end += line.length + 1) - line.length - 1);
  for (const { kind, range } of await lint(whole)) {
    const text = whole.slice(...range);
    if (text.includes("://") ? !urlHoldsSecret(text) : isPlaceholder(text)) continue;
    const line = starts.findLastIndex((start) => start <= range[0]);
    found[line]?.push({ kind, at: range[0] - (starts[line] ?? 0) });
  }
  return found.map((all) => {
    const byKind = new Map(all.map(({ kind, at }) => [kind, { kind, column: at + 1 }]));
    return [...byKind.values()].toSorted((a, b) => a.column - b.column);
  });
}

async function lint(
  content: string,
): Promise<{ kind: string; range: readonly [number, number] }[]> {
  // Loaded only here: most sessions never look for a secret.
  const { lintSource } = await import("@secretlint/core");
  const { creator: rule } = await import("@secretlint/secretlint-rule-preset-recommend");
  const { secretLintProfiler } = await import("@secretlint/profiler");
  // It would keep every measurement of this process for ever, and go through all of them at each.
  secretLintProfiler.mark = () => {};
  const { messages } = await lintSource({
    source: { content, filePath: "text", ext: ".txt", contentType: "text" },
    options: {
      noPhysicFilePath: true,
      maskSecrets: true,
      config: { rules: [{ id: PRESET, rule }] },
    },
  });
  return messages.map(({ ruleId, range }) => ({ kind: kindOf(ruleId), range }));
}

const PRESET = "@secretlint/secretlint-rule-preset-recommend";

/** The preset cannot be told to leave its comments out, and a range must keep its place. */
const disobey = (text: string): string => text.replaceAll("secretlint-", "secretlint_");

const kindOf = (rule: string): string => rule.replace("@secretlint/secretlint-rule-", "");
