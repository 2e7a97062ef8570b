import { isObject } from "../../base/json.ts";
import { invalid } from "./api-error.ts";
import type { MessagesRequest } from "./request-types.ts";

const MOST_BLOCKS = 4;

/** A `cache_control` of a request, where it is, and how long it holds. */
interface Marker {
  path: string;
  ttl: "5m" | "1h";
}

/**
 * The API's rules for `cache_control` over the whole request. Sources: platform.claude.com/docs,
 * "Prompt caching"; decolua/9router#3795 (2026-09-04) for the words.
 * @throws ApiError 400 on more than four, or on one for an hour behind one for five minutes
 */
export function checkCacheControl(request: MessagesRequest): void {
  const markers = [
    ...markersIn(request.tools, "tools"),
    ...markersIn(request.system, "system"),
    ...request.messages.flatMap(({ content }, at) => markersIn(content, `messages.${at}.content`)),
  ];
  const found = markers.length + (isObject(request.cache_control) ? 1 : 0);
  if (found > MOST_BLOCKS) {
    throw invalid(
      `A maximum of ${MOST_BLOCKS} blocks with cache_control may be provided. Found ${found}.`,
    );
  }
  const short = markers.findIndex(({ ttl }) => ttl === "5m");
  const late = markers.find(({ ttl }, index) => short !== -1 && index > short && ttl === "1h");
  if (late === undefined) return;
  throw invalid(
    `${late.path}.cache_control.ttl: a ttl='1h' cache_control block must not come after a ` +
      "ttl='5m' cache_control block. Note that blocks are processed in the following order: " +
      "`tools`, `system`, `messages`.",
  );
}

function markersIn(blocks: unknown, path: string): Marker[] {
  if (!Array.isArray(blocks)) return [];
  return blocks.flatMap((block: unknown, index): Marker[] => {
    if (!isObject(block)) return [];
    const { cache_control: control, content } = block;
    const own = isObject(control)
      ? [{ path: `${path}.${index}`, ttl: control["ttl"] === "1h" ? "1h" : "5m" } as const]
      : [];
    return [...markersIn(content, `${path}.${index}.content`), ...own];
  });
}
