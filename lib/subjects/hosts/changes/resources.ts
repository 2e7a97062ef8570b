import { z } from "zod";
import type { HostRun } from "../host-run.ts";
import { LIST_RESOURCES } from "../names.ts";
import { entriesIn, type HostChange, resultsOf } from "./change.ts";

const listedResource = z.looseObject({
  uri: z.string(),
  annotations: z.looseObject({ audience: z.array(z.string()).optional() }).optional(),
});

/** What the host made of the server's Resources. */
export function resourceChanges(run: HostRun): HostChange[] {
  const pages = resultsOf(run, "resources/list");
  if (pages.length === 0) return [];
  const changes: HostChange[] = [];
  if (pages.length > 1) {
    const words = `resources/list is asked to its end: ${pages.length} pages.`;
    changes.push({ kind: "pages-followed", subject: "resources/list", words });
  }
  if (!run.asked.some(({ method }) => method === "resources/templates/list")) {
    const words = "resources/templates/list is never asked: the model hears of no template.";
    changes.push({ kind: "templates-not-asked", subject: "resources/templates/list", words });
  }
  const shown = run.seen.find(({ tool }) => tool === LIST_RESOURCES)?.content.join("\n") ?? "";
  const forUser = pages
    .flatMap((page) => entriesIn(page, "resources", listedResource))
    .filter(({ annotations }) => annotations?.audience?.includes("assistant") === false)
    .filter(({ uri }) => shown.includes(JSON.stringify(uri)));
  if (forUser.length > 0) {
    const uris = forUser.map(({ uri }) => uri).join(", ");
    const words = `The model's list shows what is for the user only: ${uris}.`;
    changes.push({ kind: "audience-ignored", subject: LIST_RESOURCES, words });
  }
  return changes;
}
