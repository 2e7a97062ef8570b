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
  templates: ResourceTemplateType[];
  /** The cursor that leads to each page but the first. */
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
  server.server.setRequestHandler("resources/list", ({ params }) => {
    requests += 1;
    if (requests > MAX_REQUESTS) throw refused("You have asked for this list too often.");
    const cursor = params?.cursor;
    const page = cursor === undefined ? 0 : 1 + cursors.indexOf(cursor);
    if (cursor !== undefined && page === 0) throw refused("The cursor is not valid for this list.");
    const nextCursor = cursors[page];
    return { resources: pages[page] ?? [], ...(nextCursor !== undefined && { nextCursor }) };
  });
  server.server.setRequestHandler("resources/templates/list", () => ({
    resourceTemplates: templates,
  }));
  return server;
}

const refused = (message: string): ProtocolError =>
  new ProtocolError(ProtocolErrorCode.InvalidParams, message);
