import type { Resource } from "@modelcontextprotocol/server";
import { type Content, content } from "../api/replies.ts";
import {
  articleEntry,
  type CatalogEntry,
  indexEntry,
  pipelineResource,
  tableEntry,
  templateEntry,
} from "./catalog-entries.ts";
import type { CrmClient } from "./client.ts";

/** What can be listed: the index first, then by priority. */
interface CatalogState {
  /** In the order of `resources/list`. */
  resources: readonly Resource[];
  /** Texts by URI; resources that change with every write are not among them. */
  texts: ReadonlyMap<string, CatalogEntry>;
  content: Content;
}

/** The catalog, read from the backend and kept for a while. Throws ToolFailure. */
export type Catalog = () => Promise<CatalogState>;

/** How long the catalog is kept, in milliseconds; also what clients are told. */
export const CATALOG_TTL_MS = 60_000;

function build(from: Content): CatalogState {
  const first = [indexEntry(from), ...from.tables.map(tableEntry)];
  const rest = [...from.templates.map(templateEntry), ...from.articles.map(articleEntry)];
  return {
    resources: [
      ...first.map((entry) => entry.resource),
      pipelineResource,
      ...rest.map((entry) => entry.resource),
    ],
    texts: new Map([...first, ...rest].map((entry) => [entry.resource.uri, entry])),
    content: from,
  };
}

/** Makes the catalog. Callers at the same time share one request; a failure is not kept. */
export function createCatalog(client: CrmClient, now: () => number): Catalog {
  let kept: { state: Promise<CatalogState>; until: number } | undefined;
  return () => {
    if (kept !== undefined && now() < kept.until) return kept.state;
    const state = client({ method: "GET", path: "/content", shape: content }).then(build);
    const fresh = { state, until: now() + CATALOG_TTL_MS };
    kept = fresh;
    state.catch(() => {
      if (kept === fresh) kept = undefined;
    });
    return state;
  };
}
