/** A secret that was found in a text. It never holds the secret itself. */
export interface SecretFinding {
  /** What kind it is, such as `anthropic` or `hugging-face`. */
  kind: string;
  /** Counted from 1. */
  line: number;
}

/** What secretlint's recommended rules do not know, or know in one form only. */
const COURSE_TOKENS: readonly { kind: string; pattern: RegExp }[] = [
  { kind: "hugging-face", pattern: /\bhf_[A-Za-z0-9]{20,}/g },
  { kind: "anthropic", pattern: /\bsk-ant-[\w-]{16,}/g },
  { kind: "crm", pattern: /\bcrm_(live|test)_[A-Za-z0-9]{12,}/g },
];

/**
 * The secrets in a text, by the rules of secretlint's recommended preset and the course's own tokens.
 * A comment that switches secretlint off is not obeyed.
 */
export async function findSecrets(text: string): Promise<SecretFinding[]> {
  // Loaded only here: most sessions never look for a secret.
  const { lintSource } = await import("@secretlint/core");
  const { creator: rule } = await import("@secretlint/secretlint-rule-preset-recommend");
  const { secretLintProfiler } = await import("@secretlint/profiler");
  // It would keep every measurement of this process for ever, and go through all of them at each.
  secretLintProfiler.mark = () => {};
  const { messages } = await lintSource({
    source: { content: disobey(text), filePath: "text", ext: ".txt", contentType: "text" },
    options: {
      noPhysicFilePath: true,
      maskSecrets: true,
      config: { rules: [{ id: PRESET, rule }] },
    },
  });
  const found = [
    ...messages.map((message) => ({ kind: kindOf(message.ruleId), at: message.range[0] })),
    ...COURSE_TOKENS.flatMap(({ kind, pattern }) =>
      [...text.matchAll(pattern)].map((match) => ({ kind, at: match.index })),
    ),
  ].map(({ kind, at }) => ({ kind, line: text.slice(0, at).split("\n").length }));
  const seen = new Map(found.map((finding) => [`${finding.kind} ${finding.line}`, finding]));
  return [...seen.values()].toSorted((a, b) => a.line - b.line);
}

const PRESET = "@secretlint/secretlint-rule-preset-recommend";

/** The preset cannot be told to leave its comments out, and a range must keep its place. */
const disobey = (text: string): string => text.replaceAll("secretlint-", "secretlint_");

const kindOf = (rule: string): string => rule.replace("@secretlint/secretlint-rule-", "");
