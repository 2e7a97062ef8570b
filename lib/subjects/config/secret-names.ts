const SECRET =
  /^(keys?|tokens?|secrets?|pass|pwd|pw|passwd|passwort|passcode|passphrase|passwords?|pat|creds?|credentials?|mnemonic|authorization|bearer|jwt|cookies?)$/;

/** Two words that name a secret together. */
const PAIR = /\b((seed|recovery|backup|mnemonic) (phrase|words)|api hash)$/;

/** Words run together, such as `PGPASSWORD` and `apikey`. */
const COMPOUND =
  /(password|passwd|passphrase|secret|token|credentials?)s?$|^(db|pg|my|sql|mysql|smtp|mail|user|root|admin|redis|mongo)(pass|pwd)$|^(api|access|secret|private|auth|app|master|signing|encryption|license|account|subscription|service)keys?$/;

/** Of these, a value may be a secret, if it looks like one. */
const RELATED = /^(auth|sig|signature|session|sid|code|hmac|seed|otp|credential|k)$/;

/** As the last word: where a secret is, which one, or what it is like, not what it is. */
const ABOUT = new Set(
  `address age alg algorithm alias arn audience bits budget bytes check chars cmd column command
  contract cost count dir directory email enabled disabled endpoint env envvar expires expiration expiry field file fingerprint
  folder format header helper host hours id ids index interval issuer kid kind label length lifetime limit
  location manager max min mint minutes mode ms name names number param parameter path pattern policy prefix position
  provider region required rotation scope scopes script seconds secs size source stdin store strategy suffix
  table template timeout title ttl type types uri url urls usage user username validation var variable vars vault
  version window days`.split(/\s+/),
);

/** Before `key` or `token`: one that is no secret. */
const OPEN = new Set(
  `anon arrow bos cache completion composite context continuation cursor dedup dedupe deduplication design end
  enter eos escape feature field file flag foreign group hash host hot idempotency index input issue json keyboard
  label lookup map mask max message metadata min natural next num object output pad page param partition primary
  press prompt project property public publishable query range record reasoning redis row shard shortcut site sort
  space start stop team thinking total translation unique unk`.split(/\s+/),
);

const ASKS =
  /^(allow|check|disable|enable|force|has|hide|ignore|is|no|optional|require|required|show|skip|use|verify|with|without)$/;

/**
 * What a name says of its value. `secret`: it is one, unless it is empty or a placeholder.
 * `maybe`: it is one if it looks so. `open`: it is meant to be seen.
 */
export type NameVerdict = "secret" | "maybe" | "open" | "other";

/** The words of a name in camelCase, snake_case or kebab-case, in small letters and without numbers. */
export function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, "$1 $2")
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== "");
}

/** Judges the name of a variable, header, flag, field or query parameter by its words. */
export function judgeName(name: string): NameVerdict {
  const words = wordsOf(name);
  const last = words.at(-1) ?? "";
  if (last === "") return "other";
  if (words.some((word) => /^(public|publishable|anon)$/.test(word))) return "open";
  if (ASKS.test(words[0] ?? "") || ABOUT.has(last)) return "other";
  // The program's own name for the path of a file.
  if (words.join(" ").endsWith("application credentials")) return "other";
  if (PAIR.test(words.join(" "))) return "secret";
  const at = words.findLastIndex((word) => SECRET.test(word) || COMPOUND.test(word));
  if (at < 0) return words.some((word) => RELATED.test(word)) ? "maybe" : "other";
  if (/^(key|token)s?$/.test(words[at] ?? "") && OPEN.has(words[at - 1] ?? "")) return "open";
  // `pass` is a word of its own, too: PASS_THROUGH.
  if (at < words.length - 1) return words[at] === "pass" ? "other" : "maybe";
  return "secret";
}

/** As the last word: a thing that has a made-up name of its own, which everybody may see. */
const THING =
  /^(account|app|base|board|build|calendar|channel|chat|checksum|cid|commit|contract|database|deployment|design|digest|doc|document|drive|etag|hash|image|integrity|list|match|mint|model|org|organi[sz]ation|page|playlist|program|project|ref|release|revision|sha|sheet|site|space|spreadsheet|style|tag|team|tenant|trace|traceparent|tracestate|video|wallet|workspace)$/;

/** Whether a name says nothing of its value, so that the value has to, such as `COHERE`. */
export function saysNothing(name: string): boolean {
  const words = wordsOf(name);
  const last = words.at(-1) ?? "";
  const isAbout = ASKS.test(words[0] ?? "") || ABOUT.has(last) || THING.test(last);
  return last !== "" && judgeName(name) === "other" && !isAbout;
}

/** Whether a variable or header of this name holds a secret. */
export function namesSecret(name: string): boolean {
  // A shell's name for where it is.
  if (/^(OLD)?PWD$/.test(name)) return false;
  const verdict = judgeName(name);
  const words = wordsOf(name);
  return verdict === "secret" || (verdict === "maybe" && words.some((word) => SECRET.test(word)));
}
