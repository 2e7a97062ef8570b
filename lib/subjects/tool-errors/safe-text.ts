const internals = [
  /\b(select|insert|update|delete|drop|create|alter|pragma)\b[\s\S]*\b(from|into|set|table|where|values)\b/i,
  /sqlite|\b(sql|stack|errno|econn\w+|enoent|eacces)\b/i,
  /(^|[\s("'=])(\/|~\/|[a-z]:\\|file:)[\w.-]+[/\\]/i,
  /\bnode_modules\b|\bnode:\w+/i,
  /\bat \S+ ?\(|:\d+:\d+\b/,
  /\b(bearer|basic) +\S+/i,
  /\b(sk|pk|hf|ghp|api|key|token|secret)[-_]\S{6,}/i,
  /\b(localhost|\d{1,3}(\.\d{1,3}){3})(:\d+)?\b/i,
];

/**
 * Returns the text when it may be shown to a model: one line of at most 200 visible characters, no SQL,
 * path, stack, address or credential, and none of `secrets`. Otherwise undefined. It would rather
 * refuse a harmless sentence than pass a harmful one.
 */
export function safeText(text: string, secrets: readonly string[] = []): string | undefined {
  if (text === "" || text.length > 200 || /[\p{Cc}\p{Cf}]/u.test(text)) return undefined;
  if (secrets.some((secret) => secret !== "" && text.includes(secret))) return undefined;
  return internals.some((pattern) => pattern.test(text)) ? undefined : text;
}
