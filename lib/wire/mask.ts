import type { Json } from "../base/json.ts";

/** What replaces a secret. */
const MASK = "[masked]";

/** Headers and body fields whose value is always a secret. */
const SECRET_NAMES = new Set(["authorization", "x-api-key", "authorization_token", "cookie"]);

/** Values shorter than this are no secrets: masking them would only garble the text. */
const SHORTEST_SECRET = 6;

/**
 * A copy without secrets: values of fields that always hold one, and every occurrence of a known
 * secret anywhere else, names of fields included, as it is or as URLs, JSON and base64 write it.
 * @param secrets values that must not be seen, such as those of key variables in the environment
 */
export function maskSecrets<T extends Json>(json: T, secrets: readonly string[]): T {
  const known = secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .flatMap(formsOf)
    .toSorted((a, b) => b.length - a.length);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only the text of strings changes
  return mask(json, known) as T;
}

/** How a secret is written in texts of other kinds. */
function formsOf(secret: string): string[] {
  const base64 = Buffer.from(secret).toString("base64").replace(/=+$/, "");
  const url = encodeURIComponent(secret);
  const form = new URLSearchParams([["", secret]]).toString().slice(1);
  return [secret, url, form, JSON.stringify(secret).slice(1, -1), base64];
}

function maskText(text: string, known: readonly string[]): string {
  return known.reduce((masked, secret) => masked.replaceAll(secret, MASK), text);
}

function mask(json: Json, known: readonly string[]): Json {
  if (typeof json === "string") return maskText(json, known);
  if (Array.isArray(json)) return json.map((item) => mask(item, known));
  if (json === null || typeof json !== "object") return json;
  return Object.fromEntries(
    Object.entries(json).map(([name, value]) => [
      maskText(name, known),
      SECRET_NAMES.has(name.toLowerCase()) && typeof value === "string" ? MASK : mask(value, known),
    ]),
  );
}

/** The values of all variables whose name says that they hold a secret. */
export function secretsIn(env: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && /KEY|TOKEN|SECRET|PASSWORD/i.test(name) ? [value] : [],
  );
}
