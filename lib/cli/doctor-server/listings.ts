import { z } from "zod";
import type { Listing, ListName } from "../../subjects/server-rules/observations.ts";
import type { Era } from "../../wire/era.ts";
import type { Link } from "./messages.ts";

/** The method of each list, and the field that its entries are in. */
const LISTS: Record<ListName, { method: string; field: string }> = {
  tools: { method: "tools/list", field: "tools" },
  resources: { method: "resources/list", field: "resources" },
  templates: { method: "resources/templates/list", field: "resourceTemplates" },
  prompts: { method: "prompts/list", field: "prompts" },
};

/** Pages after which a list counts as endless. */
const MOST_PAGES = 50;
/** Entries that are kept of a list. */
const MOST_ITEMS = 5_000;

const page = z.looseObject({ nextCursor: z.string().optional().catch(undefined) });

/** Asks for a list, page after page, as long as there is one more. */
export async function askList(link: Link, era: Era, name: ListName): Promise<Listing> {
  const { method, field } = LISTS[name];
  const first = await link.request(era, method);
  const items: unknown[] = [];
  const cursors = new Set<string>();
  let reply = first;
  for (let pages = 1; ; pages += 1) {
    const read = page.safeParse(reply.status === "result" ? reply.result : undefined).data;
    if (read === undefined) return { first, items, pages: pages - 1, end: "broken" };
    const entries = read[field];
    if (Array.isArray(entries)) items.push(...entries.slice(0, MOST_ITEMS - items.length));
    const cursor = read.nextCursor;
    if (cursor === undefined) return { first, items, pages, end: "done" };
    if (cursor === "") return { first, items, pages, end: "empty" };
    if (cursors.has(cursor)) return { first, items, pages, end: "loop" };
    if (pages === MOST_PAGES) return { first, items, pages, end: "endless" };
    cursors.add(cursor);
    reply = await link.request(era, method, { cursor });
  }
}
