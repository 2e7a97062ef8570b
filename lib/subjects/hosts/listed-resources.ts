/** An entry of `resources/list` or `resources/templates/list`, as far as it matters here. */
export interface CatalogEntry {
  annotations?: { audience?: string[] };
}

/** A page of `resources/list`. */
export interface ResourcePage<Entry> {
  resources: Entry[];
  nextCursor?: string;
}

/**
 * What `ListMcpResourcesTool` of Claude Code holds of a server's pages, in the order in which they
 * follow each other: all of them up to the first without a cursor, with an empty one, or with one that
 * it has sent before. Nothing is sorted, filtered or left out. Seen with 2.1.332 on 2026-11-30.
 */
export function listedByClaudeCode<Entry>(pages: readonly ResourcePage<Entry>[]): Entry[] {
  const listed: Entry[] = [];
  const sent = new Set<string>();
  for (const { resources, nextCursor = "" } of pages) {
    listed.push(...resources);
    if (nextCursor === "" || sent.has(nextCursor)) break;
    sent.add(nextCursor);
  }
  return listed;
}

/** Whether an entry is meant for the model: it is where it names no audience. */
export function isForModel({ annotations }: CatalogEntry): boolean {
  return annotations?.audience?.includes("assistant") ?? true;
}
