import { hash, timingSafeEqual } from "node:crypto";
import { ApiError } from "./api-error.ts";

/** A key that opens the REST API. */
export interface CrmKey {
  key: string;
  /** `read-only` may not write. */
  access: "read-only" | "read-write";
}

const digest = (text: string): Buffer => hash("sha256", text, "buffer");

/**
 * Returns a function that finds the key that a caller shows. Every known key is compared, in constant
 * time on digests, so that neither a prefix nor the position of the key shows in the time. It throws
 * ApiError `unauthorized`.
 */
export function createKeyRing(keys: readonly CrmKey[]): (given: string) => CrmKey {
  const ring = keys.map((key) => ({ key, digest: digest(key.key) }));
  return (given) => {
    const shown = digest(given);
    let found: CrmKey | undefined;
    for (const entry of ring) {
      if (timingSafeEqual(entry.digest, shown)) found = entry.key;
    }
    if (found === undefined) {
      throw new ApiError("unauthorized", "The API key is missing or not known.");
    }
    return found;
  };
}

/** Throws ApiError `forbidden` unless the key may write. */
export function requireWrite(key: CrmKey): void {
  if (key.access === "read-write") return;
  throw new ApiError("forbidden", "This key may read but not write.", {
    required_permission: "crm:write",
  });
}
