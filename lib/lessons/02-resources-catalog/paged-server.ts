import {
  McpServer,
  ProtocolError,
  ProtocolErrorCode,
  type Resource,
  type ResourceTemplateType,
} from "@modelcontextprotocol/server";

/** A listing that an MCP server sends in pages. */
export interface PagedCatalog {
  pages: Resource[][];
  /** Its templates, in pages as well. */
  templates: ResourceTemplateType[][];
  /** The cursor that leads to each page but the first, in either list. */
  cursors: string[];
}

/** More requests than any reading of the catalogs takes; an answer that loops is told so. */
const MAX_REQUESTS = 300;

/** An MCP server that lists a catalog in the given pages. A cursor that is not its own is -32602. */
export function pagedServer({ pages, templates, cursors }: PagedCatalog): McpServer {
  const server = new McpServer(
    { name: "catalog", version: "1.0.0" },
    { capabilities: { resources: {} } },
  );
  let requests = 0;
  const pageFor = <Entry>(
    list: readonly Entry[][],
    cursor: string | undefined,
  ): { page: Entry[]; next: { nextCursor?: string } } => {
    requests += 1;
    if (requests > MAX_REQUESTS) throw refused("You have asked for this list too often.");
    const at = cursor === undefined ? 0 : 1 + cursors.indexOf(cursor);
    const isOther = at === 0 || at >= list.length;
    if (cursor !== undefined && isOther) throw refused("The cursor is not valid for this list.");
    const nextCursor = at + 1 < list.length ? cursors[at] : undefined;
    return { page: list[at] ?? [], next: nextCursor === undefined ? {} : { nextCursor } };
  };
  server.server.setRequestHandler("resources/list", ({ params }) => {
    const { page, next } = pageFor(pages, params?.cursor);
    return { resources: page, ...next };
  });
  server.server.setRequestHandler("resources/templates/list", ({ params }) => {
    const { page, next } = pageFor(templates, params?.cursor);
    return { resourceTemplates: page, ...next };
  });
  return server;
}

const refused = (message: string): ProtocolError =>
  new ProtocolError(ProtocolErrorCode.InvalidParams, message);
