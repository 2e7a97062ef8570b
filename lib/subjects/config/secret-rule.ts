import { judgeName, wordsOf } from "./secret-names.ts";
import { isJsonInBase64, isWrittenOut, looksRandom, withHoles } from "./secret-values.ts";
import { urlHoldsSecret, URLS } from "./secret-urls.ts";

/**
 * The rule for what configs of MCP servers hold, beside the known forms: a value behind a flag or in it,
 * behind the name of a variable, header, field or parameter, behind a scheme such as `Bearer`, and in an
 * address. Names are judged by their words, values by whether they can be one: no `${X}`, no `<your key>`.
 */

/** How sure one has to be of a value: in a sentence only what looks random counts. */
export type Reading = "config" | "sentence";

const SCHEME = /^(bearer|basic|token|apikey|api-key|key|bot|ssws|digest|negotiate)\s+(\S+)$/i;

const isSecret = (value: string, reading: Reading): boolean =>
  reading === "config" ? isWrittenOut(value) : looksRandom(value);

/** Whether the value of something of this name holds a secret. */
export function namedHoldsSecret(name: string, text: string, reading: Reading): boolean {
  const verdict = judgeName(name);
  if (/^(set-)?cookie$/i.test(name)) {
    return text.split(";").some((pair) => {
      const [, key = "", value = ""] = /^\s*([^=]*)=(.*)$/.exec(pair) ?? [];
      const isOfSession = /sess|sid|auth|token/i.test(key) && value.length >= 16;
      return (
        (isOfSession ? isWrittenOut(value) : looksRandom(value)) ||
        wordHoldsSecret(pair.trim(), reading)
      );
    });
  }
  if (isUserWithPassword(name, text) && reading === "config") return true;
  if (verdict === "secret" && isSecret(text, reading)) {
    // A number of tokens is none; a password may be a number.
    return !/^\d{1,6}$/.test(text.trim()) || /pass|pwd/i.test(name);
  }
  const [, scheme, credential] = SCHEME.exec(text.trim()) ?? [];
  if (scheme !== undefined && credential !== undefined) {
    const isHeader = wordsOf(name).some((word) => /^(auth|authorization|headers?)$/.test(word));
    if (isHeader ? isSecret(credential, reading) : looksRandom(credential)) return true;
  }
  if (verdict === "maybe" && text.split(/[\s,]+/).some((word) => looksRandom(word))) return true;
  return textHoldsSecret(text, verdict === "open" ? "sentence" : reading);
}

/** `me:hunter22`, or `neo4j/hunter22`; `1000:1000` and `oauth` are none. */
function isUserWithPassword(name: string, text: string): boolean {
  const [, kind = ""] = /(?:^|[_-])(u|user|auth)$/i.exec(name) ?? [];
  if (kind === "") return false;
  const between = /^auth$/i.test(kind) ? /^[A-Za-z][\w.@-]*[:/](.+)$/ : /^[A-Za-z][\w.@-]*:(.+)$/;
  const [, password = ""] = between.exec(withHoles(text).trim()) ?? [];
  return /[^\d]/.test(password) && isWrittenOut(password);
}

/** As Oracle, `me/hunter22@host:1521/name`, and Go, `me:hunter22@tcp(host)`, write an address. */
const ADDRESS = /^[A-Za-z][\w.-]*[/:]([^\s@/]+)@(?:[\w.-]+:\d{2,5}\/\w|(?:tcp|unix)\()/;

/** Whether a text holds a secret, whatever its name. */
export function textHoldsSecret(given: string, reading: Reading): boolean {
  if (/^(data:|(ssh|ecdsa)-\S+ AAAA)/.test(given)) return false;
  // What PowerShell sets is no reference.
  const text = withHoles(given.replaceAll(/\$env:(\w+)(?=\s*=)/g, "$1"));
  if ((text.match(URLS) ?? []).some(urlHoldsSecret)) return true;
  const [, password] = ADDRESS.exec(text) ?? [];
  if (password !== undefined && isWrittenOut(password)) return true;
  if (wordHoldsSecret(text, reading) || jsonHoldsSecret(text, reading)) return true;
  if (text.length >= 40 && isJsonInBase64(text)) return true;
  const words = shellWords(text);
  return words.length > 1 && listHoldsSecret(words, reading).some(Boolean);
}

/** A path may hold a number of a version, too, and a flag's value is looked at by the flag's name. */
const isMadeUp = (word: string): boolean => !/^(\.{0,2}[/~]|-)/.test(word) && looksRandom(word);

/** For each word of a command line, or item of `args`, whether it is or holds a secret. */
export function listHoldsSecret(words: readonly string[], reading: Reading): boolean[] {
  return words.map((word, at) => {
    const [, flag] = /^--?([A-Za-z][\w.-]*)$/.exec(words[at - 1] ?? "") ?? [];
    if (flag === undefined || word.startsWith("-")) {
      return textHoldsSecret(word, reading) || (isMadeUp(word) && word.length >= 24);
    }
    // One letter is no name.
    const isBare = flag.length === 1 && isMadeUp(word) && word.length >= 24;
    return isBare || namedHoldsSecret(flag, word, reading);
  });
}

/** `--api-key=x`, `API_KEY=x`, `-Dapi.key=x`, `Password=x;…` and `X-Api-Key: x`. */
function wordHoldsSecret(word: string, reading: Reading): boolean {
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(word)) return false;
  const assigned = /^(?:--?(?:D(?=[a-z]))?)?([A-Za-z_][\w. -]{0,60}?)\s?=(.*)$/s.exec(word);
  const [, name, value] = assigned ?? /^([A-Za-z][\w-]{0,60})\s*:\s*(.+)$/s.exec(word) ?? [];
  if (name === undefined || value === undefined) return false;
  // A command line, whose words are looked at one by one.
  if (/\s/.test(name) && /\s/.test(value)) return false;
  if (/^\uE000+\s/.test(value)) return false;
  const parts = value.split(";");
  if (assigned !== null && parts.length > 1) {
    return [`${name}=${parts[0]}`, ...parts.slice(1)].some((part) =>
      wordHoldsSecret(part.trim(), reading),
    );
  }
  if (assigned === null && judgeName(name) === "other") return false;
  // In `NAME: some words`, the words are a sentence.
  return namedHoldsSecret(name, value, reading);
}

/** Such as `{"apiKey": "x"}` behind `--config`. */
function jsonHoldsSecret(text: string, reading: Reading): boolean {
  if (!/^\s*(\{|\[|"\s*\{)/.test(text)) return false;
  try {
    let isHeld = false;
    JSON.parse(text, (name, value: unknown) => {
      if (typeof value === "string" && namedHoldsSecret(name, value, reading)) isHeld = true;
      return value;
    });
    return isHeld;
  } catch {
    return false;
  }
}

/** The words of a command line, without the quotes around them. */
function shellWords(text: string): string[] {
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|((?:[^\s"']|"[^"]*"|'[^']*')+)/g)].map(
    ([, double, single, bare]) => double?.replaceAll(/\\(.)/g, "$1") ?? single ?? bare ?? "",
  );
}
