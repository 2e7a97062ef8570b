import { wordsOf } from "./secret-names.ts";

/**
 * Stands for what is put in when the config is used: `${X}`, `$X`, `$(…)`, `%X%`, `{{X}}`, `{env:X}`, `%s`.
 * A private character, so that no rule takes it for a part of a value.
 */
const HOLE = "\uE000";

const REFERENCES =
  /\$\{[^}]*\}|\$\([^)]*\)|\$env:\w+|\$[A-Z_][A-Z0-9_]*(?![a-z])|%[A-Za-z_][\w()]*%|\{\{[^}]*\}\}|\{(env|file):[^}]*\}|%s|`[^`]*`/g;

/** The text with holes, as long as it was, for everything that is put in later. */
export const withHoles = (text: string): string =>
  text.replaceAll(REFERENCES, (reference) => HOLE.repeat(reference.length));

/** Words that a placeholder is made of, or a name. */
const VAGUE = new Set(
  `a access actual add admin an api app auth bearer bot by change client credentials db default dummy enter example
  fill for from goes here id in insert key me my openai paste pat personal please private put real replace sample
  secret service set string the this to token user username value with your`.split(/\s+/),
);

const PLACEHOLDER_WORD =
  /^(your\w*|here|examples?|placeholder|changeme|change|replace(me)?|insert|paste|redacted|todo|tbd|fixme|x{3,}|sua|votre|deine?)$/;

/** Whether a value stands in for one: `<your key>`, `YOUR_API_KEY`, `xxx`, `changeme`. */
export function isPlaceholder(value: string): boolean {
  const text = value.trim();
  if (/^(<[^>]*>|\[[^\]]*\]|\{[^}":]*\}|__\w+__)$/.test(text)) return true;
  if (/\.{3}|…|\*{3,}|x{6,}/i.test(text) || /^[.*_x-]{3,}$/i.test(text)) return true;
  const words = wordsOf(text);
  if (words.some((word) => PLACEHOLDER_WORD.test(word))) return true;
  if (/\d/.test(text)) return false;
  // The name of a variable, or a name such as `my-api-key`; a lone `password` is one that people use.
  return (
    /^[A-Z][A-Z]*(_[A-Z]+)+$/.test(text) ||
    (words.length > 0 && words.every((word) => VAGUE.has(word)))
  );
}

/** A place, an address or a switch: no secret wherever it is written. */
function isPlain(value: string): boolean {
  const text = value.trim();
  return (
    /^(true|false|yes|no|on|off|none|null|undefined|required|optional|oauth|bearer|basic)$/i.test(
      text,
    ) ||
    /^([A-Za-z]:[\\/]|~\/|\.{1,2}\/|file:|arn:|[a-z][a-z0-9+.-]*:\/\/)/.test(text) ||
    (/^\/[\w.-]*(\/[\w. -]*)*$/.test(text) &&
      !looksRandom(text.slice(text.lastIndexOf("/") + 1))) ||
    /^[\w./-]+\.(json|pem|key|pub|crt|txt|env|ya?ml|toml|p8|p12|jks)$/i.test(text)
  );
}

/** Whether letters and digits alternate as in a made-up value, and not as in words, versions and dates. */
export function looksRandom(value: string): boolean {
  const text = value.trim();
  if (text.length < 16 || !/^[\w+/=.~-]+$/.test(text) || isPlaceholder(text)) return false;
  if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)) return false;
  const kinds = text
    .split("")
    .map((letter) =>
      /\d/.test(letter) ? "d" : /[a-z]/.test(letter) ? "a" : /[A-Z]/.test(letter) ? "A" : "",
    );
  const turns = kinds.filter(
    (kind, at) => kind !== "" && at > 0 && kinds[at - 1] !== "" && kind !== kinds[at - 1],
  ).length;
  const digits = kinds.filter((kind) => kind === "d").length;
  return turns >= text.length * (digits >= 2 ? 0.2 : 0.35);
}

/**
 * Whether the value of something that is named like a secret is one: no reference, no placeholder, no
 * place. The word before a reference may be a header's scheme.
 */
export function isWrittenOut(value: string): boolean {
  const text = withHoles(value).trim();
  if (!text.includes(HOLE)) {
    return text !== "" && !isPlaceholder(text) && !isPlain(text) && !/^\d{1,6}$/.test(text);
  }
  const rest = text
    // A scheme, a user or a parameter before it.
    .replace(new RegExp(`^[A-Za-z][\\w-]*\\s+(?=([\\w-]+=)?"?${HOLE})`), "")
    .replace(new RegExp(`^[\\w.@-]+:(?=${HOLE}+$)`), "")
    .replaceAll(new RegExp(`[\\w-]+="?(?=${HOLE})`, "g"), "");
  return /[\p{L}\p{N}]/u.test(rest);
}
