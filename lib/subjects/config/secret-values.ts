import { wordsOf } from "./secret-names.ts";

/**
 * A placeholder for what is put in when the config is used: `${X}`, `$X`, `$(…)`, `%X%`, `{{X}}`, `{env:X}`, `%s`.
 * A private character, so that no rule takes it for a part of a value.
 */
const HOLE = "\uE000";

const REFERENCES =
  /\$\{[^}]*\}|\$\([^)]*\)|\$env:\w+|\$[A-Z_][A-Z0-9_]*(?![a-z])|%[A-Za-z_][\w()]*%|\{\{[^}]*\}\}|\{(env|file):[^}]*\}|%s|`[^`]*`/g;

/** The text with holes, as long as it was, for everything that is put in later. */
export const withHoles = (text: string): string =>
  text.replaceAll(REFERENCES, (reference) =>
    holdsValue(reference) ? reference : HOLE.repeat(reference.length),
  );

/** Whether somewhere a value is between the braces, where the name of a variable belongs: `${env:ghp_…}`. */
export const hasValueForName = (text: string): boolean =>
  (text.match(REFERENCES) ?? []).some(holdsValue);

function holdsValue(reference: string): boolean {
  const [, name = ""] = /^(?:\$?\{\{?|%)(.*?)(?::[-=?+]|\}|%$)/s.exec(reference) ?? [];
  return /[a-z]/.test(name) && name.split(/[^\w+/=.~-]+/).some(looksRandom);
}

/** Words that a placeholder is made of, or a name. */
const VAGUE = new Set(
  `a access actual add admin an api app auth bearer bot by change client credentials db default dummy enter example
  fake fill for from goes here id in insert key me mock my needed no none not openai paste pat personal please private
  put real replace required sample secret service set string test the this to token unused user username value with
  your`.split(/\s+/),
);

/** A key or a token is never written in these. */
const OTHER_SCRIPTS =
  /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thai}]/u;

const PLACEHOLDER_WORD =
  /^(your\w*|here|examples?|placeholder|changeme|change|replace(me)?|insert|paste|redacted|todo|tbd|fixme|empty|x{3,})$/;

/** The same in other languages; so short that only what separators part is looked at. */
const FOREIGN_WORD = /^(sua|seu|tu|su|votre|deine?|aqui|aquí|ici|hier|mettre|remplacez)$/;

/** Whether a value is a placeholder: `<your key>`, `YOUR_API_KEY`, `xxx`, `changeme`. */
export function isPlaceholder(value: string): boolean {
  const text = value.trim();
  if (/^(<[^>]*>|\[[^\]]*\]|\{[^}":]*\}|__\w+__)$/.test(text))
    return !looksRandom(text.slice(1, -1));
  if (/\.{3}|…|\*{3,}|x{6,}/i.test(text) || /^[.*_x-]{3,}$|^(.)\1{2,}$/i.test(text)) return true;
  if (OTHER_SCRIPTS.test(text)) return true;
  const words = wordsOf(text);
  // In a long made-up value any short word may be, by chance.
  if (text.length >= 24 && !/\s/.test(text) && alternates(text)) return false;
  if (words.some((word) => PLACEHOLDER_WORD.test(word))) return true;
  const parts = text.toLowerCase().split(/[\s_.-]+/);
  if (parts.some((part) => FOREIGN_WORD.test(part))) return true;
  if (/\d/.test(text)) return false;
  // The name of a variable, or a name such as `my-api-key`; a lone `password` is one that people use.
  return (
    /^[A-Z][A-Z]*(_[A-Z]+)+$/.test(text) ||
    (words.length > 0 && words.every((word) => VAGUE.has(word)))
  );
}

/** A place, an address, a switch or a permission: no secret wherever it is written. */
function isPlain(value: string): boolean {
  const text = value.trim();
  return (
    /^(true|false|yes|no|on|off|none|null|undefined|required|optional|oauth|bearer|basic|allow|deny|ask|auto|always|never|prompt|disabled|enabled|hidden)$/i.test(
      text,
    ) ||
    /^([A-Za-z]:[\\/]|~\/|\.{1,2}\/|file:|arn:|vault:|env:[A-Z_]+$|0x[\da-f]{40}$|[a-z][a-z0-9+.-]*:\/\/)/i.test(
      text,
    ) ||
    (/^\/[\w.-]*(\/[\w. -]*)*$/.test(text) &&
      !looksRandom(text.slice(text.lastIndexOf("/") + 1))) ||
    /^[\w./-]+\.(json|pem|key|pub|crt|txt|env|ya?ml|toml|p8|p12|jks)$/i.test(text)
  );
}

/** Whether a value looks made up: of the letters of keys, and alternating. */
export function looksRandom(value: string): boolean {
  const text = value.trim();
  if (text.length < 16 || !/^[\w+/=.~-]+$/.test(text) || isPlaceholder(text)) return false;
  if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)) return false;
  // A pod of Kubernetes, whose name ends in two made-up parts without vowels.
  if (/^[a-z][\w./-]*-[bcdf-hj-np-tv-z\d]{8,10}-[bcdf-hj-np-tv-z\d]{5}$/.test(text)) return false;
  // The end of an address of a page, such as Notion's.
  if (/^[a-z]+(-[a-z]+)*-[\da-f]{32}$/i.test(text)) return false;
  return alternates(text);
}

/** Whether letters and digits alternate as in a made-up value, and not as in words, versions and dates. */
function alternates(text: string): boolean {
  const kinds = text
    .split("")
    .map((letter) =>
      /\d/.test(letter) ? "d" : /[a-z]/.test(letter) ? "a" : /[A-Z]/.test(letter) ? "A" : "",
    );
  const turns = kinds.filter(
    (kind, at) => kind !== "" && at > 0 && kinds[at - 1] !== "" && kind !== kinds[at - 1],
  ).length;
  const digits = kinds.filter((kind) => kind === "d").length;
  const least = /^[\da-f]{32,}$/.test(text) ? 0.1 : digits >= 2 ? 0.2 : 0.35;
  return turns >= text.length * least;
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
    .replaceAll(new RegExp(`[\\w-]{1,80}="?(?=${HOLE})`, "g"), "");
  return /[\p{L}\p{N}]/u.test(rest);
}

/** As Smithery's addresses have it: settings, which are keys; or the file of a service's account. */
export const isJsonInBase64 = (text: string): boolean =>
  /^eyJ[\w+/=-]+$/.test(text) &&
  /key|token|secret|password/i.test(Buffer.from(text, "base64").toString());

/** Whether a value can be little but a key: long, and of small letters, capitals and digits in turn. */
export const canOnlyBeKey = (text: string): boolean =>
  text.length >= 24 &&
  [/[a-z]/, /[A-Z]/, /\d/].every((kind) => kind.test(text)) &&
  !/^(sha\d+-|\d+\.|\.{0,2}[/~])/.test(text) &&
  looksRandom(text);
