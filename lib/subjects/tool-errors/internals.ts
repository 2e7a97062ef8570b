/** Looks like a key or a token. */
export const CREDENTIAL: RegExp =
  /\b(?:(?:sk|pk|hf|ghp|gho|xox[a-z])[-_][\w-]{8,}|(?:bearer|basic) +[\w.~+/=-]{8,})/i;

/** A sign that a text tells of the inside of a system. */
interface Internal {
  /** What shows, in words. */
  what: string;
  pattern: RegExp;
  /** Harmless sentences hold it, too: enough to hold a text back, too little to report one. */
  loose?: true;
}

/** What tells of the inside of a system. */
export const internals: readonly Internal[] = [
  {
    what: "SQL",
    pattern:
      /\b(select|insert|update|delete|drop|create|alter|pragma)\b[\s\S]*\b(from|into|set|table|where|values)\b/i,
    loose: true,
  },
  {
    what: "SQL",
    pattern:
      /\b(SELECT\b[^.]{1,300}\bFROM|INSERT INTO|UPDATE\b[^.]{1,300}\bSET|DELETE FROM|(DROP|CREATE|ALTER) TABLE|PRAGMA)\b/,
  },
  {
    what: "a system's own code",
    pattern: /sqlite|\b(errno|econn\w+|enoent|eacces|enotfound|etimedout)\b/i,
  },
  { what: "a word of programmers", pattern: /\b(sql|stack)\b/i, loose: true },
  { what: "a path", pattern: /(^|[\s("'=])(\/|~\/|[a-z]:\\|file:)[\w.-]+[/\\]/i },
  { what: "a module", pattern: /\bnode_modules\b|\bnode:\w+/i },
  { what: "a place in the code", pattern: /\bat \S+ ?\(|:\d+:\d+\b/ },
  { what: "a credential", pattern: /\b(bearer|basic) +\S+/i, loose: true },
  {
    what: "a credential",
    pattern: /\b(sk|pk|hf|ghp|api|key|token|secret)[-_]\S{6,}/i,
    loose: true,
  },
  { what: "a credential", pattern: CREDENTIAL },
  { what: "an address", pattern: /\b(localhost|\d{1,3}(\.\d{1,3}){3})(:\d+)?\b/i, loose: true },
  { what: "an address", pattern: /\b(localhost|\d{1,3}(\.\d{1,3}){3}):\d+\b/i },
];
