import { getDefaultEnvironment } from "@modelcontextprotocol/client/stdio";
import { LabError } from "../../base/lab-error.ts";
import { namedHoldsSecret, textHoldsSecret } from "../../subjects/config/secret-rule.ts";
import { secretsIn } from "../../wire/mask.ts";
import type { Target } from "./observe.ts";

/** What was given on the command line. */
export interface GivenTarget {
  words: readonly string[];
  /** Each as "Name: value". */
  headers: readonly string[];
  /** Names of variables that the server gets, beside those that every process needs. */
  env: readonly string[];
}

/** A server to look at, how it is called in what is shown, and what must not be shown. */
export interface ReadTarget {
  target: Target;
  label: string;
  secrets: string[];
}

const FLAG_VALUE = /^--?([\w-]+)=(.+)$/s;

/** Reads a command or an address. Throws LabError `doctor-server-usage`. */
export function readTarget(given: GivenTarget, cwd: string, env: NodeJS.ProcessEnv): ReadTarget {
  const { words, headers, env: names } = given;
  const known = secretsIn(env);
  const [first = ""] = words;
  if (!/^https?:\/\//i.test(first)) {
    if (headers.length > 0) throw usageError("--header is for an address, and this is a command.");
    const own = names.map((name): [string, string] => {
      const value = env[name];
      if (value === undefined) throw usageError(`The variable ${name} is not set.`);
      return [name, value];
    });
    const target: Target = {
      kind: "stdio",
      command: words,
      cwd,
      env: { ...getDefaultEnvironment(), ...Object.fromEntries(own) },
    };
    const secrets = [...known, ...own.map(([, value]) => value), ...secretWords(words)];
    return { target, label: words.slice(0, 2).map(baseName).join(" "), secrets };
  }
  if (words.length > 1) throw usageError("After an address nothing but options may come.");
  if (names.length > 0) throw usageError("--env is for a command, and this is an address.");
  const url = readUrl(first);
  const pairs = headers.map(readHeader);
  const parts = [url.password, ...url.searchParams.values()].filter((part) => part !== "");
  if (url.username !== "") {
    const credentials = Buffer.from(
      `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`,
    );
    pairs.push(["authorization", `Basic ${credentials.toString("base64")}`]);
  }
  const { origin, pathname } = url;
  [url.username, url.password] = ["", ""];
  const target: Target = { kind: "http", url: url.href, headers: Object.fromEntries(pairs) };
  // A header's value is also said without its scheme.
  const values = pairs.flatMap(([, value]) => [value, value.replace(/^\S+\s+/, "")]);
  return { target, label: `${origin}${pathname}`, secrets: [...known, ...values, ...parts] };
}

function readUrl(text: string): URL {
  try {
    return new URL(text);
  } catch {
    throw usageError("This is no address.");
  }
}

function readHeader(text: string): [string, string] {
  const [, name, value] = /^([!#$%&'*+.^_`|~\w-]+):\s*(.+)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined || /[\r\n]/.test(value)) {
    throw usageError('A header is written "Name: value".');
  }
  return [name.toLowerCase(), value];
}

/** The words of a command that hold a secret: behind a flag, in it, or by their look. */
function secretWords(words: readonly string[]): string[] {
  return words.flatMap((word, index) => {
    const [, name = "", value = ""] = FLAG_VALUE.exec(word) ?? [];
    if (value !== "") return namedHoldsSecret(name, value, "config") ? [value] : [];
    const flag = /^--?([\w-]+)$/.exec(words[index - 1] ?? "")?.[1];
    const isSecret =
      flag === undefined ? textHoldsSecret(word, "config") : namedHoldsSecret(flag, word, "config");
    return isSecret ? [word] : [];
  });
}

const baseName = (word: string): string => word.split(/[/\\]/).at(-1) ?? word;

const usageError = (what: string): LabError =>
  new LabError("doctor-server-usage", {
    what,
    remedy: "Run `npm run lab -- doctor-server --help` to see what it takes.",
  });
