import {
  type McpServer,
  type ReadResourceResult,
  ResourceTemplate,
  type ServerContext,
} from "@modelcontextprotocol/server";
import { CATALOG_TTL_MS } from "./catalog.ts";
import { createCompletions } from "./completions.ts";
import { pageOf } from "./paged-list.ts";
import { asProtocolError, contents, readOrProtocolError, records } from "./read-resource.ts";
import type { CrmSurroundings } from "./surroundings.ts";
import { type UriTemplateName, uriTemplates } from "./uri-templates.ts";
import { uris } from "./uris.ts";

/** Entries in one page of `resources/list`. */
const PAGE_SIZE = 20;

/** A text that changes rarely; the same for every key, but only for who has a key. */
const slow = { ttlMs: CATALOG_TTL_MS, cacheScope: "private" } as const;

/** A record that may have changed a moment later; subscribe to hear of it. */
const live = { ttlMs: 0, cacheScope: "private" } as const;

const isRecord = (name: UriTemplateName): name is "company" | "contact" | "deal" =>
  name === "company" || name === "contact" || name === "deal";

const uriOf = ({ uri }: { uri: string }): string => uri;

const nameOf = ({ name }: { name: string }): string => name;

/** Registers the CRM's resources, URI templates, completion, and a list that comes in pages. */
export function registerResources(server: McpServer, surroundings: CrmSurroundings): void {
  const { client } = surroundings;
  const record = async (
    uri: string,
    kind: keyof typeof records,
    id: string,
    context: ServerContext,
  ): Promise<ReadResourceResult> => {
    const { path, shape } = records[kind];
    const request = { method: "GET", path: path(id), shape } as const;
    const found = await client<unknown>(request, { signal: context.mcpReq.signal });
    return contents(uri, "application/json", JSON.stringify(found, null, 2));
  };
  const listed = async (uri: string): Promise<ReadResourceResult | undefined> => {
    const entry = (await surroundings.catalog()).texts.get(uri);
    return entry && contents(uri, entry.resource.mimeType ?? "text/plain", entry.text);
  };
  const reading = readOrProtocolError;

  server.registerResource("catalog", uris.catalog, { cacheHint: slow }, ({ href }) =>
    reading(href, surroundings, () => listed(href)),
  );
  server.registerResource("pipeline", uris.pipeline, { cacheHint: live }, ({ href }, context) =>
    reading(href, surroundings, () => record(href, "pipeline", "", context)),
  );
  const completions = createCompletions(surroundings);
  for (const { name, uriTemplate, ...shown } of uriTemplates) {
    const template = new ResourceTemplate(uriTemplate, {
      list: undefined,
      complete: completions[name],
    });
    const metadata = { ...shown, cacheHint: isRecord(name) ? live : slow };
    server.registerResource(name, template, metadata, ({ href }, variables, context) =>
      reading(href, surroundings, () => {
        if (!isRecord(name)) return listed(href);
        return record(href, name, String(variables[`${name}_id`]), context);
      }),
    );
  }
  server.server.setRequestHandler("resources/list", async ({ params }) => {
    try {
      const { resources } = await surroundings.catalog();
      const list = { name: "resources", items: resources, keyOf: uriOf, size: PAGE_SIZE };
      const { items, nextCursor } = pageOf(list, params?.cursor);
      return { resources: items, ...(nextCursor !== undefined && { nextCursor }) };
    } catch (cause) {
      throw asProtocolError(undefined, surroundings, cause);
    }
  });
  server.server.setRequestHandler("resources/templates/list", ({ params }) => {
    const list = { name: "templates", items: uriTemplates, keyOf: nameOf, size: PAGE_SIZE };
    return { resourceTemplates: pageOf(list, params?.cursor).items };
  });
}
