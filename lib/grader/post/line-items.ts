import { z } from "zod";
import { LabError } from "../../base/lab-error.ts";
import type { Outcome } from "../../subjects/tool-errors/retry-loop.ts";
import { orStop } from "./stop.ts";
import type { LessonScores } from "./scores.ts";
import type { Service } from "./service.ts";

const ITEM = "application/vnd.ims.lis.v2.lineitem+json";
const CONTAINER = "application/vnd.ims.lis.v2.lineitemcontainer+json";

/** Tells ours from another line item that somebody gave the same resource id. */
const TAG = "grade";

const lineItem = z.object({
  id: z.string(),
  resourceId: z.string().nullish(),
  tag: z.string().nullish(),
});

const container = z.array(lineItem);

type LineItem = z.infer<typeof lineItem>;

/** The line item of a lesson, and whether it was made just now. */
export interface LessonItem {
  id: string;
  made: boolean;
}

/**
 * Finds a lesson's line item, or makes it where there is none. One whose answer was lost is looked up
 * before it is made a second time.
 *
 * @throws LabError of {@link orStop}, `post-line-items` where two could be it, `post-elsewhere`
 */
export async function lessonItem(
  service: Service,
  lineItemsUrl: string,
  lesson: LessonScores,
): Promise<LessonItem> {
  const { resourceId, label, scoreMaximum } = lesson;
  const found = orStop(await find(service, lineItemsUrl, resourceId));
  if (found !== undefined) return { id: service.own(found.id), made: false };
  let inDoubt = false;
  const made = await service.retried(async (): Promise<Outcome<LineItem>> => {
    if (inDoubt) {
      const again = await find(service, lineItemsUrl, resourceId);
      // Each page was asked for often enough.
      if (again.status === "error")
        return { status: "error", error: { ...again.error, retryable: false } };
      if (again.value !== undefined) return { status: "ok", value: again.value };
    }
    const body = { resourceId, label, scoreMaximum, tag: TAG };
    const request = { method: "POST", url: lineItemsUrl, type: ITEM, shape: lineItem } as const;
    const outcome = await service.once({ ...request, body });
    if (outcome.status === "ok") return { status: "ok", value: outcome.value.value };
    inDoubt = outcome.error.effect === "unknown";
    return outcome;
  }, resourceId);
  return { id: service.own(orStop(made).id), made: true };
}

/** Looks through all pages, since a platform may also show items that were not asked for. */
async function find(
  service: Service,
  lineItemsUrl: string,
  resourceId: string,
): Promise<Outcome<LineItem | undefined>> {
  const first = new URL(lineItemsUrl);
  first.searchParams.set("resource_id", resourceId);
  const items: LineItem[] = [];
  // A set that grows while it is read; a page that names an earlier one as the next is the last.
  const pages = new Set([first.href]);
  for (const url of pages) {
    const outcome = await service.retried(
      async () => await service.once({ method: "GET", url, type: CONTAINER, shape: container }),
    );
    if (outcome.status === "error") return outcome;
    const { value, next } = outcome.value;
    items.push(...value.filter((item) => item.resourceId === resourceId));
    if (next !== undefined) pages.add(service.own(next));
  }
  return { status: "ok", value: theOne(items, resourceId, lineItemsUrl) };
}

function theOne(
  items: readonly LineItem[],
  resourceId: string,
  where: string,
): LineItem | undefined {
  const tagged = items.filter(({ tag }) => tag === TAG);
  const candidates = tagged.length > 0 ? tagged : items;
  if (new Set(candidates.map(({ id }) => id)).size <= 1) return candidates[0];
  throw new LabError("post-line-items", {
    what: `The course has ${candidates.length} line items with the resource id "${resourceId}".`,
    where,
    remedy: `Leave one of them, or give one the tag "${TAG}" and the others another.`,
  });
}
