import { ProtocolError, ProtocolErrorCode } from "@modelcontextprotocol/server";
import { z } from "zod";

const position = z.tuple([z.string(), z.string(), z.number()]);

/** A page of one of MCP's lists. `nextCursor` is absent on the last page. */
export interface ListPage<T> {
  items: T[];
  nextCursor?: string;
}

/**
 * Cuts a page out of a list that is in memory; the SDK does not page. The cursor names the list and
 * the last item of the page before, so it survives additions elsewhere; where that item was saves
 * looking for it in a list that did not change. Throws ProtocolError -32602 for a cursor that is not
 * ours, as the specification asks (server/utilities/pagination).
 */
export function pageOf<T>(
  list: { name: string; items: readonly T[]; keyOf: (item: T) => string; size: number },
  cursor: string | undefined,
): ListPage<T> {
  const start = cursor === undefined ? 0 : 1 + positionOf(list, cursor);
  const items = list.items.slice(start, start + list.size);
  const last = items.at(-1);
  if (last === undefined || start + list.size >= list.items.length) return { items };
  const next = JSON.stringify([list.name, list.keyOf(last), start + list.size - 1]);
  return { items, nextCursor: Buffer.from(next).toString("base64url") };
}

function positionOf<T>(
  list: { name: string; items: readonly T[]; keyOf: (item: T) => string },
  cursor: string,
): number {
  let found = -1;
  try {
    const text = Buffer.from(cursor, "base64url").toString("utf8");
    const [name, key, at] = position.parse(JSON.parse(text));
    const there = list.items[at];
    const unmoved = there !== undefined && list.keyOf(there) === key;
    if (name === list.name) {
      found = unmoved ? at : list.items.findIndex((item) => list.keyOf(item) === key);
    }
  } catch {
    // Whatever is wrong with it, it is not one of ours.
  }
  if (found < 0) {
    const message = "The cursor is not valid for this list.";
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, message);
  }
  return found;
}
