import type { Json } from "../course/json.ts";

/** What stands in place of a secret. */
const MASK = "[masked]";

/** Headers and body fields whose value is always a secret. */
const SECRET_NAMES = new Set(["authorization", "x-api-key", "authorization_token", "cookie"]);

/** Values shorter than this are no secrets: masking them would only garble the text. */
const SHORTEST_SECRET = 6;

/**
 * A copy without secrets: values of fields that always hold one, and every occurrence of a known
 * secret anywhere else.
 * @param secrets values that must not be seen, such as those of key variables in the environment
 */
export function maskSecrets<T extends Json>(json: T, secrets: readonly string[]): T {
  const known = secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .toSorted((a, b) => b.length - a.length);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only the text of strings changes
  return mask(json, known) as T;
}

function mask(json: Json, known: readonly string[]): Json {
  if (typeof json === "string") {
    return known.reduce((text, secret) => text.replaceAll(secret, MASK), json);
  }
  if (Array.isArray(json)) return json.map((item) => mask(item, known));
  if (json === null || typeof json !== "object") return json;
  return Object.fromEntries(
    Object.entries(json).map(([name, value]) => [
      name,
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
