import { hash } from "node:crypto";
import { z } from "zod";
import type { SqlValue } from "./database.ts";

/** A page of a list. `next` is absent on the last page. */
export interface Page<T> {
  items: T[];
  next?: string;
}

/** A cursor that was not made by this store for this list. */
export class BadCursorError extends Error {
  override readonly name = "BadCursorError" as const;
}

const position = z.tuple([z.string(), z.array(z.union([z.string(), z.number(), z.null()])).max(4)]);

/** Ties a cursor to the list it belongs to: the same filters in the same order. */
function fingerprint(list: unknown): string {
  return hash("sha256", JSON.stringify(list), "base64url").slice(0, 12);
}

/** Makes an opaque cursor that continues `list` after the row with these sort values. */
export function encodeCursor(list: unknown, after: readonly SqlValue[]): string {
  return Buffer.from(JSON.stringify([fingerprint(list), after])).toString("base64url");
}

/** Reads a cursor made by {@link encodeCursor} for the same list. Throws BadCursorError. */
export function decodeCursor(list: unknown, cursor: string): SqlValue[] {
  try {
    const parsed = position.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
    if (parsed[0] === fingerprint(list)) return parsed[1];
  } catch {
    // Whatever is wrong with it, it is not one of ours.
  }
  throw new BadCursorError("The cursor does not belong to this list.");
}
