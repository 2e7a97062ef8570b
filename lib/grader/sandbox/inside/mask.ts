import type { Json } from "../../../base/json.ts";
import type * as original from "../../../wire/mask.ts";

const SECRET_NAMES = new Set(["authorization", "x-api-key", "authorization_token", "cookie"]);

/**
 * As far as a trace looks the same: fields that always hold a secret. There are no others in a sandbox,
 * and how they are found elsewhere is an exercise.
 */
export const maskSecrets: typeof original.maskSecrets = (json) => {
  const text = JSON.stringify(json, (name, value: Json) =>
    SECRET_NAMES.has(name.toLowerCase()) && typeof value === "string" ? "[masked]" : value,
  );
  return JSON.parse(text);
};

export const secretsIn: typeof original.secretsIn = () => [];
