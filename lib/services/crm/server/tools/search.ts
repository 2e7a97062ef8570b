import type { ContentBlock, McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { registerTool } from "../../../../subjects/tool-errors/register-tool.ts";
import { type SearchHit, searchPage } from "../../api/replies.ts";
import { searchKinds } from "../../store/search-index.ts";
import type { CrmSurroundings } from "../surroundings.ts";
import { uriOfHit } from "../uris.ts";
import { cursor, limit, reads, responseFormat } from "./arguments.ts";
import { continuation, noted, notes } from "./paging.ts";

const name = "crm_search";

const definition = {
  title: "Search the CRM",
  description: `Finds companies, contacts, deals, activities, campaign templates and knowledge-base articles by words in their text. Use it first when you know a name or a topic but no id; use crm_find_companies instead to filter by industry, size or status.
All words must match; when nothing has them all, records with any of them are returned and "matched" says "any-word". Results are best first and each comes with a resource_link: read that resource for the whole record.`,
  input: z.strictObject({
    query: z.string().min(1).max(200).describe("Words to look for, such as: retention publisher."),
    kinds: z
      .array(z.enum(searchKinds))
      .min(1)
      .optional()
      .describe("Kinds of records to look among; all when left out."),
    limit,
    cursor,
    response_format: responseFormat,
  }),
  output: z.object({
    matched: z.enum(["all-words", "any-word"]),
    hits: z.array(
      z.object({
        kind: z.enum(searchKinds),
        id: z.string(),
        title: z.string(),
        company_id: z.string(),
        excerpt: z.string().optional(),
        uri: z.string(),
      }),
    ),
    next_cursor: z.string().optional(),
    notes,
  }),
  annotations: reads,
};

/** Two hits may lead to one resource: activities of the same company do. */
function links(hits: readonly SearchHit[]): ContentBlock[] {
  const byUri = new Map(hits.map((hit) => [uriOfHit(hit), hit]));
  return [...byUri].map(([uri, hit]) => ({
    type: "resource_link",
    uri,
    name: uri.slice("crm://".length),
    title: hit.kind === "activity" ? hit.company_id : hit.title,
    mimeType: /\/(templates|articles)\//.test(uri) ? "text/markdown" : "application/json",
  }));
}

/** Registers crm_search. */
export function registerSearch(server: McpServer, surroundings: CrmSurroundings): void {
  registerTool(server, name, definition, surroundings, async (input, context) => {
    const { query: q, kinds, limit: count, cursor: at, response_format } = input;
    const found = await surroundings.client(
      {
        method: "GET",
        path: "/search",
        query: { q, kinds: kinds?.join(","), limit: count, cursor: at },
        shape: searchPage,
      },
      { signal: context.mcpReq.signal },
    );
    const hits = found.items.map(({ excerpt, ...hit }) => ({
      ...hit,
      ...(response_format === "detailed" && { excerpt }),
      uri: uriOfHit(hit),
    }));
    const none = "Nothing found. Try fewer or other words, or leave kinds out.";
    return {
      facts: {
        matched: found.matched,
        hits,
        next_cursor: found.next,
        ...noted(hits.length === 0 ? none : undefined, continuation(name, found.next)),
      },
      more: links(found.items),
    };
  });
}
