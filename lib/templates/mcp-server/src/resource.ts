import {
  type McpServer,
  ProtocolError,
  ProtocolErrorCode,
  requireScopes,
  ResourceNotFoundError,
  ResourceTemplate,
  type ServerContext,
  type Variables,
} from "@modelcontextprotocol/server";
import { scopeOf } from "./authorize.ts";
import { readBody } from "./bodies.ts";
import { resources, type Settings } from "./catalog.ts";
import { complete } from "./completions.ts";
import { type Context, contextOf } from "./context.ts";
import { failureOf } from "./errors.ts";
import { log } from "./log.ts";

/** Where the content comes from: bodies.ts and completions.ts, unless a test says otherwise. */
interface Sources {
  readBody: (
    uri: string,
    address: URL,
    variables: Variables,
    context: Context,
  ) => Promise<string | undefined>;
  complete: typeof complete;
}

/** Registers the Resources; what goes wrong in a source reaches a client as little as it does from a tool. */
export function registerResources(
  server: McpServer,
  settings: Settings,
  sources: Sources = { readBody, complete },
): void {
  for (const { uri, name, permission, ...shown } of resources) {
    const config = { ...shown, scopeChallenge: requireScopes(scopeOf(permission)) };
    const read = async (address: URL, variables: Variables, request: ServerContext) => {
      const text = await readOrRefuse(address, request.mcpReq.signal, () =>
        sources.readBody(uri, address, variables, contextOf(request, settings)),
      );
      return { contents: [{ uri: address.href, mimeType: shown.mimeType, text }] };
    };
    const names = [...uri.matchAll(/\{(\w+)\}/g)].map(([, variable = ""]) => variable);
    if (names.length === 0) {
      server.registerResource(name, uri, config, (address, request) => read(address, {}, request));
      continue;
    }
    const completers = names.map((variable) => [
      variable,
      (typed: string) => orNothing(() => sources.complete(uri, variable, typed, settings)),
    ]);
    const template = new ResourceTemplate(uri, {
      list: undefined,
      complete: Object.fromEntries(completers),
    });
    server.registerResource(name, template, config, read);
  }
}

/** Resources have no isError: where there is nothing MCP has an error of its own, else the envelope is its data. */
async function readOrRefuse(
  { href }: URL,
  signal: AbortSignal,
  read: () => Promise<string | undefined>,
): Promise<string> {
  try {
    const text = await read();
    if (text !== undefined) return text;
  } catch (thrown) {
    if (thrown instanceof ProtocolError) throw thrown;
    const error = failureOf(thrown, { writes: false, signal });
    if (error.code !== "NOT_FOUND")
      throw new ProtocolError(ProtocolErrorCode.InternalError, error.message, { error });
  }
  throw new ResourceNotFoundError(href);
}

/** A person who types has no use for an error. */
async function orNothing(find: () => Promise<string[]>): Promise<string[]> {
  try {
    return await find();
  } catch (thrown) {
    log("completion: " + String(thrown));
    return [];
  }
}
